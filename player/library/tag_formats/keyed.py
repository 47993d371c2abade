"""Tags that are texts by key: Vorbis comments, APEv2 and ASF."""

import base64
import binascii
import struct
from collections.abc import Mapping, Sequence
from typing import Any

from player.library.tag_changes import FRONT_COVER, Field, Picture, Values
from player.library.tag_formats.tag_format import TagFormat, join_pair, split_pair

Keys = Mapping[Field, tuple[str, ...]]
"""By field: the key it is written to, and other keys that it is found under."""

_VORBIS: Keys = {
    Field.TITLE: ("title",),
    Field.ARTISTS: ("artist",),
    Field.ALBUM: ("album",),
    Field.ALBUM_ARTISTS: ("albumartist", "album artist", "album_artist"),
    Field.GENRES: ("genre",),
    Field.COMPOSERS: ("composer",),
    Field.DATE: ("date", "year"),
    Field.ORIGINAL_DATE: ("originaldate", "originalyear"),
    Field.TRACK: ("tracknumber", "track"),
    Field.TRACKS: ("tracktotal", "totaltracks"),
    Field.DISC: ("discnumber", "disc"),
    Field.DISCS: ("disctotal", "totaldiscs"),
    Field.COMPILATION: ("compilation",),
    Field.BPM: ("bpm",),
    Field.KEY: ("initialkey", "initial key", "key"),
    Field.COMMENT: ("comment", "description"),
}
_APE: Keys = {
    Field.TITLE: ("Title",),
    Field.ARTISTS: ("Artist",),
    Field.ALBUM: ("Album",),
    Field.ALBUM_ARTISTS: ("Album Artist", "AlbumArtist"),
    Field.GENRES: ("Genre",),
    Field.COMPOSERS: ("Composer",),
    Field.DATE: ("Year", "Date"),
    Field.ORIGINAL_DATE: ("OriginalDate", "OriginalYear"),
    Field.TRACK: ("Track", "TrackNumber"),
    Field.DISC: ("Disc", "DiscNumber"),
    Field.COMPILATION: ("Compilation",),
    Field.BPM: ("BPM",),
    Field.KEY: ("InitialKey", "Initial Key", "Key"),
    Field.COMMENT: ("Comment",),
}
_ASF: Keys = {
    Field.TITLE: ("Title",),
    Field.ARTISTS: ("Author",),
    Field.ALBUM: ("WM/AlbumTitle",),
    Field.ALBUM_ARTISTS: ("WM/AlbumArtist",),
    Field.GENRES: ("WM/Genre",),
    Field.COMPOSERS: ("WM/Composer",),
    Field.DATE: ("WM/Year",),
    Field.ORIGINAL_DATE: ("WM/OriginalReleaseYear", "WM/OriginalReleaseTime"),
    Field.TRACK: ("WM/TrackNumber",),
    Field.DISC: ("WM/PartOfSet",),
    Field.COMPILATION: ("WM/IsCompilation",),
    Field.BPM: ("WM/BeatsPerMinute",),
    Field.KEY: ("WM/InitialKey",),
    Field.COMMENT: ("Description",),
}
_APE_COVERS = {FRONT_COVER: "Cover Art (Front)", 4: "Cover Art (Back)"}
_TRUE = {"1", "true", "yes"}


class KeyedFormat(TagFormat):
    """Texts by key; number and total share one key where the total has none of its own."""

    keys: Keys

    def _texts(self, field: Field) -> Sequence[str]:
        for key in self.keys[field]:
            if key in self._tags:
                texts = [str(each) for each in self._tags[key]]
                return _flag(texts) if field is Field.COMPILATION else texts
        return ()

    def _put_texts(self, field: Field, values: Values) -> None:
        first, *others = self.keys[field]
        for key in others:
            self._remove(key)
        if values:
            self._tags[first] = list(values)
        else:
            self._remove(first)

    def _numbers(self, field: Field) -> tuple[str, str]:
        number, total = split_pair("".join(list(self._texts(field))[:1]))
        if not total and _total(field) in self.keys:
            total = "".join(list(self._texts(_total(field)))[:1])
        return number, total

    def _put_pair(self, field: Field, number: str, total: str) -> None:
        if _total(field) not in self.keys:
            text = join_pair(number, total)
            self._put_texts(field, (text,) if text else ())
            return
        self._put_texts(field, (number,) if number else ())
        self._put_texts(_total(field), (total,) if total else ())

    def _remove(self, key: str) -> None:
        if key in self._tags:
            del self._tags[key]


