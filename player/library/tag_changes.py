"""What can be changed in a file's tags, and what a change is."""

import os
from collections.abc import Mapping
from dataclasses import field
from enum import StrEnum
from pathlib import Path

from player.base.errors import MinusOneError
from player.base.values import dataclass

FRONT_COVER = 3
"""The kind of picture, as ID3v2 (section 4.14), FLAC and ASF number them."""
LARGEST_COVER = 16_000_000
"""Bytes: what a FLAC block can hold."""
_IMAGES = {b"\xff\xd8\xff": "image/jpeg", b"\x89PNG\r\n\x1a\n": "image/png"}


class Field(StrEnum):
    """A field that every format has a place for."""

    TITLE = "title"
    ARTISTS = "artists"
    ALBUM = "album"
    ALBUM_ARTISTS = "album_artists"
    GENRES = "genres"
    COMPOSERS = "composers"
    DATE = "date"
    ORIGINAL_DATE = "original_date"
    TRACK = "track"
    TRACKS = "tracks"
    DISC = "disc"
    DISCS = "discs"
    COMPILATION = "compilation"
    """The text "1", or nothing."""
    BPM = "bpm"
    KEY = "key"
    COMMENT = "comment"


Values = tuple[str, ...]
"""A field's texts; none if the file does not have it."""


class TagError(MinusOneError):
    """Tags that cannot be read, or a file that cannot be changed or renamed."""


class ChangedMeanwhileError(TagError):
    """A file that no longer is what the change was made up for."""


@dataclass(frozen=True)
class Failure:
    """A file that stayed as it was, and why."""

    path: Path
    error: TagError


@dataclass(frozen=True)
class Picture:
    """A picture in a file."""

    data: bytes
    mime: str
    kind: int = FRONT_COVER
    description: str = ""


@dataclass(frozen=True)
class Cover:
    """A new front cover; without a picture the one that is there is taken away."""

    picture: Picture | None


@dataclass(frozen=True)
class TagChange:
    """New values by field, and none for a field that goes; what is not named is not touched."""

    values: Mapping[Field, Values] = field(default_factory=dict)
    pictures: Cover | tuple[Picture, ...] | None = None
    """Another front cover, or all pictures that the file shall have; None: as they are."""

    def __bool__(self) -> bool:
        return bool(self.values) or self.pictures is not None


@dataclass(frozen=True)
class Stamp:
    """What tells whether a file has been changed."""

    size: int
    mtime_ns: int


@dataclass(frozen=True)
class Edit:
    """A change to one file."""

    path: Path
    change: TagChange
    seen: Stamp | None = None
    """The file as it was when the change was made up; None: however it is."""
    expects: TagChange | None = None
    """What the file has to say for the change to make sense: that of an edit taken back."""


@dataclass(frozen=True)
class FileTags:
    """What a file's tags say now."""

    path: Path
    seen: Stamp
    kind: str
    """The kind of tags, for people: "ID3v2.3"."""
    values: Mapping[Field, Values]
    pictures: tuple[Picture, ...] = ()

    @property
    def cover(self) -> Picture | None:
        """The front cover, or whatever picture there is."""
        front = (each for each in self.pictures if each.kind == FRONT_COVER)
        return next(front, self.pictures[0] if self.pictures else None)


def stamp_of(path: Path) -> Stamp:
    """The file's stamp; OSError if it is gone."""
    status = os.stat(path)  # noqa: PTH116 - twice as quick over thousands of files
    return Stamp(status.st_size, status.st_mtime_ns)


def cover_picture(data: bytes) -> Picture:
    """A front cover; TagError if `data` is neither JPEG nor PNG, or larger than LARGEST_COVER."""
    if len(data) > LARGEST_COVER:
        raise TagError("This picture is larger than 16 MB.", "Make it smaller first.")
    for start, mime in _IMAGES.items():
        if data.startswith(start):
            return Picture(data, mime)
    raise TagError("This picture is neither JPEG nor PNG.", "Other players show only these.")


def with_cover(pictures: tuple[Picture, ...], cover: Cover) -> tuple[Picture, ...]:
    """`pictures` with another front cover; if none is marked as one, the first counts."""
    fronts = [each for each in pictures if each.kind == FRONT_COVER] or list(pictures[:1])
    others = tuple(each for each in pictures if each not in fronts)
    return others if cover.picture is None else (cover.picture, *others)
