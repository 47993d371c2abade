"""How strong each of the twelve tones is in each beat, above and in the bass."""

import numpy as np
from numpy.typing import NDArray

from player.analysis.notes import NOTES, notes_of
from player.analysis.pitches import BINS, FPS, LOWEST, PER_SEMITONE, HopStrengths, Strengths
from player.base.units import SAMPLE_RATE, Frames
from player.base.values import dataclass

TONES = 12
"""0 is C."""
_TREBLE = ((44, 0.0), (52, 1.0), (76, 1.0), (96, 0.0))
"""How much each pitch (a MIDI number) counts for the chord ..."""
_BASS = ((28, 1.0), (47, 1.0), (57, 0.0))
"""... and for its bass note."""
_OCTAVE = 12 * PER_SEMITONE
_FAINT = 1e-3
"""Below this, an octave is as good as silent."""
_EARLY, _LATE = 6, 3
"""Parts of a span that are left out at its start and end: there its neighbours are heard, too."""
_MOST = 4
"""Hops of each: half of what a hop listens to."""
_USUAL: Frames = SAMPLE_RATE // 2
"""A span where there are no beats."""
_LONGEST: Frames = SAMPLE_RATE * 3 // 4


@dataclass(frozen=True)
class Chroma:
    """Of each span between edges."""

    treble: NDArray[np.float64]
    """(spans, TONES)."""
    bass: NDArray[np.float64]
    """(spans, TONES)."""
    strength: NDArray[np.float64]
    """(spans,): how strong all of it is."""

    @property
    def changes(self) -> NDArray[np.float64]:
        """(spans,): how much each differs from the one before, from 0 to 1."""
        length = np.linalg.norm(self.treble, axis=1)
        alike = (self.treble[1:] * self.treble[:-1]).sum(axis=1)
        alike /= np.maximum(length[1:] * length[:-1], 1e-6)
        return np.concatenate((np.zeros(min(1, len(length))), 1 - alike))


def span_edges(beats: NDArray[np.int64], length: Frames) -> NDArray[np.int64]:
    """Edges from 0 to `length`: beats, halves of slow ones, even steps where there are none."""
    step = int(np.median(np.diff(beats))) if len(beats) > 1 else _USUAL
    if not len(beats):
        return np.unique(np.append(np.arange(0, length, step), length))
    while step > _LONGEST:  # a chord is believed the more, the more spans it is heard in
        step //= 2
        beats = np.sort(np.concatenate((beats, (beats[1:] + beats[:-1]) // 2)))
    before = np.arange(int(beats[0]) - step, 0, -step)[::-1]
    after = np.arange(int(beats[-1]) + step, length, step)
    return np.unique(np.concatenate(([0], before, beats, after, [length])))


def chroma_of(tonal: Strengths, bass: Strengths | None) -> Chroma:
    """Of spans, tuned; `bass`: of the bass alone, where that is known."""
    notes = notes_of(tonal)
    low = notes if bass is None else notes_of(bass)
    return Chroma(_folded(notes, _TREBLE), _folded(low, _BASS), tonal.sum(axis=1, dtype=float))


def colours_of(spans: Strengths) -> NDArray[np.float64]:
    """(spans, bands): how strong each octave is, as a logarithm."""
    octaves = spans[:, : BINS // _OCTAVE * _OCTAVE].reshape(len(spans), -1, _OCTAVE).mean(axis=2)
    colours: NDArray[np.float64] = np.log10(octaves + _FAINT)
    return colours


def spans_of(strengths: HopStrengths, edges: NDArray[np.int64]) -> Strengths:
    """(spans, bins): the mean of each span's hops, of the nearest one if it has none.

    `edges` in frames of the song.
    """
    if not len(strengths):
        return np.zeros((max(0, len(edges) - 1), strengths.shape[1]), np.float32)
    hops = np.clip(np.round(edges * (FPS / SAMPLE_RATE)).astype(int), 0, len(strengths))
    wide = np.diff(hops)
    first = np.minimum(hops[:-1] + np.minimum(wide // _EARLY, _MOST), len(strengths) - 1)
    last = hops[1:] - np.minimum(wide // _LATE, _MOST)
    count = np.maximum(last - first, 1)
    means = np.empty((len(first), strengths.shape[1]), np.float32)
    for mean, start, hops_in in zip(means, first, count, strict=True):
        mean[:] = strengths[start : start + hops_in].mean(axis=0, dtype=np.float32)
    return means


def _folded(
    notes: NDArray[np.float32], curve: tuple[tuple[int, float], ...]
) -> NDArray[np.float64]:
    pitches = LOWEST + np.arange(NOTES)
    weighted = notes * np.interp(pitches, [p for p, _ in curve], [w for _, w in curve])
    tones = np.zeros((len(notes), TONES))
    for tone in range(TONES):
        tones[:, tone] = weighted[:, pitches % TONES == tone].sum(axis=1)
    return tones
