"""Short-time spectra of stereo sound, and back: a window of 4,096 frames every 1,024.

Frame k of a song covers its samples k * HOP to k * HOP + WINDOW, wherever playback began: the same
place gives the same spectrum. Multiplied with its window twice, four of them add up to the sound.
"""

import numpy as np
from numpy import fft
from numpy.typing import NDArray

from player.base.units import SAMPLE_RATE

WINDOW = 4_096
HOP = WINDOW // 4
OVERLAP = WINDOW // HOP
BINS = WINDOW // 2 + 1
HERTZ: NDArray[np.float64] = np.arange(BINS, dtype=np.float64) * (SAMPLE_RATE / WINDOW)
"""The frequency of each bin."""
FULL_SCALE = WINDOW / 4
"""What a sine of amplitude 1 has in its bin."""

Spectrum = NDArray[np.complex64]
"""Shape (2, BINS), or (frames, 2, BINS)."""
Weights = NDArray[np.float32]
"""A factor for each bin: shape (BINS,), or (2, BINS) for each channel."""

_HANN: NDArray[np.float32] = (0.5 - 0.5 * np.cos(2 * np.pi * np.arange(WINDOW) / WINDOW)).astype(
    np.float32
)
_BACK: NDArray[np.float32] = _HANN * np.float32(2 / 3)
"""Squared periodic Hann windows a quarter apart add up to 3/2."""


def spectra(sound: NDArray[np.float32]) -> Spectrum:
    """Spectra (frames, ..., BINS) of sound (frames, ..., WINDOW), float32, already cut up."""
    # numpy 2 keeps single precision here; its type stubs do not know.
    return fft.rfft(sound * _HANN, axis=-1).astype(np.complex64, copy=False)


def sounds(spectrum: Spectrum) -> NDArray[np.float32]:
    """The share (..., WINDOW) that each spectrum (..., BINS) has in the sound, float32."""
    return (fft.irfft(spectrum, WINDOW, axis=-1) * _BACK).astype(np.float32, copy=False)


def first_frame(start: int) -> int:
    """The first frame that has a share in sample `start`."""
    return start // HOP - OVERLAP + 1


def last_frame(stop: int) -> int:
    """The last frame that has a share in the samples before `stop`."""
    return (stop - 1) // HOP
