"""Pictures of a stem's spectrogram, a cell at a time, as it is with the strokes on it."""

from collections.abc import Sequence
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from player.base.units import CELL
from player.engine.live.spectra import BINS, FULL_SCALE, HERTZ, HOP, WINDOW, spectra
from player.retouch.refining import Refiner, Stems
from player.retouch.strokes import Stroke

ROWS = 240
COLUMNS = CELL // HOP
LOWEST, HIGHEST = 40.0, 18_000.0
"""The middles of the first and the last row, in hertz; the rows are equally far apart in pitch."""
_FLOOR, _RANGE = -96.0, 84.0
_KEPT = 6

Picture = NDArray[np.uint8]
"""Shape (ROWS, COLUMNS), the lowest frequency first: 0 is silence, 255 is -12 dB or more."""
_PITCHES: NDArray[np.float64] = np.geomspace(LOWEST, HIGHEST, ROWS)
_EDGES = np.searchsorted(
    HERTZ, np.append(_PITCHES, HIGHEST * 1.02) * (LOWEST / HIGHEST) ** (0.5 / ROWS)
)
_WIDE = np.flatnonzero(np.diff(_EDGES) > 1)
"""The rows that have several bins: the loudest counts. Below, rows lie between the bins."""


class Pictures:
    """Used by one thread at a time."""

    def __init__(self, song: Path, base: Path) -> None:
        """AudioFileError or CacheError if one of them cannot be read."""
        self._refiner = Refiner(song, base)
        self._cells: dict[int, Stems] = {}
        self._strokes: Sequence[Stroke] = ()

    def picture(self, stem: int, cell: int, strokes: Sequence[Stroke]) -> Picture:
        """One cell of a stem."""
        if strokes != self._strokes:
            self._strokes = strokes
            self._cells.clear()
        after = self._stems(cell + 1)[stem, : WINDOW - HOP]
        sound = np.concatenate((self._stems(cell)[stem], after))
        return _drawn(sound.mean(axis=1, dtype=np.float32))

    def close(self) -> None:
        """Close all files."""
        self._refiner.close()

    def _stems(self, cell: int) -> Stems:
        """All stems of a cell, with silence after the song."""
        if cell not in self._cells:
            while len(self._cells) >= _KEPT:
                del self._cells[next(iter(self._cells))]
            self._cells[cell] = self._refiner.all_stems(cell, self._strokes)
        return self._cells[cell]


def row_of(hertz: float) -> float:
    """Where a frequency is drawn, in rows from the lowest."""
    return float(np.log(max(hertz, 1.0) / LOWEST) / np.log(HIGHEST / LOWEST) * (ROWS - 1))


def hertz_of(row: float) -> float:
    """Which frequency is drawn there."""
    return float(LOWEST * (HIGHEST / LOWEST) ** (row / (ROWS - 1)))


def _drawn(sound: NDArray[np.float32]) -> Picture:
    frames = np.lib.stride_tricks.sliding_window_view(sound, WINDOW)[::HOP]
    size = np.abs(spectra(np.ascontiguousarray(frames))) / np.float32(FULL_SCALE)
    places = np.minimum(_PITCHES / HERTZ[1], BINS - 2)
    below = places.astype(np.intp)
    part = (places - below).astype(np.float32)
    rows = size[:, below] * (1 - part) + size[:, below + 1] * part
    loudest = np.maximum.reduceat(size, _EDGES[:-1], axis=1)
    rows[:, _WIDE] = loudest[:, _WIDE]
    level = 20 * np.log10(np.maximum(rows, np.float32(1e-6)))
    shade = np.clip((level - _FLOOR) * (255 / _RANGE), 0, 255)
    return np.ascontiguousarray(shade.T.astype(np.uint8))
