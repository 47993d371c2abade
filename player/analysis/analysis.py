"""What was found out about a song."""

from dataclasses import dataclass

from player.base.units import Frames

VERSION = 1
"""Changes whenever the same song would give another analysis."""


@dataclass(frozen=True)
class Beats:
    """The pulse of a song, as it was found."""

    frames: tuple[Frames, ...] = ()
    """Where the beats are, rising."""
    downbeats: tuple[bool, ...] = ()
    """For each beat, whether a bar begins with it."""
    tempo: float = 0.0
    """Beats a minute, as most of the song has it; 0 if there are no beats."""
    meter: int = 4
    """Beats in a bar."""
    confidence: float = 0.0
    """From 0 (guessed) to 1: how much of the beats is struck."""
    by: str = ""
    """What found them."""


@dataclass(frozen=True)
class Analysis:
    """One song's."""

    frames: Frames
    """Its length."""
    stems: tuple[str, ...] = ()
    """Those that were listened to by themselves."""
    beats: Beats = Beats()
