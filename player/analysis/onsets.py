"""Where sounds begin: how much the bands of the spectrum rise, a hundred times a second."""

from typing import TypeAlias

import numpy as np
from numpy.typing import NDArray

from player.analysis.parts import by_bar
from player.analysis.sound import RATE, Mono
from player.base.units import SAMPLE_RATE

Curve: TypeAlias = NDArray[np.float32]
"""A value for each hop, (hops,)."""

HOP = 220
"""Samples at `RATE` between two values."""
FPS = RATE / HOP
"""Values a second: 100.2."""
FINE = 4
"""Values of the attack for each hop: one in 2.5 ms."""
_WINDOW = 1_024
_MELS = 80
_BANDS = ((0, 6), (6, 45), (45, _MELS))
"""Mel bands of drums: kick (below 230 Hz), snare and what has pitch, cymbals (above 4.2 kHz)."""
_LAG = 2
"""Rises are over so many values: 20 ms."""
_FAINT = 0.01
"""Below this, nothing begins."""
_LOUDNESS = 100.0
"""By what levels are multiplied before their logarithm is taken."""


class OnsetMeter:
    """Takes in mono sound piece by piece; memory grows by 3 kB a second."""

    def __init__(self) -> None:
        import librosa

        mels = librosa.filters.mel(sr=RATE, n_fft=_WINDOW, n_mels=_MELS, fmin=27.5)
        self._mels: NDArray[np.float32] = mels.astype(np.float32)
        self._window = np.hanning(_WINDOW + 1)[:-1].astype(np.float32)
        self._kept: Mono = np.zeros(_WINDOW // 2, np.float32)
        self._before = np.zeros((_LAG, _MELS), np.float32)
        self._rises: list[NDArray[np.float32]] = []
        self._levels: list[NDArray[np.float32]] = []

    def add(self, sound: Mono) -> None:
        """Take in the next samples."""
        sound = np.concatenate((self._kept, sound))
        count = max(0, (len(sound) - _WINDOW) // HOP + 1)
        self._kept = sound[count * HOP :]
        if not count:
            return
        frames = np.lib.stride_tricks.sliding_window_view(sound, _WINDOW)[: count * HOP : HOP]
        spectra = np.abs(np.fft.rfft(frames * self._window, axis=1)).astype(np.float32)
        level = np.log1p(_LOUDNESS * (spectra @ self._mels.T))
        level = np.concatenate((self._before, level))
        # What only moves to the next band does not begin: Böck and Widmer 2013, "SuperFlux".
        sides = np.maximum(np.roll(level, 1, axis=1), np.roll(level, -1, axis=1))
        rise = np.maximum(level[_LAG:] - np.maximum(level, sides)[:-_LAG], 0)
        self._before = level[-_LAG:]
        self._rises.append(np.stack([rise[:, low:high].mean(1) for low, high in _BANDS], 1))
        self._levels.append(_short_levels(sound, count))

    def result(self) -> "Onsets":
        """What was taken in; nothing can be added after that."""
        self.add(np.zeros(_WINDOW // 2, np.float32))
        rises = np.concatenate(self._rises or [np.zeros((0, len(_BANDS)), np.float32)])
        levels = np.concatenate(self._levels or [np.zeros(0, np.float32)])
        return Onsets(rises, levels)


class Onsets:
    """What begins in a song, and when."""

    def __init__(self, rises: NDArray[np.float32], levels: Curve) -> None:
        self.rises = rises
        """(hops, bands): hop n is around sample n * HOP."""
        self.levels = levels
        """(hops * FINE,): how loud it is in each 2.5 ms, as the logarithm of a power."""

    def of_bars(self, bars: NDArray[np.int64]) -> NDArray[np.float64]:
        """(bars, bands): how much begins in each bar, as a logarithm; `bars` in frames."""
        if not len(self.rises):
            return np.zeros((len(bars), len(_BANDS)))
        hops = np.minimum(np.round(bars * (FPS / SAMPLE_RATE)).astype(int), len(self.rises) - 1)
        strokes: NDArray[np.float64] = np.log10(by_bar(self.rises, hops) + _FAINT)
        return strokes


def _short_levels(sound: Mono, count: int) -> NDArray[np.float32]:
    """Of the middles of `count` windows; steep parts of the wave count most."""
    step = HOP // FINE
    first = _WINDOW // 2
    steep = np.square(np.diff(sound[first - 1 : first + count * HOP]))
    power = steep.reshape(count * FINE, step).mean(axis=1)
    levels: NDArray[np.float32] = np.log10(power + 1e-9).astype(np.float32)
    return levels
