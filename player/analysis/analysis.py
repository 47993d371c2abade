"""What was found out about a song."""

from player.base.units import Frames
from player.base.values import dataclass

VERSION = 6
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
class Key:
    """What a song is in."""

    tonic: int
    """0 is C, 11 is B."""
    minor: bool
    confidence: float
    """From 0 to 1: how much better it fits than any other."""


@dataclass(frozen=True)
class Chord:
    """A passage with one chord, or with none."""

    start: Frames
    stop: Frames
    root: int | None = None
    """0 is C, 11 is B; None where there is no chord."""
    kind: str = ""
    """One of `chord_kinds.KINDS`."""
    bass: int | None = None
    """The lowest tone, where it is not the root."""
    confidence: float = 0.0
    """From 0 to 1: how likely it is beside the other chords."""


@dataclass(frozen=True)
class Analysis:
    """One song's."""

    frames: Frames
    """Its length."""
    stems: tuple[str, ...] = ()
    """Those that were listened to by themselves."""
    beats: Beats = Beats()
    tuning: float = 0.0
    """By how many cents it is higher than A4 = 440 Hz says, from -50 to 50."""
    key: Key | None = None
    """None where nothing has a pitch."""
    chords: tuple[Chord, ...] = ()
    """Major and minor ones, from the song's start to its end."""
    detailed: tuple[Chord, ...] = ()
    """The same with sevenths, suspensions and the like."""
    parts: tuple[tuple[Frames, Frames], ...] = ()
    """From start to stop of what may be verse or chorus; nothing where a song has no such."""
