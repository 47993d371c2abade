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
def _hann(length: int) -> NDArray[np.float32]:
    """Periodic Hann window."""
    phase = 2 * np.pi * np.arange(length) / length
    window: NDArray[np.float32] = (0.5 - 0.5 * np.cos(phase)).astype(np.float32)
    return window


def stft(
    samples: NDArray[np.float32], bins: int | None = None, window: int = WINDOW
) -> NDArray[np.complex64]:
    """Spectrum of (channels, (frames + 3) * hop) as (channels, frames, bins), complex64.

    Frame k covers samples k * hop .. k * hop + window; nothing is padded. The lowest `bins` bins.
    The hop is a quarter of the window.
    """
    frames = np.lib.stride_tricks.sliding_window_view(samples, window, axis=1)
    frames = frames[:, :: window // _OVERLAP]
    # numpy 2 keeps single precision here; its type stubs do not know.
    return fft.rfft(frames * _hann(window), axis=-1)[..., :bins].astype(np.complex64, copy=False)


def istft(spectrum: NDArray[np.complex64], window: int = WINDOW) -> NDArray[np.float32]:
    """Samples of (channels, frames, bins): (channels, (frames + 3) * hop), float32.

    Missing bins count as zero. The first and last three hops lack overlap and are no sound.
    """
    parts = fft.irfft(spectrum, window, axis=-1)
    parts *= _hann(window) * np.float32(_SCALE)
    channels, frames = parts.shape[:2]
    hop = window // _OVERLAP
    hops = parts.reshape(channels, frames, _OVERLAP, hop)
    out = np.zeros((channels, frames + _OVERLAP - 1, hop), np.float32)
    for part in range(_OVERLAP):
        out[:, part : part + frames] += hops[:, :, part]
    return out.reshape(channels, -1)
