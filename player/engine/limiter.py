"""Keeps the sum below full scale, without delay; what is quiet enough stays untouched."""

import math

import numpy as np

from player.base.units import SAMPLE_RATE, Pcm
from player.engine.mixer import RAMP

THRESHOLD = 0.891
"""Amplitude (-1 dB) above which the sound is turned down; it never gets beyond 1."""
_ROOM = 1.0 - THRESHOLD
_RELEASE = 1.0 / (0.2 * SAMPLE_RATE)
"""How the loudest moment fades from memory, in nepers a frame."""


class Limiter:
    """Follows the highest amplitude of both channels: up at once, down within 200 ms."""

    def __init__(self) -> None:
        self._level = 0.0
        """The amplitude that the gain stands at."""

    def process(self, out: Pcm, *, armed: bool) -> None:
        """Limit `out` (n, 2) in place; not `armed`, give way within 20 ms and then do nothing.

        Unarmed, the sound is as loud as the file has it, and is not to be touched.
        """
        if not len(out):
            return
        if not armed:
            self._release(out)
            return
        peaks = np.abs(out).max(1)
        loudest = max(float(peaks.max()), self._level)
        if loudest <= THRESHOLD:
            self._level = 0.0
            return
        levels = self._follow(peaks)
        self._level = float(levels[-1])
        out *= _gain(levels)[:, np.newaxis]

    def _follow(self, peaks: Pcm) -> Pcm:
        """What to stand at in each frame n: the maximum of peaks[n - k] * exp(-k * release)."""
        fall = np.arange(1, len(peaks) + 1) * _RELEASE
        start = math.log(self._level) if self._level > 0 else -math.inf
        with np.errstate(divide="ignore"):
            heights = np.log(peaks, dtype=np.float64) + fall
        levels: Pcm = np.exp(np.maximum(np.maximum.accumulate(heights), start) - fall)
        return levels

    def _release(self, out: Pcm) -> None:
        if self._level <= THRESHOLD:
            self._level = 0.0
            return
        gain = float(_gain(np.array([self._level]))[0])
        out[:RAMP] *= np.linspace(gain, 1.0, len(out[:RAMP]), dtype=np.float32)[:, np.newaxis]
        self._level = 0.0


def _gain(levels: Pcm) -> Pcm:
    """Factors that bend levels above the threshold softly towards 1."""
    over = np.maximum(levels - THRESHOLD, 0.0)
    bent = THRESHOLD + _ROOM * np.tanh(over / _ROOM)
    gain: Pcm = np.where(over > 0, bent / np.maximum(levels, THRESHOLD), 1.0).astype(np.float32)
    return gain
