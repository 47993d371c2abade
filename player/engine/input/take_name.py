"""A take's file is named so that it finds its place in the song, even if the program was killed."""

import re
from pathlib import Path

from player.base.units import Frames
from player.base.values import dataclass

_PATTERN = re.compile(
    r"(?P<made>.+) at (?P<start>\d+)(?: x(?P<rate>[\d.]+))?(?: (?P<cents>[+-]\d+)ct)?"
    r"(?: \(\d+\))?\.wav"
)


@dataclass(frozen=True)
class TakeName:
    """`made`: when it was begun; `start`: the song's frame; how the song was played meanwhile."""

    made: str
    start: Frames
    rate: float = 1.0
    """Song frames for each of the file's."""
    cents: int = 0
    """How much higher than it is the song was played."""

    @property
    def plain(self) -> bool:
        """Whether the song was played as it is."""
        return self.rate == 1 and self.cents == 0


def take_path(folder: Path, name: TakeName) -> Path:
    """A file that is not there yet."""
    rate = "" if name.rate == 1 else f" x{name.rate:.4f}"
    key = "" if name.cents == 0 else f" {name.cents:+d}ct"
    plain = f"{name.made} at {name.start}{rate}{key}"
    path, number = folder / f"{plain}.wav", 2
    while path.exists():
        path, number = folder / f"{plain} ({number}).wav", number + 1
    return path


def read_take_name(path: Path) -> TakeName | None:
    """What the name of a file says; None if it is no take."""
    found = _PATTERN.fullmatch(path.name)
    if found is None:
        return None
    rate, cents = float(found["rate"] or 1), int(found["cents"] or 0)
    return TakeName(found["made"], int(found["start"]), rate, cents)
