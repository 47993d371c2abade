"""Which beats begin a bar, and how many beats a bar has."""

import numpy as np
from numpy.typing import NDArray

from player.analysis.onsets import Onsets
from player.base.values import dataclass

METERS = (4, 3, 5, 7)
"""Beats in a bar, the usual first; a bar of two or six is shown as four or three."""
_UNUSUAL = {4: 0.0, 3: 0.06, 5: 0.15, 7: 0.2}
"""How much more alike bars of so many beats must be than bars of four."""
_REACH = 3
"""Hops around a beat that its stroke may be in."""
_KICK, _SNARE, _HARMONY, _ALL = 1.0, 0.7, 1.2, 0.5
"""What speaks for a bar's first beat: the kick, no snare, another chord, and all together."""
_SHIFT = 12.0
"""What it costs to begin a bar elsewhere than the one before says."""
_BEGIN = 4.0
"""Songs usually begin with a whole bar."""
_FEW = 8
"""Beats below which nothing is said of bars."""


@dataclass(frozen=True)
class Bars:
    """How the beats of a song are counted."""

    meter: int
    downbeats: NDArray[np.bool_]
    """(beats,): whether a bar begins there."""


def find_bars(
    hops: NDArray[np.int64], onsets: Onsets, changes: NDArray[np.float64] | None = None
) -> Bars:
    """`changes`: for each beat, how much the harmony differs from what was before it, if known."""
    count = len(hops)
    if count < _FEW:
        return Bars(4, np.arange(count) % 4 == 0)
    strokes = _strokes(hops, onsets)
    meter = _meter(_patterns(hops, onsets, changes))
    low, middle = strokes[:, 0], strokes[:, 1]
    first = _KICK * _z(low) - _SNARE * _z(middle) + _ALL * _z(strokes.sum(axis=1))
    if changes is not None:
        first = first + _HARMONY * _z(changes)
    return Bars(meter, _counted(first, meter) == 0)


def _strokes(hops: NDArray[np.int64], onsets: Onsets) -> NDArray[np.float64]:
    """(beats, bands): the highest rise near each."""
    around = hops[:, np.newaxis] + np.arange(-_REACH, _REACH + 1)
    near = onsets.rises[np.clip(around, 0, len(onsets.rises) - 1)]
    strokes: NDArray[np.float64] = near.max(axis=1).astype(np.float64)
    return strokes


def _patterns(
    hops: NDArray[np.int64], onsets: Onsets, changes: NDArray[np.float64] | None
) -> NDArray[np.float64]:
    """(beats, features): what happens on each beat and half-way to the next one."""
    halves = hops + np.diff(hops, append=2 * hops[-1] - hops[-2]) // 2
    columns = [*_strokes(hops, onsets).T, *_strokes(halves, onsets).T]
    if changes is not None:
        columns += [2 * changes]
    return np.stack([_z(column) for column in columns], axis=1)


def _meter(patterns: NDArray[np.float64]) -> int:
    """The number of beats after which the pattern is most like itself."""
    likeness = {}
    for meter in METERS:
        now, then = patterns[:-meter], patterns[meter:]
        product = float((now * then).sum())
        likeness[meter] = product / max(1e-9, float((now * now).sum()), float((then * then).sum()))
    return max(METERS, key=lambda meter: likeness[meter] - _UNUSUAL[meter])


def _counted(first: NDArray[np.float64], meter: int) -> NDArray[np.int64]:
    """(beats,): each beat's place in its bar; the likeliest way to count through the song."""
    gain = np.full((len(first), meter), 0.0)
    gain[:] = -first[:, np.newaxis] / (meter - 1)
    gain[:, 0] = first
    score = gain[0] + _BEGIN * (np.arange(meter) == 0)
    came = np.zeros((len(first), meter), np.int64)
    for beat in range(1, len(first)):
        going_on = np.roll(score, 1)
        best = int(score.argmax())
        jumps = score[best] - _SHIFT > going_on
        came[beat] = np.where(jumps, best, np.roll(np.arange(meter), 1))
        score = np.where(jumps, score[best] - _SHIFT, going_on) + gain[beat]
    places = np.zeros(len(first), np.int64)
    places[-1] = score.argmax()
    for beat in range(len(first) - 1, 0, -1):
        places[beat - 1] = came[beat, places[beat]]
    return places


def _z(values: NDArray[np.float64]) -> NDArray[np.float64]:
    """Around 0, with a spread of 1 and no far outliers."""
    spread = float(values.std())
    if spread <= 0:
        return np.zeros(len(values))
    scaled: NDArray[np.float64] = np.clip((values - values.mean()) / spread, -2.5, 2.5)
    return scaled
