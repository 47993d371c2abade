"""What lies in an entry's folder beside the entry, and what may be deleted of it."""

from contextlib import suppress
from enum import Enum
from pathlib import Path

from player.base.values import dataclass
from player.stemfile.entry import CODECS, DESCRIPTION, MAP, Entry, coded_path, raw_path

PLAYED = "played"
ROOM = "room.part"
"""Stands for the room of files that are about to be written."""


class Fault(Enum):
    """What is wrong, and what mends it."""

    DAMAGED = "damaged"
    """To be deleted as a whole, and made again."""
    CELLS = "damaged in places"
    """To be made again in these places."""
    LEFT_OVER = "left over"
    """A file that belongs to nothing, or was never completed: to be deleted."""
    FOREIGN = "not ours"
    """To be left alone."""


@dataclass(frozen=True)
class Finding:
    """One thing that is wrong."""

    path: Path
    fault: Fault
    reason: str


def left_over(folder: Path, entry: Entry) -> list[Finding]:
    """Files in the entry's folder that are no part of it; none if it is being deleted."""
    expected = {DESCRIPTION, PLAYED}
    if entry.complete:
        expected |= {coded_path(folder, stem, entry.codec).name for stem in entry.stored}
    else:
        expected |= {MAP, *(raw_path(folder, stem).name for stem in entry.stored)}
    others = [path for path in listed(folder) if path.name not in expected]
    return [Finding(path, *judged(path)) for path in others]


def remove_left_over(folder: Path, entry: Entry) -> None:
    """Delete what a process that was killed left beside an entry's files."""
    for finding in left_over(folder, entry):
        if finding.fault is Fault.LEFT_OVER:
            with suppress(OSError):  # Windows keeps what the engine still reads
                finding.path.unlink()


def listed(folder: Path) -> list[Path]:
    """The files in a folder; none if it cannot be read."""
    try:
        return sorted(folder.iterdir())
    except OSError:
        return []


def judged(path: Path) -> tuple[Fault, str]:
    """Whether an unexpected file may be deleted, and why."""
    ours = {".part", ".s16", *(f".{codec}" for codec in CODECS)}
    temporary = path.name.startswith(f".{DESCRIPTION}.")
    if path.is_file() and (path.suffix in ours or temporary or path.name == MAP):
        return Fault.LEFT_OVER, "It was never completed, or belongs to nothing."
    return Fault.FOREIGN, "It is none of the player's files."
