"""What goes into the library and comes out of it."""

import dataclasses
from dataclasses import field
from pathlib import Path
from typing import NewType, TypeAlias

import numpy as np
from numpy.typing import NDArray

from player.base.units import Seconds
from player.base.values import dataclass
from player.library.tags import Gains, Tags

LibraryId = NewType("LibraryId", int)
"""A track of the library; stays the same when the file is moved, and is never given again."""
PlaylistId = NewType("PlaylistId", int)
Ids: TypeAlias = NDArray[np.int64]
"""Tracks in an order: shape (tracks,), each a LibraryId."""
Sort: TypeAlias = tuple[str, bool]
"""A column's name, and whether it is sorted downwards."""
Timestamp: TypeAlias = float
"""Seconds since 1970, UTC."""


@dataclasses.dataclass(frozen=True, slots=True)
class FoundFile:
    """A sound file as a scan has read it."""

    path: Path
    size: int
    mtime_ns: int
    tags: Tags
    fingerprint: int | None = None
    """The same for the same content wherever it lies; 64 bits, signed."""


@dataclass(frozen=True)
class FailedFile:
    """A file that could not be read, and why."""

    path: Path
    size: int
    mtime_ns: int
    reason: str


@dataclasses.dataclass(frozen=True, slots=True)
class KnownFile:
    """What a scan compares a file with."""

    size: int
    mtime_ns: int
    missing: bool = False


@dataclass(frozen=True)
class Written:
    """What became of a batch: how many tracks are new, read again, or found at another place."""

    added: int = 0
    changed: int = 0
    moved: int = 0


@dataclass(frozen=True)
class Root:
    """A watched folder. One that is away is not there now, and keeps its tracks."""

    id: int
    path: Path
    away: bool = False


@dataclass(frozen=True)
class TrackRow:
    """A track as a table shows it. What its tags do not say is empty or None."""

    id: LibraryId
    path: str
    """As `os.fsdecode` has it."""
    title: str
    """The file's name without ending if the tags have none."""
    artist: str = ""
    """All of them as one text, like all that can have several values."""
    album: str = ""
    album_artist: str = ""
    genre: str = ""
    composer: str = ""
    comment: str = ""
    date: str = ""
    original_date: str = ""
    year: int | None = None
    """Of the original date, else of the date."""
    track: int | None = None
    tracks: int | None = None
    disc: int | None = None
    discs: int | None = None
    compilation: bool = False
    duration: Seconds | None = None
    codec: str = ""
    sample_rate: int | None = None
    channels: int | None = None
    bit_depth: int | None = None
    bitrate: int | None = None
    """Bits a second."""
    has_cover: bool = False
    bpm: float | None = None
    key: str = ""
    size: int = 0
    added: Timestamp | None = None
    rating: float | None = None
    """From 0 to 1."""
    plays: int = 0
    skips: int = 0
    last_played: Timestamp | None = None
    album_id: int = 0
    """0 if the tags name no album."""
    away: bool = False
    """Whether its drive or folder is not there now."""
    missing: bool = False
    """Whether the file was not there when it was looked for."""
    stems: str = ""
    """The models whose stems of it are ready, as one text."""
    gains: Gains = field(default_factory=Gains)
    """As its tags say."""

    @property
    def folder(self) -> str:
        """Where the file lies."""
        return self.path.rpartition("/")[0]


@dataclass(frozen=True)
class Wanted:
    """What is looked for."""

    text: str = ""
    """A query."""
    playlist: PlaylistId | None = None
    """Only what is in this one, in its order unless `sort` says another."""
    filters: tuple[tuple[str, frozenset[str]], ...] = ()
    """Facets, from left to right, with the values that are chosen in them ("" is: has none)."""
    sort: tuple[Sort, ...] = ()
    """What to sort by, the first first; by album artist, date and album if empty."""


@dataclass(frozen=True)
class Found:
    """What was found."""

    ids: Ids
    duration: Seconds = 0.0
    """Of all tracks together."""
    error: str = ""
    """Why the query cannot be understood, as a sentence, or ""."""
    error_at: tuple[int, int] = (0, 0)
    """The part of the query that this is about: from, to."""


@dataclass(frozen=True)
class AlbumRow:
    """One album of the tracks that were found."""

    title: str
    artist: str
    year: int | None
    tracks: int
    first: LibraryId
    """A track of it, of which the cover is taken."""
    id: int = 0
