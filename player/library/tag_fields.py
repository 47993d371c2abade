"""The texts of a file under one set of names, whichever way it is tagged."""

from collections.abc import Callable, Iterable
from contextlib import suppress
from dataclasses import dataclass, field
from functools import cache
from typing import Any, BinaryIO, TypeAlias

from player.library import tag_values as values
from player.library.tag_names import ASF, GAINS, ID3, MP4, WORDS

# mutagen's classes are hardly annotated: seen as Any, they may be used.
Foreign: TypeAlias = Any

_TAIL = 160
"""An APEv2 footer and an ID3v1 tag at the end of a file."""
_ALBUM = "album"


@dataclass(slots=True)
class Fields:
    """Texts under one set of names, and what is no text."""

    texts: dict[str, list[str]] = field(default_factory=dict)
    rating: float | None = None
    has_cover: bool = False

    def add(self, name: str | None, text: str) -> None:
        """One more text, if its name means something to us."""
        if name is not None:
            self.texts.setdefault(name, []).append(text)

    def first(self, name: str) -> str:
        """The first text under a name that says something."""
        for text in self.texts.get(name, ()):
            if tidied := values.tidy(text):
                return tidied
        return ""

    @property
    def has_gains(self) -> bool:
        """Whether any gain or peak is named."""
        return not GAINS.isdisjoint(self.texts)

    def all(self, name: str) -> tuple[str, ...]:
        """All texts under a name."""
        texts = self.texts.get(name)
        return values.tidy_all(texts) if texts else ()


def fields_of(tagged: Foreign, file: BinaryIO) -> Fields:
    """What mutagen's view of a file says, and the end of the file."""
    fields = Fields(has_cover=bool(getattr(tagged, "pictures", None)))
    if tagged.tags is not None:
        _reader(type(tagged.tags).__mro__)(tagged.tags, fields)
    kind = type(tagged).__name__
    if kind == "AAC":
        _add_id3(file, fields)
    if kind in ("AAC", "MP3"):
        add_ape(file, fields)
    return fields


def _read_vorbis(tags: Foreign, fields: Fields) -> None:
    for key, text in tags:
        name = WORDS.get(key.lower())
        if name == "cover":
            fields.has_cover = True
        elif name is not None:
            fields.add(name, text)
        elif key.lower().startswith("rating:"):  # Quod Libet's, for each user
            fields.rating = values.fraction(text)


def _read_id3(tags: Foreign, fields: Fields) -> None:
    for frame in tags.values():
        kind = type(frame).__name__
        name = ID3.get(kind)
        if name is not None:
            texts = frame.genres if kind == "TCON" else frame.text
            for text in texts:
                fields.add(name, str(text))
        elif kind == "TXXX":
            _add_all(fields, WORDS.get(frame.desc.lower()), frame.text)
        elif kind == "COMM" and not frame.desc:
            _add_all(fields, "comment", frame.text)
        elif kind == "APIC":
            fields.has_cover = True
        elif kind == "POPM" and fields.rating is None:
            fields.rating = values.popm(frame.rating)
        elif kind == "RVA2" and frame.desc.lower() in ("track", _ALBUM):
            fields.add(f"replaygain_{frame.desc.lower()}_gain", f"{frame.gain:f}")
            fields.add(f"replaygain_{frame.desc.lower()}_peak", f"{frame.peak:f}")


def _read_ape(tags: Foreign, fields: Fields) -> None:
    for key, value in tags.items():
        if value.kind == 0:
            _add_all(fields, WORDS.get(key.lower()), value)
        elif key.lower().startswith("cover art"):
            fields.has_cover = True


def _read_mp4(tags: Foreign, fields: Fields) -> None:
    for key, found in tags.items():
        if key == "covr":
            fields.has_cover = bool(found)
        elif key in ("trkn", "disk"):
            name = "track" if key == "trkn" else "disc"
            _add_all(fields, name, [f"{number}/{total}" for number, total in found[:1]])
        elif key == "cpil":
            fields.add("compilation", "1" if found else "0")
        elif key.startswith("----:"):
            texts = [bytes(text).decode("utf-8", "replace") for text in found]
            _add_all(fields, WORDS.get(key.rpartition(":")[2].lower()), texts)
        else:
            _add_all(fields, MP4.get(key), found)


def _read_asf(tags: Foreign, fields: Fields) -> None:
    for key, value in tags:
        if key == "WM/Picture":
            fields.has_cover = True
        elif key == "WM/SharedUserRating":
            fields.rating = values.asf_rating(str(value))
        else:
            fields.add(ASF.get(key) or WORDS.get(key.lower()), str(value))


def _add_all(fields: Fields, name: str | None, texts: Iterable[object]) -> None:
    if name is not None:
        for text in texts:
            fields.add(name, str(text))


Reader: TypeAlias = Callable[[Foreign, Fields], None]
_READERS: dict[str, Reader] = {
    "VComment": _read_vorbis,
    "ID3": _read_id3,
    "APEv2": _read_ape,
    "MP4Tags": _read_mp4,
    "ASFTags": _read_asf,
}


@cache
def _reader(bases: tuple[type, ...]) -> Reader:
    """By mutagen's class or what it is derived from."""
    known = (_READERS.get(base.__name__) for base in bases)
    return next((reader for reader in known if reader is not None), lambda _tags, _fields: None)


def _add_id3(file: BinaryIO, fields: Fields) -> None:
    """ID3 before AAC, which mutagen leaves out."""
    from mutagen import MutagenError
    from mutagen.id3 import ID3 as Id3  # noqa: N811 - a class, whatever its letters

    id3: Foreign = Id3
    file.seek(0)
    with suppress(MutagenError):
        _read_id3(id3(file), fields)


def add_ape(file: BinaryIO, fields: Fields) -> None:
    """APEv2 behind MPEG sound, which has gains mostly; what is known already stays."""
    end = file.seek(0, 2)
    file.seek(max(0, end - _TAIL))
    if b"APETAGEX" not in file.read(_TAIL):
        return
    from mutagen import MutagenError
    from mutagen.apev2 import APEv2

    more = Fields(has_cover=fields.has_cover)
    ape: Foreign = APEv2
    with suppress(MutagenError):
        _read_ape(ape(file), more)
        fields.has_cover = more.has_cover
        for name, texts in more.texts.items():
            fields.texts.setdefault(name, texts)
