"""The tags of MP4 files (M4A, ALAC), as iTunes laid them down."""

from collections.abc import Sequence
from typing import Any

from player.library.tag_changes import Field, Picture, TagError, Values
from player.library.tag_formats.tag_format import PAIRS, TagFormat, cleaned

_ATOMS = {
    Field.TITLE: "\xa9nam",
    Field.ARTISTS: "\xa9ART",
    Field.ALBUM: "\xa9alb",
    Field.ALBUM_ARTISTS: "aART",
    Field.GENRES: "\xa9gen",
    Field.COMPOSERS: "\xa9wrt",
    Field.DATE: "\xa9day",
    Field.COMMENT: "\xa9cmt",
    Field.COMPILATION: "cpil",
    Field.BPM: "tmpo",
    Field.TRACK: "trkn",
    Field.DISC: "disk",
}
_FREE = {
    Field.ORIGINAL_DATE: "----:com.apple.iTunes:ORIGINALDATE",
    Field.KEY: "----:com.apple.iTunes:initialkey",
}
_MOST = 0xFFFF


class Mp4Format(TagFormat):
    """Atoms, some of them whole numbers."""

    name = "MP4"

    @classmethod
    def kept(cls, field: Field, values: Values) -> Values:
        """Numbers are whole, from 0 to 65,535; a tempo is rounded."""
        clean = super().kept(field, values)
        if field is Field.BPM:
            return tuple(str(_whole(text)) for text in clean[:1])
        if field in PAIRS:
            numbers = (_whole(text) for text in clean)
            return tuple(str(number) for number in numbers if number)
        return clean

    def pictures(self) -> tuple[Picture, ...]:
        """From `covr`, which knows neither kinds nor descriptions."""
        from mutagen.mp4 import AtomDataType

        png = AtomDataType.PNG
        return tuple(
            Picture(bytes(each), "image/png" if each.imageformat == png else "image/jpeg")
            for each in self._tags.get("covr", [])
        )

    def put_pictures(self, pictures: Sequence[Picture]) -> None:
        """Into `covr`."""
        from mutagen.mp4 import AtomDataType, MP4Cover

        make: Any = MP4Cover
        png, jpeg = AtomDataType.PNG, AtomDataType.JPEG
        covers = [make(each.data, png if each.mime == "image/png" else jpeg) for each in pictures]
        self._put("covr", covers)

    def kept_pictures(self, pictures: Sequence[Picture]) -> tuple[Picture, ...]:
        """Only the pictures themselves."""
        return tuple(
            Picture(each.data, "image/png" if each.mime == "image/png" else "image/jpeg")
            for each in pictures
        )

    def _texts(self, field: Field) -> Sequence[str]:
        if field in _FREE:
            found = self._tags.get(_FREE[field], [])
            return [bytes(each).decode("utf-8", "replace") for each in found]
        value = self._tags.get(_ATOMS[field], [])
        if field is Field.COMPILATION:
            return ("1",) if value else ()
        if field is Field.BPM:
            return [str(each) for each in value if each]
        return [str(each) for each in value]

    def _put_texts(self, field: Field, values: Values) -> None:
        if field in _FREE:
            from mutagen.mp4 import MP4FreeForm

            make: Any = MP4FreeForm
            self._put(_FREE[field], [make(text.encode()) for text in values])
        elif field is Field.COMPILATION:
            self._put(_ATOMS[field], bool(values))
        elif field is Field.BPM:
            self._put(_ATOMS[field], [_whole(text) for text in values])
        else:
            self._put(_ATOMS[field], list(values))

    def _numbers(self, field: Field) -> tuple[str, str]:
        for pair in self._tags.get(_ATOMS[field], []):
            number, total = pair
            return str(number or ""), str(total or "")
        return "", ""

    def _put_pair(self, field: Field, number: str, total: str) -> None:
        pair = tuple(_whole(text) if cleaned([text]) else 0 for text in (number, total))
        self._put(_ATOMS[field], [pair] if any(pair) else [])

    def _put(self, atom: str, value: Any) -> None:  # noqa: ANN401 - each atom has its own type
        if value:
            self._tags[atom] = value
        else:
            self._tags.pop(atom, None)


def _whole(text: str) -> int:
    try:
        number = round(float(text))
    except (ValueError, OverflowError):
        number = -1
    if not 0 <= number <= _MOST:
        raise TagError(f"MP4 files hold whole numbers only, and not “{text}”.")
    return number
