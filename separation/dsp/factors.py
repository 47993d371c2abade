"""Non-negative matrix factorisation: a spectrogram as a sum of parts, grouped into stems."""

import warnings

import numpy as np
from numpy.typing import NDArray

from separation.dsp.method import Check, Masks, Sound, Spectrum, masked, spectrum
from separation.stft import BINS, WINDOW

_PARTS = 40
_ITERATIONS = 60
_BASS_HZ = 250.0
_VOICE_HZ = (250.0, 4000.0)
_NOISY = 0.005
"""Spectral flatness above which a part is a drum's and no note's."""
_NOISE_HZ = (100.0, 8000.0)
"""Where that is asked: hiss above and silence below say nothing of a part."""
_SHORT = 4.0
"""Peaks of a part's activation over its mean, above which it comes in strokes."""
_CENTRED = 0.85
"""Likeness of the channels above which a part stands in the middle, as voices do."""
_TINY = np.float32(1e-9)

Array = NDArray[np.float32]


def grouped_parts(mix: Sound, check: Check) -> Sound:
    """(frames, 2) to (3, frames, 2): vocals, drums and bass.

    Lee and Seung (1999) by scikit-learn. Each part is a spectrum and when it sounds; parts that
    are noisy and come in strokes are drums, low ones bass, centred ones in a voice's range vocals.
    """
    from sklearn.decomposition import non_negative_factorization
    from sklearn.exceptions import ConvergenceWarning

    mixed = spectrum(mix)
    level = np.abs(mixed).mean(axis=0)
    check()
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", ConvergenceWarning)  # as many iterations as it is given
        when, what, _ = non_negative_factorization(
            level + _TINY,
            n_components=min(_PARTS, *level.shape),
            init="nndsvda",
            max_iter=_ITERATIONS,
            random_state=0,
        )
    check()
    groups = _groups(when, what, _likeness(mixed))
    whole = np.square(when @ what) + _TINY
    masks: Masks = np.stack(
        [np.square(when[:, group] @ what[group]) / whole for group in groups]
    ).astype(np.float32)
    return masked(mixed, masks / np.maximum(masks.sum(axis=0), 1), len(mix))


def _likeness(mixed: Spectrum) -> Array:
    """How alike both channels are in each spectrum and bin, 0 to 1."""
    left, right = mixed
    alike = 2 * np.abs(left * right.conj()) / (np.abs(left) ** 2 + np.abs(right) ** 2 + _TINY)
    return np.asarray(alike, np.float32)


def _groups(when: Array, what: Array, likeness: Array) -> list[NDArray[np.bool_]]:
    """Which parts are vocals, drums and bass."""
    hertz = np.arange(BINS) * (44_100 / WINDOW)
    power = np.square(what) + _TINY
    centroid = (power * hertz).sum(1) / power.sum(1)
    heard = power[:, (hertz > _NOISE_HZ[0]) & (hertz < _NOISE_HZ[1])]
    flatness = np.exp(np.log(heard).mean(1)) / heard.mean(1)
    strokes = when.max(0) / (when.mean(0) + _TINY)
    weight = when.sum(0)[:, np.newaxis] * what + _TINY
    average = (likeness * when.sum(1)[:, np.newaxis]).sum(0) / (when.sum() + _TINY)
    centred = (weight * average).sum(1) / weight.sum(1)
    bass = centroid < _BASS_HZ
    drums = ~bass & (flatness > _NOISY) & (strokes > _SHORT)
    low, high = _VOICE_HZ
    vocals = ~bass & ~drums & (centroid > low) & (centroid < high) & (centred > _CENTRED)
    return [vocals, drums, bass]
