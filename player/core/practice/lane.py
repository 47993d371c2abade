"""A lane, and what lanes are drawn of."""

from dataclasses import field
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from player.base.units import CELL, Frames, StemName
from player.base.values import dataclass
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


@dataclass(frozen=True)
class LaneSet:
    """The lanes of a song; a thread goes on filling them."""

    length: Frames = 0
    lanes: tuple[Lane, ...] = ()
    song: Peaks = field(default_factory=lambda: Peaks(0))
    """Of the whole song: it is drawn where stems are still missing."""
    cells: NDArray[np.int64] = field(default_factory=lambda: np.ones(1, np.int64))
    """For each cell, whether there is something of the lanes; 0 is nothing."""

    def missing(self, first: int, count: int, per_pixel: float) -> NDArray[np.bool_] | None:
        """For each of `count` columns, counted as `Peaks.columns` does, whether nothing is there.

        None if all is there.
        """
        if self.cells.all():
            return None
        frames = (first + np.arange(count)) * per_pixel
        places = np.clip(frames // CELL, 0, len(self.cells) - 1).astype(np.int64)
        return np.asarray(self.cells[places] == 0, np.bool_)
