"""From mutagen's view of a file, whichever way it is tagged, to one kind of `Tags`."""

import math
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from functools import cache
from typing import Any, BinaryIO, NamedTuple, TypeAlias

from player.base.units import Seconds
from player.library import tag_values as values
from player.library.tag_names import ASF, CODECS, GAINS, ID3, MP4, MP4_CODECS, WORDS
from player.library.tags import Gains, Tags

# mutagen's and PyAV's classes are hardly annotated: seen as Any, they may be used.
Foreign: TypeAlias = Any

_TAIL = 160
"""An APEv2 footer and an ID3v1 tag at the end of a file."""
_OPUS_RATE = 48_000
_MICROSECONDS = 1_000_000
_ATTACHED = 0x400
"""FFmpeg's mark of a picture that is no film."""
_ALBUM = "album"


NO_GAINS = Gains()


class Sound(NamedTuple):
    """What a file says of its sound, as in `Tags`."""

    duration: Seconds | None
    codec: str
    sample_rate: int | None
    channels: int | None
    bit_depth: int | None
    bitrate: int | None


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


def tags_of(tagged: Foreign, file: BinaryIO) -> Tags:
    """Everything that mutagen and the end of the file say."""
    fields = Fields(has_cover=bool(getattr(tagged, "pictures", None)))
    if tagged.tags is not None:
        _reader(type(tagged.tags).__mro__)(tagged.tags, fields)
    kind = type(tagged).__name__
    if kind in ("AAC", "MP3"):
        _add_further_tags(file, fields, head=kind == "AAC")
    sound = _sound(kind, tagged.info)
    return _tags(fields, sound, _encoder_gains(tagged.info))


def tags_of_container(container: Foreign) -> Tags:
    """Everything that FFmpeg says of an opened file."""
    fields = Fields()
    stream = container.streams.audio[0]
    for metadata in (container.metadata, stream.metadata):
        for key, text in metadata.items():
            fields.add(WORDS.get(key.lower()), text)
    context = stream.codec_context
    length = (container.duration or 0) / _MICROSECONDS
    codec = CODECS.get(context.name, context.name.partition("_")[0].upper())
    rate, channels = context.sample_rate or None, context.channels or None
    bitrate = stream.bit_rate or container.bit_rate or None
    sound = Sound(length if length > 0 else None, codec, rate, channels, None, bitrate)
    return _tags(fields, sound)


def _tags(fields: Fields, sound: Sound, gains: Gains = NO_GAINS) -> Tags:
    first, every = fields.first, fields.all
    track, tracks = values.count(first("track"))
    disc, discs = values.count(first("disc"))
    return Tags(
        title=first("title"),
        artists=every("artist"),
        album=first("album"),
        album_artists=every("albumartist"),
        genres=every("genre"),
        composers=every("composer"),
        date=_date(every("date")),
        original_date=_date(every("originaldate")),
        track=track,
        tracks=tracks or values.count(first("tracks"))[0],
        disc=disc,
        discs=discs or values.count(first("discs"))[0],
        compilation=values.truth(first("compilation")),
        comment="\n".join(every("comment")),
        bpm=values.bpm(first("bpm")),
        rating=_rating(fields),
        gains=_gains(fields) if fields.has_gains else gains,
        duration=sound.duration,
        codec=sound.codec,
        sample_rate=sound.sample_rate,
        channels=sound.channels,
        bit_depth=sound.bit_depth,
        bitrate=sound.bitrate,
        has_cover=fields.has_cover,
    )


def _date(texts: tuple[str, ...]) -> str:
    """The fullest of several."""
    return max(map(values.date, texts), key=len, default="")


def _rating(fields: Fields) -> float | None:
    exact = values.fraction(fields.first("fmps_rating"))
    if exact is not None:
        return exact
    if fields.rating is not None:
        return fields.rating
    return values.rating(fields.first("rating"))


def _gains(fields: Fields) -> Gains:
    first = fields.first

    def gain(name: str) -> float | None:
        found = values.gain(first(f"replaygain_{name}_gain"))
        return values.r128_gain(first(f"r128_{name}_gain")) if found is None else found

    return Gains(
        gain("track"),
        values.peak(first("replaygain_track_peak")),
        gain(_ALBUM),
        values.peak(first("replaygain_album_peak")),
    )


def _sound(kind: str, info: Foreign) -> Sound:
    codec = CODECS.get(kind, kind)
    if kind == "MP4":
        codec = MP4_CODECS.get(info.codec.partition(".")[0], info.codec or codec)
    elif kind == "MP3":
        codec = f"MP{info.layer}"
    lossy = kind == "MP4" and codec != "ALAC"
    return Sound(
        _length(info),
        codec,
        _OPUS_RATE if kind == "OggOpus" else _whole(info, "sample_rate"),
        _whole(info, "channels"),
        None if lossy else _whole(info, "bits_per_sample"),
        _whole(info, "bitrate"),
    )


def _encoder_gains(info: Foreign) -> Gains:
    """What the encoder of an MP3 or Musepack file wrote beside the sound, if it did."""
    track = getattr(info, "track_gain", None) or getattr(info, "title_gain", None)
    album = getattr(info, "album_gain", None)
    if not track and not album:
        return NO_GAINS
    return Gains(values.sane_gain(track), None, values.sane_gain(album or None), None)


def _length(info: Foreign) -> float | None:
    length = float(getattr(info, "length", 0) or 0)
    return length if 0 < length < math.inf else None  # a damaged file can say anything


def _whole(info: Foreign, name: str) -> int | None:
    number = getattr(info, name, None)
    return int(number) if number and 0 < number < 1 << 40 else None


# -- one reader for each way to tag a file


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


def _add_further_tags(file: BinaryIO, fields: Fields, *, head: bool) -> None:
    """APEv2 behind MPEG sound (gains mostly), and ID3 before AAC, which mutagen leaves out."""
    from mutagen import MutagenError

    try:
        if head:
            from mutagen.id3 import ID3 as Id3  # noqa: N811 - a class, whatever its letters

            file.seek(0)
            id3: Foreign = Id3
            _read_id3(id3(file), fields)
    except MutagenError:
        pass
    end = file.seek(0, 2)
    file.seek(max(0, end - _TAIL))
    if b"APETAGEX" not in file.read(_TAIL):
        return
    from mutagen.apev2 import APEv2

    more = Fields(has_cover=fields.has_cover, rating=fields.rating)
    try:
        ape: Foreign = APEv2
        _read_ape(ape(file), more)
    except MutagenError:
        return
    fields.has_cover = more.has_cover
    for name, texts in more.texts.items():
        fields.texts.setdefault(name, texts)
