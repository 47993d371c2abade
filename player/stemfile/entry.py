"""One entry of the stem cache: a folder with a description and the stored stems.

While it is made, an entry holds `NAME.s16` for each stored stem (preallocated) and `cells.map`.
When every cell is final, it holds `NAME.flac` (or `.opus`) instead, and the description carries
checksums.
"""

import json
from collections.abc import Callable
from dataclasses import asdict, field, replace
from pathlib import Path

from player.base.errors import CacheError
from player.base.files import write_atomically
from player.base.units import CHANNELS, Frames, StemName, cells
from player.base.values import dataclass

SCALE = 16_384
"""Stored 16-bit value of amplitude 1.0: 6 dB of room above, noise 101 dB below full scale."""
FRAME_BYTES = 2 * CHANNELS
FLAC = "flac"
OPUS = "opus"
CODECS = (FLAC, OPUS)
DESCRIPTION = "entry.json"
MAP = "cells.map"
GoOn = Callable[[], bool]
"""Asked from time to time during long work: False ends it."""


@dataclass(frozen=True)
class Entry:
    """What an entry holds. The last of `stems` is not stored: it is the mix minus the others."""

    frames: Frames
    stems: tuple[StemName, ...]
    model: str
    complete: bool = False
    checksums: dict[str, int] = field(default_factory=dict)
    """CRC-32 of each stored stem's finished file."""
    codec: str = FLAC
    """How finished stems are coded."""

    @property
    def stored(self) -> tuple[StemName, ...]:
        """The stems that have a file."""
        return self.stems[:-1]

    @property
    def cells(self) -> int:
        """Length in grid cells."""
        return cells(self.frames)


def working_bytes(length: Frames, stored: int) -> int:
    """The most that an entry with so many stored stems takes on disk while it is made.

    At the end its samples and their finished files, which may be no smaller, lie side by side.
    """
    return 2 * length * FRAME_BYTES * stored


def raw_path(folder: Path, stem: StemName) -> Path:
    """The file of a stem that is being made."""
    return folder / f"{stem}.s16"


def coded_path(folder: Path, stem: StemName, codec: str) -> Path:
    """The file of a finished stem."""
    return folder / f"{stem}.{codec}"


def load_entry(folder: Path) -> Entry | None:
    """The entry in `folder`; None if there is none; CacheError if it makes no sense."""
    try:
        stored = json.loads((folder / DESCRIPTION).read_bytes())
        stems = tuple(StemName(name) for name in stored.pop("stems"))
        return _checked(Entry(stems=stems, **stored))
    except (FileNotFoundError, NotADirectoryError):
        return None
    except (OSError, ValueError, TypeError, KeyError, AttributeError) as error:
        raise CacheError(f"The stems in {folder} cannot be read: {error}.") from error


def _checked(entry: Entry) -> Entry:
    numbers = (entry.frames, *entry.checksums.values())
    if not all(isinstance(number, int) for number in numbers) or entry.frames < 1:
        raise ValueError("the description makes no sense")
    if entry.codec not in CODECS:
        raise ValueError(f"no codec {entry.codec!r} is known")
    return entry


def is_complete(folder: Path, entry: Entry) -> bool:
    """Whether `folder` holds what `entry` describes, finished."""
    try:
        found = load_entry(folder)
    except CacheError:
        return False
    return (
        found is not None
        and found.complete
        and replace(found, complete=False, checksums={}, codec=entry.codec) == entry
    )


def save_entry(folder: Path, entry: Entry) -> None:
    """Write the description in one step; OSError as the disk says."""
    write_atomically(folder / DESCRIPTION, json.dumps(asdict(entry)).encode())
