"""How strong each third of a semitone is, twenty times a second; and how far the song is off A4."""

from typing import TypeAlias

import numpy as np
from numpy.typing import NDArray

from player.analysis.sound import RATE, Mono

Strengths: TypeAlias = NDArray[np.float32]
"""(any, BINS)."""
HopStrengths: TypeAlias = NDArray[np.float16]
"""(hops, BINS): a song has many hops."""

HOP = 1_024
"""Samples at `RATE` between two hops."""
FPS = RATE / HOP
LOWEST = 28
"""The lowest pitch as a MIDI number: E1, 41 Hz."""
SEMITONES = 76
PER_SEMITONE = 3
BINS = SEMITONES * PER_SEMITONE
"""Bin n is pitch LOWEST + (n - 1) / PER_SEMITONE: each semitone has one in the middle of three."""
_WINDOW = 8_192
_TUNING_RANGE = (80.0, 2_000.0)
"""Hertz: where peaks are sharp, and are notes."""
_LOUD = 20
"""So many peaks of each hop are looked at."""


class PitchMeter:
    """Takes in mono sound piece by piece; memory grows by 10 kB a second."""

    def __init__(self) -> None:
        self._window = np.hanning(_WINDOW + 1)[:-1].astype(np.float32)
        self._filters = _filters()
        self._kept: Mono = np.zeros(_WINDOW // 2, np.float32)
        self._hops: list[NDArray[np.float16]] = []
        self._peaks: list[NDArray[np.float32]] = []

    def add(self, sound: Mono) -> None:
        """Take in the next samples."""
        sound = np.concatenate((self._kept, sound))
        count = max(0, (len(sound) - _WINDOW) // HOP + 1)
        self._kept = sound[count * HOP :]
        if count:
            frames = np.lib.stride_tricks.sliding_window_view(sound, _WINDOW)[: count * HOP : HOP]
            spectra = np.abs(np.fft.rfft(frames * self._window, axis=1)).astype(np.float32)
            self._hops.append((spectra @ self._filters).astype(np.float16))
            self._peaks.append(_peaks(spectra))

    def result(self) -> HopStrengths:
        """Hop n is around sample n * HOP. Nothing can be added after that."""
        self.add(np.zeros(_WINDOW // 2, np.float32))
        return np.concatenate(self._hops or [np.zeros((0, BINS), np.float16)])

    def tuning(self) -> float:
        """By how many cents the song is higher than A4 = 440 Hz says, from -50 to 50."""
        import librosa

        peaks = np.concatenate(self._peaks or [np.zeros(0, np.float32)])
        if not len(peaks):
            return 0.0
        return float(100 * librosa.pitch_tuning(peaks, resolution=0.01))


def tuned(strengths: Strengths, cents: float) -> Strengths:
    """As if the song were tuned to A4 = 440 Hz."""
    shift = cents / 100 * PER_SEMITONE
    places = np.clip(np.arange(BINS) + shift, 0, BINS - 1)
    low = np.minimum(places.astype(int), BINS - 2)
    part = (places - low).astype(np.float32)
    even: Strengths = strengths[:, low] * (1 - part) + strengths[:, low + 1] * part
    return even


def _filters() -> NDArray[np.float32]:
    """(bins of the spectrum, BINS): triangles over the logarithm of the frequency, of sum 1."""
    hertz = np.arange(1, _WINDOW // 2 + 1) * RATE / _WINDOW
    pitches = 69 + 12 * np.log2(hertz / 440)
    centres = LOWEST + (np.arange(BINS) - 1) / PER_SEMITONE
    # Low down, bins of the spectrum are wider apart than the triangles: those grow with them.
    width = np.maximum(1 / PER_SEMITONE, np.gradient(pitches))[:, np.newaxis]
    shares = np.maximum(0, 1 - np.abs(pitches[:, np.newaxis] - centres) / width)
    shares /= np.maximum(shares.sum(axis=0), 1e-9)
    return np.concatenate((np.zeros((1, BINS)), shares)).astype(np.float32)


def _peaks(spectra: NDArray[np.float32]) -> NDArray[np.float32]:
    """Hertz of the strongest peaks, between bins by a parabola through the logarithms."""
    low, high = (round(hertz * _WINDOW / RATE) for hertz in _TUNING_RANGE)
    part = np.log(spectra[::4, low - 1 : high + 1] + 1e-9)
    before, here, after = part[:, :-2], part[:, 1:-1], part[:, 2:]
    is_peak = (here > before) & (here >= after)
    height = np.where(is_peak, here, -np.inf)
    strongest = np.argsort(height, axis=1)[:, -_LOUD:]
    rows = np.arange(len(part))[:, np.newaxis]
    chosen = is_peak[rows, strongest] & (
        height[rows, strongest] > height.max(axis=1, keepdims=True) - 4
    )
    a, b, c = (x[rows, strongest] for x in (before, here, after))
    offset = 0.5 * (a - c) / np.minimum(a - 2 * b + c, -1e-9)
    hertz = (strongest + low + offset) * RATE / _WINDOW
    loud = b > np.log(1.0)
    found: NDArray[np.float32] = hertz[chosen & loud].astype(np.float32)
    return found
