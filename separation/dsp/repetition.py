"""REPET-SIM: what comes again is accompaniment, what does not is the voice."""

import numpy as np
from numpy.typing import NDArray

from separation.dsp.method import Check, Sound, masked, spectrum
from separation.stft import HOP, WINDOW

_APART = 2.0
"""Seconds between two moments that count as a repetition."""
_VOICE_MARGIN = 10.0
_LOWEST_VOICE = 100.0
_RATE = 44_100


def voice_that_does_not_repeat(mix: Sound, check: Check) -> Sound:
    """(frames, 2) to (1, frames, 2): the voice.

    Rafii and Pardo, "Music/voice separation using the similarity matrix", ISMIR 2012, with
    librosa's nearest neighbours and soft mask.
    """
    import librosa

    mixed = spectrum(mix)
    level = np.abs(mixed).mean(axis=0).T
    check()
    width = round(_APART * _RATE / HOP)
    if level.shape[1] <= 2 * width + 1:  # too short to repeat
        return np.zeros((1, *mix.shape), np.float32)
    repeated = librosa.decompose.nn_filter(
        level + np.float32(1e-9), aggregate=np.median, metric="cosine", width=width
    )
    check()
    repeated = np.minimum(level, repeated)
    mask = librosa.util.softmask(level - repeated, _VOICE_MARGIN * repeated, power=2)
    low = int(np.ceil(_LOWEST_VOICE * WINDOW / _RATE))
    mask[:low] = 0
    masks: NDArray[np.float32] = mask.T[np.newaxis].astype(np.float32)
    return masked(mixed, masks, len(mix))
