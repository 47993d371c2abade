"""The lead voice by its melody: a comb of harmonics that follows the pitch."""

import numpy as np
from numpy.typing import NDArray

from separation.dsp.method import Check, Sound, masked, spectrum
from separation.stft import BINS, HOP, WINDOW

_RATE = 44_100
_LOWEST, _HIGHEST = 90.0, 900.0
"""Hertz: a singing voice's pitch."""
_RESOLUTION = 0.25
"""Semitones."""
_TOP = 8_000.0
"""Hertz: above, harmonics lie too close together to be told from what is between them."""
_WIDTH, _VIBRATO = 14.0, 0.012
"""A tooth of the comb: so many hertz, and more by this part of its frequency."""


def voice_by_melody(mix: Sound, check: Check) -> Sound:
    """(frames, 2) to (1, frames, 2): the harmonics of the melody.

    The pitch is pYIN's (Mauch and Dixon 2014, by librosa), of the middle between the channels.
    """
    import librosa

    mixed = spectrum(mix)
    middle = np.pad(mix.mean(axis=1), WINDOW)
    check()
    pitch, voiced, sure = librosa.pyin(
        middle,
        fmin=_LOWEST,
        fmax=_HIGHEST,
        sr=_RATE,
        frame_length=WINDOW,
        hop_length=HOP,
        resolution=_RESOLUTION,
        fill_na=None,
        center=False,
    )
    check()
    spectra = mixed.shape[1]
    mask = _comb(pitch[:spectra]) * np.where(voiced, np.sqrt(sure), 0)[:spectra, np.newaxis]
    return masked(mixed, mask[np.newaxis].astype(np.float32), len(mix))


def _comb(pitch: NDArray[np.float64]) -> NDArray[np.float64]:
    """(spectra,) hertz to (spectra, bins): 1 on each harmonic, falling off between them."""
    hertz = np.arange(BINS) * (_RATE / WINDOW)
    first = pitch[:, np.newaxis]
    nearest = np.maximum(np.round(hertz / first), 1) * first
    width = _WIDTH + _VIBRATO * hertz
    teeth: NDArray[np.float64] = np.exp(-0.5 * np.square((hertz - nearest) / width))
    teeth[:, hertz > _TOP] = 0
    return teeth
