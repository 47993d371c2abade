"""Holds the loudness of the song while stems are muted: slowly, bounded, and never at unity."""

import math

import numpy as np

from player.base.units import CHANNELS, SAMPLE_RATE, Pcm, linear
from player.engine.biquads import Chain, k_weighting
from player.engine.mixer import RAMP

MOST = linear(9.0)
"""How far the mix is raised at most; lowered as far."""
_MEMORY = 1.0 * SAMPLE_RATE
"""Time constant of the measurement, in frames ..."""
_GLIDE = 0.5 * SAMPLE_RATE
"""... and of the gain."""
_FAINT = 10.0**-7
"""Mean square (-70 LUFS) below which nothing is measured: BS.1770's absolute gate."""
_REST = 10.0**-2
"""Share of the song's power (-20 dB) below which the mix rests, and raises nothing but noise."""


class HeldLoudness:
    """One song's gain, from the K-weighted power of the song and of what is left of it."""

    def __init__(self, gain: float = 1.0) -> None:
        """`gain`: what the song before stood at."""
        self.gain = gain
        self._chain: Chain | None = None
        self._powers: tuple[float, float] | None = None
        """Mean square of the song and of the mix, weighted and smoothed."""

    def hold(self, out: Pcm, original: Pcm) -> None:
        """Bring `out` (n, 2), in place, nearer to the loudness of `original` (n, 2)."""
        self._measure(out, original)
        target = 1.0
        if self._powers is not None:
            target = min(max(math.sqrt(self._powers[0] / self._powers[1]), 1 / MOST), MOST)
        step = 1 - math.exp(-len(out) / _GLIDE)
        self._ramp(out, self.gain + (target - self.gain) * step)

    def leave(self, out: Pcm) -> None:
        """Go back to 1 within 20 ms, and be exactly there then."""
        self._powers = None
        if self.gain != 1.0:
            way = 1.0 - self.gain
            step = len(out) / RAMP
            self._ramp(out, 1.0 if step >= 1 or abs(way) < step else self.gain + way * step)

    def _measure(self, out: Pcm, original: Pcm) -> None:
        if self._chain is None:
            self._chain = Chain(k_weighting(), 2 * CHANNELS)
        weighted = self._chain.run(np.concatenate((original, out), 1))
        song, mix = (float((part**2).mean()) for part in np.split(weighted, 2, axis=1))
        if song < _FAINT or mix < song * _REST:
            return
        before = self._powers or (song, mix)
        kept = math.exp(-len(out) / _MEMORY)
        self._powers = (
            kept * before[0] + (1 - kept) * song,
            kept * before[1] + (1 - kept) * mix,
        )

    def _ramp(self, out: Pcm, gain: float) -> None:
        out *= np.linspace(self.gain, gain, len(out) + 1, dtype=np.float32)[1:, np.newaxis]
        self.gain = gain
