"""Regions of the plane pan × frequency, drawn once into tables that each spectrum looks up."""

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from player.base.units import Seconds, linear
from player.base.values import dataclass
from player.engine.live.kinds import Mode, Point, Region
from player.engine.live.panning import azimuth
from player.engine.live.spectra import BINS, HERTZ, Spectrum, Weights
from player.engine.live.weights import window

_STEPS = 128
"""Columns of a table from left to right, less one."""
_ROWS_AN_OCTAVE = 24
_LOWEST, _OCTAVES = 16.0, 10.5
_PANS: NDArray[np.float64] = np.linspace(-1, 1, _STEPS + 1)
_BIN = np.arange(BINS)


@dataclass(frozen=True)
class _Span:
    """All regions that hold for the same time, in at most two tables (_STEPS + 1, BINS)."""

    start: Seconds
    stop: Seconds
    solo: Weights | None
    rest: Weights | None


class RegionMap:
    """Several regions at once."""

    def __init__(self, regions: Sequence[Region]) -> None:
        times = dict.fromkeys((region.start, region.stop) for region in regions)
        self._spans = [
            _span([region for region in regions if (region.start, region.stop) == time])
            for time in times
        ]

    def factor(self, spectrum: Spectrum, time: Seconds) -> Weights | None:
        """What each bin of (2, BINS) is multiplied with at this time; None: nothing changes."""
        spans = [span for span in self._spans if span.start <= time < span.stop]
        if not spans:
            return None
        place = (azimuth(spectrum) + 1) * np.float32(_STEPS / 2)
        column = np.minimum(place.astype(np.intp), _STEPS - 1)
        part = place - column
        solos = [_look_up(span.solo, column, part) for span in spans if span.solo is not None]
        factor = np.maximum.reduce(solos) if solos else np.ones(BINS, np.float32)
        for span in spans:
            if span.rest is not None:
                factor = factor * _look_up(span.rest, column, part)
        return factor


def _look_up(table: Weights, column: NDArray[np.intp], part: Weights) -> Weights:
    near = table[column, _BIN]
    found: Weights = near + (table[column + 1, _BIN] - near) * part
    return found


def _span(regions: Sequence[Region]) -> _Span:
    solo: Weights | None = None
    rest: Weights | None = None
    for region in regions:
        inside = _drawn(region)
        if region.mode is Mode.SOLO:
            solo = inside if solo is None else np.maximum(solo, inside)
            continue
        goal = np.float32(0.0 if region.mode is Mode.CUT else linear(region.gain))
        factor = 1 + (goal - 1) * inside
        rest = factor if rest is None else rest * factor
    return _Span(regions[0].start, regions[0].stop, solo, rest)


def _drawn(region: Region) -> Weights:
    """How far each place is inside (_STEPS + 1, BINS), 0 to 1."""
    if region.outline:
        return _polygon(region.outline, region.soft)
    left, right = min(region.left, region.right), max(region.left, region.right)
    soft = max(region.soft, 2 / _STEPS)
    outside = np.maximum(left - _PANS, _PANS - right)
    across = np.clip(1 - outside / soft, 0, 1).astype(np.float32)
    low, high = min(region.low, region.high), max(region.low, region.high)
    # The window's edges lie around its ends; a region is whole up to its own.
    wider = 2 ** (region.soft / 2)
    return across[:, np.newaxis] * window(low / wider, high * wider, region.soft)


def _polygon(outline: tuple[Point, ...], soft: float) -> Weights:
    """A free-hand shape: inside by the even-odd rule, blurred by `soft`."""
    rows = np.arange(round(_OCTAVES * _ROWS_AN_OCTAVE) + 1) / _ROWS_AN_OCTAVE
    inside = np.zeros((len(_PANS), len(rows)), bool)
    corners = [(pan, np.log2(max(hertz, _LOWEST) / _LOWEST)) for pan, hertz in outline]
    for (pan, row), (next_pan, next_row) in zip(corners, corners[1:] + corners[:1], strict=True):
        if row == next_row:
            continue
        crossing = (rows >= min(row, next_row)) & (rows < max(row, next_row))
        edge = pan + (rows - row) / (next_row - row) * (next_pan - pan)
        inside ^= crossing & (_PANS[:, np.newaxis] < edge)
    drawn = _blurred(inside.astype(np.float64), round(soft * _STEPS / 2), 0)
    drawn = _blurred(drawn, round(soft * _ROWS_AN_OCTAVE), 1)
    place = np.clip(np.log2(np.maximum(HERTZ, 1) / _LOWEST) * _ROWS_AN_OCTAVE, 0, len(rows) - 1.001)
    row_below = place.astype(np.intp)
    part = place - row_below
    table = drawn[:, row_below] * (1 - part) + drawn[:, row_below + 1] * part
    return np.asarray(table, np.float32)


def _blurred(table: NDArray[np.float64], width: int, axis: int) -> NDArray[np.float64]:
    """Means over `width` cells to both sides together; what lies on a border goes on beyond it."""
    side = width // 2
    padding = [(0, 0), (0, 0)]
    padding[axis] = (side + 1, side)
    sums = np.cumsum(np.pad(table, padding, mode="edge"), axis=axis)
    size = table.shape[axis]
    first, last = (
        np.take(sums, np.arange(start, start + size), axis=axis) for start in (0, 2 * side + 1)
    )
    return np.asarray((last - first) / (2 * side + 1))
