"""Beats moved from hops of 10 ms to where the stroke begins."""

import numpy as np
from numpy.typing import NDArray

from player.analysis.onsets import FINE, HOP, Curve
from player.base.units import SAMPLE_RATE

_FINE_HOP = HOP // FINE * 2
"""Frames of the song between two levels."""
_REACH = 16
"""Levels before and after a beat in which its stroke is looked for: 40 ms."""
_RISE = 3
"""Levels that an attack takes."""
_NEEDED = 0.4
"""How much the level must rise: a factor of 2.5 in power."""


def exact_beats(hops: NDArray[np.int64], levels: Curve) -> NDArray[np.int64]:
    """Frames of the song, rising, within 40 ms of the hops; evenly spaced where nothing begins."""
    padded = np.pad(levels, (_REACH + _RISE, _REACH + _RISE), mode="edge")
    places = hops * FINE
    found = np.full(len(hops), np.nan)
    for number, place in enumerate(places):
        around = padded[place : place + 2 * (_REACH + _RISE) + 1]
        rise = around[_RISE:] - around[:-_RISE]
        top = int(rise.argmax())
        if rise[top] >= _NEEDED:
            # The steepest single step of the rise is where the stroke begins.
            steps = np.diff(around[top : top + _RISE + 1])
            found[number] = place - _REACH - _RISE + top + int(steps.argmax()) + 1
    return _with_the_others(found, places) * _FINE_HOP + _FINE_HOP // 2


def _with_the_others(found: NDArray[np.float64], places: NDArray[np.int64]) -> NDArray[np.int64]:
    """Beats without a stroke of their own are shifted as those around them are."""
    known = np.flatnonzero(~np.isnan(found))
    if not len(known):
        return places
    shift = np.interp(np.arange(len(places)), known, found[known] - places[known])
    return np.maximum.accumulate(np.round(places + shift)).astype(np.int64)


def tempo_of(beats: NDArray[np.int64]) -> float:
    """Beats a minute, as most spans have it; 0 if there are no spans."""
    spans = np.diff(beats)
    if not len(spans):
        return 0.0
    usual = float(np.median(spans))
    return float(60 * SAMPLE_RATE / spans[np.abs(spans - usual) <= usual / 10].mean())
