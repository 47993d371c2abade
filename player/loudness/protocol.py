"""What the window tells the measuring process, and what it answers."""

from dataclasses import dataclass
from pathlib import Path

from player.loudness.loudness import Loudness


@dataclass(frozen=True)
class Measure:
    """Measure this file; what was being measured before is dropped."""

    path: Path


@dataclass(frozen=True)
class Quit:
    """End the process."""


@dataclass(frozen=True)
class Measured:
    """The answer; None for silence, for what is too short, and for what cannot be read."""

    path: Path
    loudness: Loudness | None
