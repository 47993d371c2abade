"""From a file to what is played in it."""

from collections.abc import Callable
from pathlib import Path

import numpy as np

from player.analysis.analysis import Analysis, Beats
from player.analysis.bars import find_bars
from player.analysis.beat_network import MOST_SECONDS, beats_by_network, weights_in
from player.analysis.beat_path import beat_path
from player.analysis.beat_strength import gain_of, strength_of
from player.analysis.exact_beats import exact_beats, tempo_of
from player.analysis.onsets import OnsetMeter, Onsets
from player.analysis.sound import Mono, Song
from player.base.units import seconds

_BESIDE_DRUMS = 0.5
"""What the mix's strokes count beside those of the drums."""


def analyse(
    path: Path,
    stems: Path | None = None,
    models: Path | None = None,
    check: Callable[[], None] = lambda: None,
) -> Analysis:
    """Listen to a song, with its `stems` (an entry of the stem cache) if there are any.

    `models`: where the weights of a network for beats may be. `check` is called every few seconds
    of sound, and may raise. Raises AudioFileError if the file cannot be read.
    """
    song = Song(path, stems)
    weights = weights_in(models) if seconds(song.frames) < MOST_SECONDS else None
    whole: list[Mono] = []
    try:
        mix, drums = OnsetMeter(), OnsetMeter()
        for piece in song.pieces():
            check()
            mix.add(piece.mix)
            if piece.drums is not None:
                drums.add(piece.drums)
            if weights is not None:
                whole.append(piece.mix)
    finally:
        song.close()
    check()
    onsets, struck = mix.result(), drums.result() if "drums" in song.stems else None
    beats = None if weights is None else _by_network(weights, np.concatenate(whole))
    return Analysis(song.frames, song.stems, beats or _by_onsets(onsets, struck))


def _by_onsets(mix: Onsets, drums: Onsets | None) -> Beats:
    strength, best = strength_of(mix), mix
    if drums is not None and drums.rises.any():
        strength, best = strength_of(drums) + _BESIDE_DRUMS * strength, drums
    gain = gain_of(strength)
    hops = beat_path(gain, strength)
    bars = find_bars(hops, best)
    frames = exact_beats(hops, best.levels)
    struck = float(np.mean(gain[hops] > 0)) if len(hops) else 0.0
    return Beats(
        frames=tuple(map(int, frames)),
        downbeats=tuple(map(bool, bars.downbeats)),
        tempo=round(tempo_of(frames), 2),
        meter=bars.meter,
        confidence=round(struck, 3),
        by="onsets",
    )


def _by_network(weights: Path, sound: Mono) -> Beats | None:
    found = beats_by_network(weights, sound)
    if found is None:
        return None
    frames, downbeats = found
    bars = np.diff(np.flatnonzero(downbeats))
    return Beats(
        frames=tuple(map(int, frames)),
        downbeats=tuple(map(bool, downbeats)),
        tempo=round(tempo_of(frames), 2),
        meter=int(np.median(bars)) if len(bars) else 4,
        confidence=1.0 if len(frames) else 0.0,
        by="Beat This!",
    )
