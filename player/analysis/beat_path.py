"""The beats of a song: the row of strokes that is strongest and keeps its tempo best.

Dynamic programming as in Ellis 2007, "Beat tracking by dynamic programming", but over the time of a
beat *and* the span to the next one, so that the tempo may change and is found on the way.
"""

import numpy as np
from numpy.typing import NDArray

from player.analysis.onsets import FPS, Curve

SLOWEST, FASTEST = 50.0, 240.0
"""Beats a minute."""
_LIKED = 115.0
"""What people tap, on average."""
_LIKING = 0.45
"""How much that counts: an octave away costs this in each second."""
_REPEATING = 2.0
"""How much it counts that the strokes repeat after the span, in each second."""
_DRIFT = 0.045
"""Part by which the tempo easily changes from beat to beat."""
_JUMP = 16.0
"""The most that a change of tempo costs."""
_JITTER = 0.02
_FEW = 16
_STEADY, _MOSTLY, _AS_GOOD = 0.05, 0.7, 0.9
"""A tempo is steady if so much of the song is within a part of it."""
_WINDOW = 10.0
"""Seconds in which repetition is looked for ..."""
_STEP = 100
"""... at each so many hops."""


def beat_path(gain: Curve, strength: Curve) -> NDArray[np.int64]:
    """Hops of the beats, rising; `gain` and `strength` are `player.analysis.beat_strength`'s."""
    spans = np.arange(round(60 * FPS / FASTEST), round(60 * FPS / SLOWEST) + 1)
    if len(gain) <= spans[-1] or strength.max() <= 0:
        return np.zeros(0, np.int64)
    beats = _best(gain, strength, spans)
    usual = float(np.median(np.diff(beats))) if len(beats) > _FEW else 0.0
    if np.mean(np.abs(np.diff(beats) - usual) <= _STEADY * usual) > _MOSTLY:
        # A song that keeps its tempo keeps it through its breaks, too: unless that costs beats.
        near = spans[np.abs(spans - usual) <= _STEADY * usual + 1]
        steady = _best(gain, strength, near)
        if gain[steady].sum() >= _AS_GOOD * gain[beats].sum():
            beats = steady
    asked = np.flatnonzero(gain[beats] > 0)  # a grid before the first stroke would be invented
    return beats[asked[0] : asked[-1] + 1] if len(asked) else beats[:0]


def _best(gain: Curve, strength: Curve, spans: NDArray[np.int64]) -> NDArray[np.int64]:
    """Hops of the beats, where each span from beat to beat is one of `spans`."""
    count, kinds, longest = len(gain), len(spans), int(spans[-1])
    change = _changes(spans)
    worth = _worth(strength, spans)
    # Row t of a ring: the best score of beats up to one at t, for each span that comes next.
    ahead = np.zeros((longest, kinds), np.float32)
    flat, columns = ahead.reshape(-1), np.arange(kinds)
    scores = np.empty((longest, kinds), np.float32)
    before = np.empty((count, kinds), np.uint8)
    for time in range(count):
        came = (time - spans) % longest
        score = flat[came * kinds + columns] + worth[time // _STEP] + gain[time]
        moves = score - change
        best = moves.argmax(axis=1)
        scores[time % longest], before[time] = score, best
        ahead[time % longest] = moves[columns, best]
    return _followed(np.roll(scores, -count % longest, axis=0), before, spans)


def _changes(spans: NDArray[np.int64]) -> NDArray[np.float32]:
    """(next, last): what it costs to go on with another span; one hop is within what hops tell."""
    apart = np.abs(spans[:, np.newaxis] - spans)
    part = np.maximum(apart - 1, 0) / spans[:, np.newaxis]
    cost = np.minimum(0.5 * np.square(part / _DRIFT), _JUMP) + _JITTER * (apart > 0)
    return np.asarray(cost, np.float32)


def _worth(strength: Curve, spans: NDArray[np.int64]) -> NDArray[np.float32]:
    """(steps, spans): how likely each span is around each step, whatever the strokes."""
    from scipy.ndimage import gaussian_filter1d

    window = np.hanning(round(_WINDOW * FPS))
    size = len(window)
    fair = np.fft.irfft(np.square(np.abs(np.fft.rfft(window, 2 * size))))[: spans[-1] + 1]
    moving = strength - gaussian_filter1d(strength, FPS / 2)
    padded = np.pad(moving, (size // 2, size))
    octaves = np.log2(60 * FPS / spans / _LIKED)
    rows = []
    for start in range(0, len(strength), _STEP):
        spectrum = np.fft.rfft(padded[start : start + size] * window, 2 * size)
        same = np.fft.irfft(np.square(np.abs(spectrum)))[: spans[-1] + 1] / fair
        repeating = same[spans] / max(float(same[0]), 1e-9)
        rows.append((_REPEATING * repeating - _LIKING * np.square(octaves)) * spans / FPS)
    return np.array(rows, np.float32)


def _followed(
    scores: NDArray[np.float32], before: NDArray[np.uint8], spans: NDArray[np.int64]
) -> NDArray[np.int64]:
    """Back from the best last beat, which lies within its span of the end.

    `scores`: of the last hops.
    """
    left = len(scores) - np.arange(len(scores))[:, np.newaxis]
    last = np.where(left <= spans, scores, -np.inf)
    time, kind = (int(place) for place in np.unravel_index(last.argmax(), last.shape))
    time += len(before) - len(scores)
    beats = []
    while time >= 0:
        beats.append(time)
        time -= int(spans[kind])
        if time >= 0:
            kind = int(before[time, kind])
    return np.array(beats[::-1], np.int64)
