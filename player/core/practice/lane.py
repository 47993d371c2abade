"""A lane, and what lanes are drawn of."""

from dataclasses import dataclass
from pathlib import Path

from player.base.units import StemName
from player.core.practice.peaks import Peaks


@dataclass(frozen=True)
class Lane:
    """One waveform: a stem's, or (`MIX`) the whole song's."""

    stem: StemName
    peaks: Peaks


@dataclass(frozen=True)
class LaneSource:
    """What lanes are drawn of."""

    path: Path
    stems: Path | None
    """The folder of the stems, whole or growing; None for the whole song."""
