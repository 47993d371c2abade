"""Harmonic-percussive separation: what lasts, and what is short."""

import numpy as np

from separation.dsp.method import Check, Sound, masked, spectrum

_WINDOW = 2048


def percussive(mix: Sound, check: Check) -> Sound:
    """(frames, 2) to (1, frames, 2): the drums, by medians along time and frequency.

    Fitzgerald, "Harmonic/percussive separation using median filtering", DAFx 2010, as librosa
    sets it: windows of 2,048 frames, medians over 31.
    """
    import librosa

    mixed = spectrum(mix, _WINDOW)
    level = np.abs(mixed).mean(axis=0).T
    check()
    _, mask = librosa.decompose.hpss(level, mask=True)
    check()
    return masked(mixed, mask.T[np.newaxis].astype(np.float32), len(mix), _WINDOW)
