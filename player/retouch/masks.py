"""From strokes to masks: which share of each place of a spectrogram a stroke takes hold of.

The grid is that of `player.engine.live.spectra`: frame k of a song is centred on sample
k * HOP + WINDOW / 2. A stroke is whole in its core and soft towards its edge.
"""

from collections.abc import Iterator
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from player.base.units import CELL, SAMPLE_RATE, Frames, Seconds, cells
from player.engine.live.spectra import BINS, HERTZ, HOP, WINDOW, first_frame, last_frame
from player.retouch.strokes import Kind, Spot, Stroke

SOFT = 0.25
"""The outer share of a stroke's reach in which it fades."""
_LOBE = 3.0  # bins to each side: a pure tone is no narrower
_LOWEST = HERTZ[1] / 2  # stands for bin 0, which has no logarithm
_STEP: Seconds = HOP / SAMPLE_RATE
_TOP = float(HERTZ[-1])

Mask = NDArray[np.float32]
"""Shape (frames, BINS), 0 to 1."""
_PITCH: NDArray[np.float64] = np.log2(np.maximum(HERTZ, _LOWEST))


def mask_of(stroke: Stroke, first: int, count: int) -> Mask | None:
    """The stroke in `count` spectra from number `first` on; None if it does not reach them."""
    times = _times(first, count)
    mask: Mask | None = None
    for start, stop in _segments(stroke.spots):
        low, high = sorted((start.time, stop.time))
        reach = max(stroke.seconds, _STEP)
        rows = slice(*np.searchsorted(times, (low - reach, high + reach)))
        if rows.start == rows.stop:
            continue
        mask = np.zeros((count, BINS), np.float32) if mask is None else mask
        for partial in range(1, _partials(stroke) + 1):
            _draw(mask, rows, times[rows], (start, stop), stroke, partial)
    return None if mask is None else mask * np.float32(stroke.strength)


def cells_of(stroke: Stroke, length: Frames) -> set[int]:
    """The cells of a song that a stroke may change."""
    early = min(spot.time for spot in stroke.spots) - stroke.seconds
    late = max(spot.time for spot in stroke.spots) + stroke.seconds
    start = max(0, round(early * SAMPLE_RATE) - WINDOW)
    stop = min(length, round(late * SAMPLE_RATE) + WINDOW)
    return (
        set(range(start // CELL, min(-(-stop // CELL), cells(length)))) if start < stop else set()
    )


def frames_of_cell(cell: int) -> range:
    """The numbers of the spectra that have a share in a cell."""
    start = cell * CELL
    return range(first_frame(start), last_frame(start + CELL) + 1)


def _times(first: int, count: int) -> NDArray[np.float64]:
    return (np.arange(first, first + count) * HOP + WINDOW / 2) / SAMPLE_RATE


def _partials(stroke: Stroke) -> int:
    return stroke.harmonics if stroke.kind is Kind.HARMONIC else 1


def _segments(spots: tuple[Spot, ...]) -> Iterator[tuple[Spot, Spot]]:
    yield from pairwise(spots) if len(spots) > 1 else [(spots[0], spots[0])]


def _draw(
    mask: Mask,
    rows: slice,
    times: NDArray[np.float64],
    ends: tuple[Spot, Spot],
    stroke: Stroke,
    partial: int,
) -> None:
    """Draw one segment of one partial over what is there, whichever is stronger."""
    low, high = (max(spot.hertz, _LOWEST) * partial for spot in ends)
    if min(low, high) > _TOP:
        return
    # Partials are as far apart in hertz as the first is from nothing: they share its width.
    reach = max(stroke.octaves / partial, float(np.log2(1 + _LOBE * HERTZ[1] / min(low, high))))
    start, stop = np.log2(low), np.log2(high)
    columns = slice(*np.searchsorted(_PITCH, (min(start, stop) - reach, max(start, stop) + reach)))
    across = (times - ends[0].time) / max(stroke.seconds, _STEP)
    up = (_PITCH[columns] - start) / reach
    distance = _distance(
        across[:, np.newaxis], up, _length(ends, stroke.seconds), (stop - start) / reach
    )
    inside = np.clip((1 - distance) / SOFT, 0, 1)
    drawn = mask[rows, columns]
    np.maximum(drawn, (inside * inside * (3 - 2 * inside)).astype(np.float32), out=drawn)


def _length(ends: tuple[Spot, Spot], reach: Seconds) -> float:
    return (ends[1].time - ends[0].time) / max(reach, _STEP)


def _distance(
    across: NDArray[np.float64], up: NDArray[np.float64], wide: float, high: float
) -> NDArray[np.float64]:
    """How far each place is from the line from (0, 0) to (wide, high), in reaches of the stroke."""
    square = wide * wide + high * high
    along = np.clip((across * wide + up * high) / square, 0, 1) if square else 0.0
    return np.hypot(across - along * wide, up - along * high)
