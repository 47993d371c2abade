"""What all kinds of tags have in common."""

from abc import ABC, abstractmethod
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from player.library.tag_changes import Field, Picture, Values

PAIRS = {
    Field.TRACK: (Field.TRACK, Field.TRACKS),
    Field.TRACKS: (Field.TRACK, Field.TRACKS),
    Field.DISC: (Field.DISC, Field.DISCS),
    Field.DISCS: (Field.DISC, Field.DISCS),
}
"""Fields that many formats keep in one place: "3/12"."""


class TagFormat(ABC):
    """A file's tags in memory, as mutagen has them in `file`; `save` writes them."""

    name: str

    def __init__(self, file: Any) -> None:  # noqa: ANN401 - mutagen has a class for each format
        self._file = file
        if file.tags is None:
            file.add_tags()
        self._tags = file.tags

    def get(self, field: Field) -> Values:
        """The field's texts, without blanks around them."""
        texts = self._pair(field) if field in PAIRS else self._texts(field)
        return cleaned(texts)

    def put(self, field: Field, values: Values) -> None:
        """Replace the field's texts; none takes it away."""
        values = self.kept(field, values)
        if field not in PAIRS:
            self._put_texts(field, values)
            return
        pair = {each: "".join(self.get(each)[:1]) for each in PAIRS[field]}
        pair[field] = "".join(values[:1])
        number, total = pair.values()
        self._put_pair(PAIRS[field][0], number, total)

    @classmethod
    def kept(cls, field: Field, values: Values) -> Values:
        """What is left of `values` in this format."""
        clean = cleaned(values)
        return clean[:1] if field in PAIRS else clean

    @property
    def file_class(self) -> type:
        """Mutagen's class for the file."""
        return type(self._file)

    @abstractmethod
    def pictures(self) -> tuple[Picture, ...]:
        """The pictures in the file."""

    @abstractmethod
    def put_pictures(self, pictures: Sequence[Picture]) -> None:
        """Replace all pictures."""

    def kept_pictures(self, pictures: Sequence[Picture]) -> tuple[Picture, ...]:
        """What is left of `pictures` in this format."""
        return tuple(pictures)

    def save(self, path: Path) -> None:
        """Write the tags into `path`; raises what mutagen does."""
        self._file.save(path)

    @abstractmethod
    def _texts(self, field: Field) -> Sequence[str]: ...

    @abstractmethod
    def _put_texts(self, field: Field, values: Values) -> None: ...

    @abstractmethod
    def _numbers(self, field: Field) -> tuple[str, str]:
        """Number and total of track or disc."""

    @abstractmethod
    def _put_pair(self, field: Field, number: str, total: str) -> None:
        """Write number and total of track or disc; both may be ""."""

    def _pair(self, field: Field) -> Values:
        first = PAIRS[field][0]
        number, total = self._numbers(first)
        return (number if field == first else total,)


def cleaned(texts: Sequence[str]) -> Values:
    """Without blanks around them, and without those that are nothing else."""
    stripped = (text.replace("\0", "").strip() for text in texts)
    return tuple(text for text in stripped if text)


def split_pair(text: str) -> tuple[str, str]:
    """Number and total from "3/12"."""
    number, _, total = text.partition("/")
    return number.strip(), total.strip()


def join_pair(number: str, total: str) -> str:
    """The text that both make: "3", "3/12", or "/12" if only the total is known."""
    return f"{number}/{total}" if total else number
