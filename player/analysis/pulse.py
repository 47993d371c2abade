"""The beats of a song by its strokes: found, made exact, and counted."""

import numpy as np
from numpy.typing import NDArray

from player.analysis.analysis import Beats
from player.analysis.bars import find_bars
from player.analysis.beat_path import beat_path
from player.analysis.beat_strength import gain_of, strength_of
from player.analysis.exact_beats import exact_beats, tempo_of
from player.analysis.onsets import Onsets
from player.base.units import Frames
from player.base.values import dataclass

_BESIDE_DRUMS = 1.0
"""What the mix's strokes count beside those of the drums."""


@dataclass(frozen=True)
class Pulse:
    """Beats that are not counted yet."""

    frames: NDArray[np.int64]
    """Of the song, rising."""
    hops: NDArray[np.int64]
    onsets: Onsets
    """What they were found in."""
    struck: float
    """Part of the beats on which something begins."""


def find_pulse(mix: Onsets, drums: Onsets | None, length: Frames) -> Pulse:
    """`drums`: of the drums' stem, where there is one; no beat lies outside of the song."""
    strength, best = strength_of(mix), mix
    if drums is not None and drums.rises.any():
        strength, best = strength_of(drums) + _BESIDE_DRUMS * strength, drums
    gain = gain_of(strength)
    hops = beat_path(gain, strength)
    struck = float(np.mean(gain[hops] > 0)) if len(hops) else 0.0
    frames = np.maximum(exact_beats(hops, best.levels), 0)
    inside = frames < length
    return Pulse(frames[inside], hops[inside], best, struck)


def counted(pulse: Pulse, changes: NDArray[np.float64]) -> Beats:
    """`changes`: for each beat, how much the harmony differs from what was before it."""
    bars = find_bars(pulse.hops, pulse.onsets, changes)
    return Beats(
        frames=tuple(map(int, pulse.frames)),
        downbeats=tuple(map(bool, bars.downbeats)),
        tempo=round(tempo_of(pulse.frames), 2),
        meter=bars.meter,
        confidence=round(pulse.struck, 3),
        by="strokes",
    )
