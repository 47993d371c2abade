"""Key and chords of a song, once its beats are known."""

import numpy as np
from numpy.typing import NDArray

from player.analysis.analysis import Chord, Key
from player.analysis.chord_kinds import KINDS, SIMPLE
from player.analysis.chords import find_chords
from player.analysis.chroma import chroma_of, colours_of, span_edges, spans_of
from player.analysis.key import find_key
from player.analysis.parts import Features, by_bar, tones_of
from player.analysis.pitches import PitchMeter, Strengths, tuned
from player.base.units import Frames
from player.base.values import dataclass


@dataclass(frozen=True)
class Harmony:
    """What was found of it; see `Analysis`."""

    key: Key | None
    chords: tuple[Chord, ...]
    detailed: tuple[Chord, ...]


class Pitches:
    """What sounds between the beats of one song."""

    def __init__(
        self, tonal: PitchMeter, bass: PitchMeter | None, beats: NDArray[np.int64], length: Frames
    ) -> None:
        """`bass`: of the bass stem, where there is one; `beats` in frames."""
        self.tuning = tonal.tuning()
        self._beats = beats[(beats > 0) & (beats < length)]
        self._edges = span_edges(self._beats, length)
        spans = self._spans(tonal)
        self._colours = colours_of(spans)
        self._chroma = chroma_of(spans, None if bass is None else self._spans(bass))

    def _spans(self, meter: PitchMeter) -> Strengths:
        return tuned(spans_of(meter.result(), self._edges), self.tuning)

    def changes(self, beats: NDArray[np.int64]) -> NDArray[np.float64]:
        """(beats,): how much what sounds after each beat differs from what did before it."""
        changes = self._chroma.changes
        if not len(changes):
            return np.zeros(len(beats))
        places = np.searchsorted(self._edges, beats)
        found: NDArray[np.float64] = changes[np.minimum(places, len(changes) - 1)]
        return found

    def of_bars(self, bars: NDArray[np.int64]) -> Features:
        """(bars, any): the tones of each bar, and how bright it is."""
        first = np.minimum(np.searchsorted(self._edges, bars), len(self._edges) - 2)
        rows = (self._chroma.treble, self._chroma.bass, self._colours)
        return tones_of(*(by_bar(row, first) for row in rows))

    def harmony(self, bars: NDArray[np.int64]) -> Harmony:
        """`bars`: frames at which bars begin, where chords change most easily."""
        edges = [int(edge) for edge in self._edges]
        first = np.isin(self._edges[:-1], bars)
        chords = find_chords(self._chroma, edges, first, SIMPLE)
        detailed = find_chords(self._chroma, edges, first, tuple(KINDS))
        return Harmony(find_key(self._chroma, chords), chords, detailed)
