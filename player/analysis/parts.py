"""The parts of a song: where what is played, and with what, becomes something else.

Around each bar line the bars before are compared with those after; where they differ most, and
enough, a part begins (as Foote 2000, with means for the kernel).
"""

import numpy as np
from numpy.typing import NDArray

from player.base.units import Frames

Features = NDArray[np.float64]
"""(bars, any): what each bar sounds like."""

SHORTEST = 4
"""Bars in a part, at least."""
_REACHES = (4, 8)
"""So many bars on both sides are compared."""
_NEAR, _FAR = 3, 8
"""A part begins where the change is the greatest within so many bars, and stands out ..."""
_CLEAR = 1.2
"""... of the bars farther off by so much, or ..."""
_STRONG = 90
"""... is one of the greatest of the song (a percentile)."""
_LEAST = 0.4
"""How much must change in any case: a song that goes on as it is has no parts."""


def find_parts(
    tones: Features, strokes: Features, bars: NDArray[np.int64], stop: Frames
) -> tuple[tuple[Frames, Frames], ...]:
    """From start to stop of each part.

    `tones` as `tones_of` gives them, `strokes` (bars, bands); `bars` are the frames where bars
    begin, `stop` is the song's end.
    """
    if len(bars) < 2 * SHORTEST:
        return ()
    features = np.hstack((tones, _standard(strokes)))
    starts = [int(bars[line]) for line in (0, *_chosen(_changes(features)))]
    return tuple(zip(starts, [*starts[1:], stop], strict=True))


def tones_of(treble: Features, bass: Features, colours: Features) -> Features:
    """What tones say of bars: the twelve above and below, and the strength of each octave."""
    return np.hstack((_unit(treble), 0.5 * _unit(bass), _standard(colours)))


def by_bar(rows: NDArray[np.floating], first: NDArray[np.int64]) -> Features:
    """(bars, any): the means of the rows from one bar's first row to the next one's."""
    edges = np.append(first, len(rows))
    sums = np.concatenate((np.zeros((1, rows.shape[1])), np.cumsum(rows, axis=0, dtype=float)))
    last = np.maximum(edges[1:], edges[:-1] + 1)
    means: Features = (sums[last] - sums[edges[:-1]]) / (last - edges[:-1])[:, np.newaxis]
    return means


def _changes(features: Features) -> NDArray[np.float64]:
    """(bars,): how far apart the bars before and after each bar line are."""
    count = len(features)
    sums = np.concatenate((np.zeros((1, features.shape[1])), np.cumsum(features, axis=0)))
    line = np.arange(count)
    found = np.zeros(count)
    for reach in _REACHES:
        first, last = np.maximum(0, line - reach), np.minimum(count, line + reach)
        before = (sums[line] - sums[first]) / np.maximum(1, line - first)[:, np.newaxis]
        after = (sums[last] - sums[line]) / np.maximum(1, last - line)[:, np.newaxis]
        found += np.linalg.norm(after - before, axis=1) / len(_REACHES)
    found[: SHORTEST // 2] = found[count - SHORTEST // 2 :] = 0
    return found


def _chosen(changes: NDArray[np.float64]) -> list[int]:
    """The bar lines where a part begins."""
    count, strong = len(changes), float(np.percentile(changes, _STRONG))
    chosen = []
    for line in range(SHORTEST, count - SHORTEST + 1):
        change = changes[line]
        near = changes[max(0, line - _NEAR) : line + _NEAR + 1]
        far = changes[max(0, line - _FAR) : line + _FAR + 1]
        stands_out = change >= strong or change >= _CLEAR * far.mean()
        if change == near.max() and change >= _LEAST and stands_out:
            chosen.append(line)
    return chosen


def _unit(rows: Features) -> Features:
    unit: Features = rows / np.maximum(np.linalg.norm(rows, axis=1, keepdims=True), 1e-9)
    return unit


def _standard(levels: Features) -> Features:
    """Each column about its mean, in its own spread, which is as wide as a song's usually is."""
    if not len(levels):
        return levels
    apart = levels - levels.mean(axis=0)
    spread = np.maximum(levels.std(axis=0), 0.1)
    standard: Features = apart / spread / np.sqrt(levels.shape[1])
    return standard
