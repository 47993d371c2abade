"""A take's file is named so that it finds its place in the song, even if the program was killed."""

import re
from dataclasses import dataclass
from pathlib import Path

from player.base.units import Frames

_PATTERN = re.compile(r"(?P<made>.+) at (?P<start>\d+)(?: x(?P<rate>[\d.]+))?(?: \((\d+)\))?\.wav")


@dataclass(frozen=True)
class TakeName:
    """`made`: when it was begun; `start`: the song's frame; `rate`: the tempo it was played at."""

    made: str
    start: Frames
    rate: float = 1.0


def take_path(folder: Path, name: TakeName) -> Path:
    """A file that is not there yet."""
    rate = "" if name.rate == 1 else f" x{name.rate:.4f}"
    plain = f"{name.made} at {name.start}{rate}"
    path, number = folder / f"{plain}.wav", 2
    while path.exists():
        path, number = folder / f"{plain} ({number}).wav", number + 1
    return path


def read_take_name(path: Path) -> TakeName | None:
    """What the name of a file says; None if it is no take."""
    found = _PATTERN.fullmatch(path.name)
    if found is None:
        return None
    return TakeName(found["made"], int(found["start"]), float(found["rate"] or 1))
