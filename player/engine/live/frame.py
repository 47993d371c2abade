"""One short-time spectrum and what surrounds it, as filters are given it."""

from functools import cached_property

import numpy as np

from player.base.units import Seconds
from player.base.values import dataclass
from player.engine.live.spectra import BINS, Spectrum, Weights

REACH = 3
"""Spectra on each side that are looked at to tell drums from what lasts."""
_WIDTH = 15
"""Bins, 160 Hz: a partial is narrower, a drum's noise is wider."""
_QUIET = np.float32(1e-6)


@dataclass(frozen=True)
class Frame:
    """The spectrum (2, BINS) at a time of the song."""

    spectrum: Spectrum
    time: Seconds
    around: tuple[Weights, ...] = ()
    """Loudness (see `loudness`) of the spectra from REACH before to REACH after, if asked for."""

    @cached_property
    def drums(self) -> Weights:
        """How much of each bin (BINS,) is short and broad rather than long and narrow, 0 to 1.

        As harmonic-percussive separation (Fitzgerald 2010), with means of logarithms for medians.
        """
        if not self.around:
            return np.zeros(BINS, np.float32)
        lasting = np.mean(self.around, axis=0)
        broad = _smooth(self.around[len(self.around) // 2])
        share: Weights = 1 / (1 + np.exp(np.clip(2 * (lasting - broad), -40, 40)))
        return share


def loudness(spectrum: Spectrum) -> Weights:
    """Natural logarithm of the amplitude (BINS,) of (2, BINS)."""
    level: Weights = np.log(np.abs(spectrum).sum(0) + _QUIET)
    return level


def _smooth(level: Weights) -> Weights:
    side = _WIDTH // 2
    sums = np.cumsum(np.pad(level, (side + 1, side), mode="edge"), dtype=np.float64)
    return np.asarray((sums[_WIDTH:] - sums[:-_WIDTH]) / _WIDTH, np.float32)
