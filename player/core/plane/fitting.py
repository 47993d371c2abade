"""Fits a region to a blob of the plane: what belongs to the peak nearest to a place."""

import numpy as np
from numpy.typing import NDArray

from player.base.units import Decibels
from player.core.plane.picture import LOWEST, PANS, ROWS, ROWS_AN_OCTAVE, Cells, decibels
from player.core.plane.regions import Box

_NEAR = (9, 4)
"""Rows and pans around the place in which its peak is sought."""
_RANGE: Decibels = 24.0
"""What is this much softer than the peak is not part of the blob."""
_FAINTEST: Decibels = -66.0
_GAP = 7
"""Rows: partials up to twice as far apart as this are still one blob."""
_REACH = (42, 9)
"""Rows and pans that a blob may reach from its peak to each side."""
_MARGIN = 1.0


def fitted(mean: Cells, pan: float, hertz: float) -> Box | None:
    """The box of the blob at `pan` (-1 to 1) and `hertz` in a mean plane (ROWS, PANS).

    None where there is nothing to be heard.
    """
    level = decibels(mean)
    row = int(np.clip(np.log2(max(hertz, LOWEST) / LOWEST) * ROWS_AN_OCTAVE, 0, ROWS - 1))
    column = round((min(max(pan, -1.0), 1.0) + 1) * (PANS // 2))
    near = _window(row, column, *_NEAR)
    nearby = np.where(near, level, -np.inf)
    peak = np.unravel_index(int(nearby.argmax()), nearby.shape)
    if level[peak] < _FAINTEST:
        return None
    loud = level >= max(level[peak] - _RANGE, _FAINTEST)
    loud &= _window(int(peak[0]), int(peak[1]), *_REACH)
    rows, pans = np.nonzero(_flooded(loud, (int(peak[0]), int(peak[1]))) & loud)
    return Box(
        _pan(pans.min() - _MARGIN),
        _pan(pans.max() + _MARGIN),
        _hertz(rows.min() - _MARGIN),
        _hertz(rows.max() + 1 + _MARGIN),
    )


def _window(row: int, column: int, rows: int, columns: int) -> NDArray[np.bool_]:
    inside = np.zeros((ROWS, PANS), bool)
    inside[max(row - rows, 0) : row + rows + 1, max(column - columns, 0) : column + columns + 1] = (
        True
    )
    return inside


def _flooded(loud: NDArray[np.bool_], peak: tuple[int, int]) -> NDArray[np.bool_]:
    """What can be reached from the peak over loud cells, with jumps along frequency."""
    reached = np.zeros_like(loud)
    reached[peak] = True
    while True:
        wider = _spread(_spread(reached, 1, 1), 0, 2 * _GAP) & loud
        if (wider == reached).all():
            return reached
        reached = wider


def _spread(cells: NDArray[np.bool_], axis: int, by: int) -> NDArray[np.bool_]:
    """Each cell and its neighbours along an axis."""
    padding = [(0, 0), (0, 0)]
    padding[axis] = (by, by)
    around = np.lib.stride_tricks.sliding_window_view(np.pad(cells, padding), 2 * by + 1, axis=axis)
    return np.asarray(around.any(-1))


def _pan(column: float) -> float:
    return float(min(max(column / (PANS // 2) - 1, -1.0), 1.0))


def _hertz(row: float) -> float:
    return float(LOWEST * 2 ** (max(row, 0) / ROWS_AN_OCTAVE))
