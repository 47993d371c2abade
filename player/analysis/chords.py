"""Which chords are played: what sounds is held against templates, and a path goes through them."""

from collections.abc import Mapping, Sequence
from itertools import pairwise
from typing import TypeAlias

import numpy as np
from numpy.typing import NDArray

from player.analysis.analysis import Chord
from player.analysis.chord_kinds import KINDS
from player.analysis.chroma import TONES, Chroma
from player.base.units import Frames

Scores: TypeAlias = NDArray[np.float64]
"""(spans, chords + 1): logarithms of likelihoods; the last is that there is no chord."""

_SHARP = 9.0
"""What a template that fits perfectly is worth above one that has nothing in common."""
_FROM_BASS = 0.2
"""Part of the bass in what is held against the templates."""
_ROOT, _MEMBER = 1.6, 0.25
"""What it is worth that the bass plays the root, or another tone of the chord."""
_RARE: Mapping[str, float] = {
    "7": 0.4,
    "maj7": 0.4,
    "m7": 0.4,
    "sus2": 1.3,
    "sus4": 0.8,
    "dim": 0.5,
    "aug": 0.6,
    "m7b5": 0.6,
    "dim7": 0.7,
}
"""What must speak for these, beyond what speaks for a plain chord."""
_NOTHING = 0.55
"""How well a chord has to fit to be one."""
_SILENT = 0.02
"""Part of the song's usual strength below which there is no chord."""
_ON_BAR, _IN_BAR = 2.0, 4.5
"""What a change of chord costs where a bar begins, and elsewhere."""
_INVERTED = 1.5
"""How much stronger than the root another tone must be in the bass to be the bass note."""


def find_chords(
    chroma: Chroma, edges: Sequence[Frames], bars: NDArray[np.bool_], kinds: Sequence[str]
) -> tuple[Chord, ...]:
    """One after the other from `edges[0]` to the last edge; `chroma` has a row for each span.

    `bars`: (spans,) whether a bar begins with it; `kinds`: those that are looked for.
    """
    if not len(chroma.treble):
        return ()
    scores = _scores(chroma, kinds)
    path = _path(scores, np.where(bars, _ON_BAR, _IN_BAR))
    likely = np.exp(scores - scores.max(axis=1, keepdims=True))
    sure = likely[np.arange(len(path)), path] / likely.sum(axis=1)
    starts = np.flatnonzero(np.diff(path, prepend=-1))
    chords = []
    for first, last in pairwise([*map(int, starts), len(path)]):
        where = (edges[first], edges[last], round(float(sure[first:last].mean()), 3))
        chords.append(_chord(int(path[first]), where, kinds, chroma.bass[first:last].mean(axis=0)))
    return tuple(chords)


def _scores(chroma: Chroma, kinds: Sequence[str]) -> Scores:
    bass = chroma.bass / np.maximum(chroma.bass.max(axis=1, keepdims=True), 1e-6)
    heard = _unit(_unit(chroma.treble) + _FROM_BASS * bass)
    templates = _templates(kinds)
    scores = _SHARP * heard @ templates.T
    in_bass = bass @ (templates > 0).T
    roots = np.tile(bass, (1, len(kinds)))
    scores += _ROOT * roots + _MEMBER * (in_bass - roots)
    scores -= np.repeat([_RARE.get(kind, 0.0) for kind in kinds], TONES)
    silent = chroma.strength < _SILENT * np.percentile(chroma.strength, 90)
    nothing = np.where(silent, 10 * _SHARP, _SHARP * _NOTHING)
    return np.concatenate((scores, nothing[:, np.newaxis]), axis=1)


def _templates(kinds: Sequence[str]) -> NDArray[np.float64]:
    """(chords, TONES): by kind, then by root."""
    rows = np.zeros((len(kinds) * TONES, TONES))
    for number, kind in enumerate(kinds):
        for root in range(TONES):
            rows[number * TONES + root, [(root + step) % TONES for step in KINDS[kind]]] = 1
    return _unit(rows)


def _unit(rows: NDArray[np.float64]) -> NDArray[np.float64]:
    length = np.linalg.norm(rows, axis=1, keepdims=True)
    unit: NDArray[np.float64] = rows / np.maximum(length, 1e-6)
    return unit


def _path(scores: Scores, costs: NDArray[np.float64]) -> NDArray[np.int64]:
    """(spans,): the likeliest chords (Viterbi), where every change costs the same."""
    total = scores[0]
    before = []
    for now, cost in zip(scores[1:], costs[1:], strict=True):
        best = int(total.argmax())
        stays = total >= total[best] - cost
        before.append(np.where(stays, np.arange(len(total)), best))
        total = np.where(stays, total, total[best] - cost) + now
    path = [int(total.argmax())]
    for came in reversed(before):
        path.append(int(came[path[-1]]))
    return np.array(path[::-1])


def _chord(
    number: int,
    where: tuple[Frames, Frames, float],
    kinds: Sequence[str],
    bass: NDArray[np.float64],
) -> Chord:
    start, stop, sure = where
    if number == len(kinds) * TONES:
        return Chord(start, stop, confidence=sure)
    kind, root = kinds[number // TONES], number % TONES
    others = [(root + step) % TONES for step in KINDS[kind][1:]]
    lowest = max(others, key=lambda tone: float(bass[tone]))
    inverted = bass[lowest] > max(_INVERTED * bass[root], 0.7 * bass.max(), 1e-6)
    return Chord(start, stop, root, kind, lowest if inverted else None, sure)
