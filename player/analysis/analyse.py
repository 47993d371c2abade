"""From a file to what is played in it."""

from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from player.analysis.analysis import Analysis, Beats
from player.analysis.beat_network import MOST_SECONDS, beats_by_network, weights_in
from player.analysis.harmony import Pitches
from player.analysis.onsets import OnsetMeter
from player.analysis.parts import find_parts
from player.analysis.pitches import PitchMeter
from player.analysis.pulse import counted, find_pulse
from player.analysis.sound import BASS, DRUMS, Mono, Piece, Song
from player.base.errors import CacheError
from player.base.units import seconds


def analyse(path: Path, stems: Path | None = None, models: Path | None = None) -> Analysis:
    """Listen to a song, with its `stems` (an entry of the stem cache) if there are any.

    `models`: where the weights of a network for beats may be. Raises AudioFileError if the file
    cannot be read.
    """
    song = Song(path, stems)
    try:
        weights = weights_in(models) if seconds(song.frames) < MOST_SECONDS else None
        heard = _Heard(keep=weights is not None)
        for piece in song.pieces():
            heard.add(piece)
    except CacheError:
        return analyse(path, None, models)  # the stems went away meanwhile
    finally:
        song.close()
    return _found(song, heard, weights)


def _found(song: Song, heard: "_Heard", weights: Path | None) -> Analysis:
    beats = None if weights is None else beats_by_network(weights, np.concatenate(heard.whole))
    bass = heard.bass if BASS in song.stems else None
    mix = heard.mix.result()
    if beats is None:
        drums = heard.drums.result() if DRUMS in song.stems else None
        pulse = find_pulse(mix, drums, song.frames)
        pitches = Pitches(heard.tonal, bass, pulse.frames, song.frames)
        beats = counted(pulse, pitches.changes(pulse.frames))
    else:
        pitches = Pitches(heard.tonal, bass, np.array(beats.frames, np.int64), song.frames)
    bars = _bars(beats)
    harmony = pitches.harmony(bars)
    return Analysis(
        frames=song.frames,
        stems=song.stems,
        beats=beats,
        tuning=round(pitches.tuning, 1),
        key=harmony.key,
        chords=harmony.chords,
        detailed=harmony.detailed,
        parts=find_parts(pitches.of_bars(bars), mix.of_bars(bars), bars, song.frames),
    )


class _Heard:
    """What a pass over the song's pieces leaves."""

    def __init__(self, *, keep: bool) -> None:
        """`keep`: all of the sound, too, for a network."""
        self.mix, self.drums = OnsetMeter(), OnsetMeter()
        self.tonal, self.bass = PitchMeter(), PitchMeter()
        self.whole: list[Mono] = []
        self._keep = keep

    def add(self, piece: Piece) -> None:
        self.mix.add(piece.mix)
        self.tonal.add(piece.tonal)
        if piece.drums is not None:
            self.drums.add(piece.drums)
        if piece.bass is not None:
            self.bass.add(piece.bass)
        if self._keep:
            self.whole.append(piece.mix)


def _bars(beats: Beats) -> NDArray[np.int64]:
    places = np.array(beats.frames, np.int64)
    bars: NDArray[np.int64] = places[np.array(beats.downbeats, bool)]
    return bars
