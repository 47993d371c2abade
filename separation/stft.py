"""Short-time Fourier transform and its inverse in numpy, single precision."""

from functools import cache

import numpy as np
from numpy import fft
from numpy.typing import NDArray

WINDOW = 4096
HOP = 1024
BINS = WINDOW // 2 + 1
_OVERLAP = WINDOW // HOP
_SCALE = 2 / 3
"""Squared periodic Hann windows a quarter apart add up to 3/2."""


@cache
def _hann() -> NDArray[np.float32]:
    """Periodic Hann window."""
    phase = 2 * np.pi * np.arange(WINDOW) / WINDOW
    window: NDArray[np.float32] = (0.5 - 0.5 * np.cos(phase)).astype(np.float32)
    return window


def stft(samples: NDArray[np.float32], bins: int = BINS) -> NDArray[np.complex64]:
    """Spectrum of (channels, (frames + 3) * HOP) as (channels, frames, bins), complex64.

    Frame k covers samples k * HOP .. k * HOP + WINDOW; nothing is padded. The lowest `bins` bins.
    """
    frames = np.lib.stride_tricks.sliding_window_view(samples, WINDOW, axis=1)[:, ::HOP]
    # numpy 2 keeps single precision here; its type stubs do not know.
    return fft.rfft(frames * _hann(), axis=-1)[..., :bins].astype(np.complex64, copy=False)


def istft(spectrum: NDArray[np.complex64]) -> NDArray[np.float32]:
    """Samples of (channels, frames, bins): (channels, (frames + 3) * HOP), float32.

    Missing bins count as zero. The first and last three hops lack overlap and are no sound.
    """
    parts = fft.irfft(spectrum, WINDOW, axis=-1)
    parts *= _hann() * np.float32(_SCALE)
    channels, frames = parts.shape[:2]
    hops = parts.reshape(channels, frames, _OVERLAP, HOP)
    out = np.zeros((channels, frames + _OVERLAP - 1, HOP), np.float32)
    for part in range(_OVERLAP):
        out[:, part : part + frames] += hops[:, :, part]
    return out.reshape(channels, -1)