class VorbisFormat(KeyedFormat):
    """Vorbis comments in Ogg (Vorbis, Opus, Speex, FLAC, Theora)."""

    name = "Vorbis comments"
    keys = _VORBIS

    def pictures(self) -> tuple[Picture, ...]:
        """From METADATA_BLOCK_PICTURE."""
        from mutagen.flac import Picture as Block
        from mutagen.flac import error

        block: Any = Block
        found = []
        for text in self._tags.get("metadata_block_picture", []):
            try:
                found.append(_from_block(block(base64.b64decode(text))))
            except (binascii.Error, error, ValueError):
                continue
        return tuple(found)

    def put_pictures(self, pictures: Sequence[Picture]) -> None:
        """Into METADATA_BLOCK_PICTURE."""
        texts = [base64.b64encode(_block(each).write()).decode("ascii") for each in pictures]
        self._remove("metadata_block_picture")
        if texts:
            self._tags["metadata_block_picture"] = texts


class FlacFormat(VorbisFormat):
    """Vorbis comments in FLAC, which has blocks of its own for pictures."""

    def pictures(self) -> tuple[Picture, ...]:
        """From the picture blocks."""
        return tuple(map(_from_block, self._file.pictures))

    def put_pictures(self, pictures: Sequence[Picture]) -> None:
        """Into picture blocks."""
        self._file.clear_pictures()
        for each in pictures:
            self._file.add_picture(_block(each))


class ApeFormat(KeyedFormat):
    """APEv2 in WavPack, Monkey's Audio, Musepack, TAK, OptimFROG and some MP3."""

    name = "APEv2"
    keys = _APE

    def pictures(self) -> tuple[Picture, ...]:
        """From the items that hold front and back: a file name, a zero, the picture."""
        found = []
        for kind, key in _APE_COVERS.items():
            if key in self._tags:
                name, _, data = bytes(self._tags[key].value).partition(b"\0")
                mime = "image/png" if name.lower().endswith(b".png") else "image/jpeg"
                found.append(Picture(data, mime, kind))
        return tuple(found)

    def put_pictures(self, pictures: Sequence[Picture]) -> None:
        """Front and back; there is no place for others."""
        from mutagen.apev2 import BINARY, APEValue

        value: Any = APEValue
        for key in _APE_COVERS.values():
            self._remove(key)
        for each in self.kept_pictures(pictures):
            ending = "png" if each.mime == "image/png" else "jpg"
            key = _APE_COVERS[each.kind]
            content = f"{key}.{ending}".encode() + b"\0" + each.data
            self._tags[key] = value(content, BINARY)

    def kept_pictures(self, pictures: Sequence[Picture]) -> tuple[Picture, ...]:
        """One front and one back, without descriptions."""
        by_kind: dict[int, Picture] = {}
        for each in pictures:
            if each.kind in _APE_COVERS:
                mime = "image/png" if each.mime == "image/png" else "image/jpeg"
                by_kind.setdefault(each.kind, Picture(each.data, mime, each.kind))
        return tuple(by_kind[kind] for kind in _APE_COVERS if kind in by_kind)


class AsfFormat(KeyedFormat):
    """ASF attributes (WMA)."""

    name = "ASF"
    keys = _ASF

    def pictures(self) -> tuple[Picture, ...]:
        """From WM/Picture."""
        found = (_from_asf(each.value) for each in self._tags.get("WM/Picture", []))
        return tuple(each for each in found if each)

    def put_pictures(self, pictures: Sequence[Picture]) -> None:
        """Into WM/Picture."""
        from mutagen.asf._attrs import ASFByteArrayAttribute

        attribute: Any = ASFByteArrayAttribute
        self._remove("WM/Picture")
        if pictures:
            self._tags["WM/Picture"] = [attribute(_to_asf(each)) for each in pictures]


def _total(field: Field) -> Field:
    return Field.TRACKS if field is Field.TRACK else Field.DISCS


def _flag(texts: Sequence[str]) -> Values:
    return ("1",) if any(text.strip().lower() in _TRUE for text in texts) else ()


def _block(picture: Picture) -> Any:  # noqa: ANN401 - mutagen's Picture, half annotated
    from mutagen.flac import Picture as Block

    make: Any = Block
    block = make()
    block.data, block.mime = picture.data, picture.mime
    block.type, block.desc = picture.kind, picture.description
    return block


def _from_block(block: Any) -> Picture:  # noqa: ANN401
    return Picture(block.data, block.mime, int(block.type), block.desc)


_ASF_HEAD = struct.Struct("<BI")
"""The kind, and the size of the picture; then mime type and description in UTF-16, zero-ended."""


def _to_asf(picture: Picture) -> bytes:
    words = f"{picture.mime}\0{picture.description}\0".encode("utf-16-le")
    return _ASF_HEAD.pack(picture.kind, len(picture.data)) + words + picture.data


def _from_asf(value: bytes) -> Picture | None:
    if len(value) < _ASF_HEAD.size:
        return None
    kind, size = _ASF_HEAD.unpack_from(value)
    words = value[_ASF_HEAD.size : len(value) - size].decode("utf-16-le", "replace").split("\0")
    return Picture(value[len(value) - size :], words[0], kind, "".join(words[1:2]))
