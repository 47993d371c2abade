"""What the window tells the measuring process, and what it answers."""

from pathlib import Path

from player.base.units import Frames
from player.base.values import dataclass
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
    """The answer; no loudness for silence and for what is too short."""

    loudness: Loudness | None
    content: str
    """The content's key (`player.decoder.content_key`), and the length in frames ..."""
    length: Frames
    size: int
    """... of the file as it was when it was read: its bytes, and its time."""
    mtime_ns: int


@dataclass(frozen=True)
class Unreadable:
    """The answer for what holds no sound."""
