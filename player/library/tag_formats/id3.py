"""ID3v2 in MP3, AIFF, WAV, DSF, DSDIFF and TTA. A v2.3 tag stays one, frame for frame."""

import re
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

import mutagen.id3

from player.library.tag_changes import Field, Picture, Values
from player.library.tag_formats.tag_format import TagFormat, cleaned, join_pair, split_pair

_frames: Any = mutagen.id3  # half annotated: seen as Any, its classes may be called
_UTF8 = 3
_V23 = (2, 3)
_DAY = len("1959-08-17")
_FRAMES = {
    Field.TITLE: "TIT2",
    Field.ARTISTS: "TPE1",
    Field.ALBUM: "TALB",
    Field.ALBUM_ARTISTS: "TPE2",
    Field.GENRES: "TCON",
    Field.COMPOSERS: "TCOM",
    Field.DATE: "TDRC",
    Field.ORIGINAL_DATE: "TDOR",
    Field.TRACK: "TRCK",
    Field.DISC: "TPOS",
    Field.COMPILATION: "TCMP",
    Field.BPM: "TBPM",
    Field.KEY: "TKEY",
}
_SPLIT = {Field.DATE: ("TYER", "TDAT", "TIME"), Field.ORIGINAL_DATE: ("TORY",)}
"""Where v2.3 has its dates, and careless programs in v2.4 as well."""
_TIME = re.compile(r"(\d{4})(-\d\d)?(-\d\d)?([ T]\d\d:\d\d(:\d\d)?)?")


class Id3Format(TagFormat):
    """ID3v2.4; several values of a field are one frame."""

    name = "ID3v2.4"
    version = 4

    @classmethod
    def kept(cls, field: Field, values: Values) -> Values:
        """Dates are ISO, cut off where they no longer are."""
        clean = super().kept(field, values)
        if field not in _SPLIT:
            return clean
        found = (_TIME.match(text) for text in clean)
        return tuple(match[0].replace("T", " ") for match in found if match)

    def pictures(self) -> tuple[Picture, ...]:
        """From the APIC frames."""
        frames = self._tags.getall("APIC")
        return tuple(
            Picture(each.data, each.mime, int(each.type), each.desc.rstrip()) for each in frames
        )

    def put_pictures(self, pictures: Sequence[Picture]) -> None:
        """Into APIC frames; the format wants different descriptions: blanks make them so."""
        self._tags.delall("APIC")
        taken: set[str] = set()
        for each in pictures:
            description = each.description
            while description in taken:
                description += " "
            taken.add(description)
            self._tags.add(
                _frames.APIC(
                    encoding=_UTF8,
                    mime=each.mime,
                    type=each.kind,
                    desc=description,
                    data=each.data,
                )
            )

    def kept_pictures(self, pictures: Sequence[Picture]) -> tuple[Picture, ...]:
        """All of them, with descriptions that do not end in blanks."""
        return tuple(replace(each, description=each.description.rstrip()) for each in pictures)

    def save(self, path: Path) -> None:
        """Write; a v1 tag is kept up if there is one. Several values are never joined."""
        self._file.save(path, v2_version=self.version, v23_sep=None)

    def _texts(self, field: Field) -> Sequence[str]:
        if field is Field.COMMENT:
            return [str(text) for frame in self._comments() for text in frame.text]
        found: list[str] = []
        for frame in self._tags.getall(_FRAMES[field]):
            texts = frame.genres if field is Field.GENRES else frame.text
            found += map(str, texts)
        if field is Field.COMPILATION:
            return ("1",) if cleaned(found)[:1] == ("1",) else ()
        return found or self._split_date(field)

    def _put_texts(self, field: Field, values: Values) -> None:
        if field is Field.COMMENT:
            self._put_comment(values)
            return
        for name in _SPLIT.get(field, ()):
            self._tags.delall(name)
        self._put_frame(_FRAMES[field], values)

    def _numbers(self, field: Field) -> tuple[str, str]:
        return split_pair("".join(list(self._texts(field))[:1]))

    def _put_pair(self, field: Field, number: str, total: str) -> None:
        text = join_pair(number, total)
        self._put_frame(_FRAMES[field], (text,) if text else ())

    def _split_date(self, field: Field) -> list[str]:
        """A date from v2.3's frames: the year, and day and month as one number."""
        if field not in _SPLIT:
            return []
        year = self._plain(_SPLIT[field][0])[:1]
        day = "".join(self._plain("TDAT")[:1]) if field is Field.DATE else ""
        return [f"{year[0]}-{day[2:]}-{day[:2]}"] if year and re.fullmatch(r"\d{4}", day) else year

    def _plain(self, name: str) -> list[str]:
        return [str(text) for frame in self._tags.getall(name) for text in frame.text]

    def _put_frame(self, name: str, values: Values) -> None:
        self._tags.delall(name)
        if values:
            frame = getattr(_frames, name)
            self._tags.add(frame(encoding=_UTF8, text=list(values)))

    def _comments(self) -> list[Any]:
        """Those without a description; the others are programs' own."""
        return [frame for frame in self._tags.getall("COMM") if not frame.desc.strip()]

    def _put_comment(self, values: Values) -> None:
        old = self._comments()
        for frame in old:
            self._tags.pop(frame.HashKey, None)
        if values:
            language = old[0].lang if old else "eng"
            frame = _frames.COMM(encoding=_UTF8, lang=language, desc="", text=list(values))
            self._tags.add(frame)


class Id3v23Format(Id3Format):
    """ID3v2.3: dates are split into other frames."""

    name = "ID3v2.3"
    version = 3

    @classmethod
    def kept(cls, field: Field, values: Values) -> Values:
        """A date is a year or a full day, an original date a year."""
        clean = super().kept(field, values)[: 1 if field in _SPLIT else None]
        if field is Field.ORIGINAL_DATE:
            return tuple(text[:4] for text in clean)
        if field is Field.DATE:
            return tuple(text[:_DAY] if len(text) >= _DAY else text[:4] for text in clean)
        return clean

    def _texts(self, field: Field) -> Sequence[str]:
        return self._split_date(field) or super()._texts(field)

    def _put_texts(self, field: Field, values: Values) -> None:
        if field not in _SPLIT:
            super()._put_texts(field, values)
            return
        super()._put_texts(field, ())
        date = "".join(values[:1])
        year, *rest = _SPLIT[field]
        self._put_frame(year, (date[:4],) if date else ())
        if rest and len(date) >= _DAY:
            self._put_frame("TDAT", (date[8:10] + date[5:7],))


def id3_format(file: Any) -> Id3Format:  # noqa: ANN401
    """The format that keeps the version of the file's tag; older than v2.3 it becomes v2.4."""
    version = tuple(file.tags.version[:2])
    if version < _V23:
        return Id3Format(file)
    again: Any = type(file)
    as_it_is = again(file.filename, translate=False)  # else frames without a new name would go
    return (Id3v23Format if version == _V23 else Id3Format)(as_it_is)
