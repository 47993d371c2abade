"""Independent component analysis of the two channels: what comes from one place, statistically."""

import warnings

import numpy as np
from numpy.typing import NDArray

from separation.dsp.method import Check

Sound = NDArray[np.float32]

_ITERATIONS = 200
_TWO_CHANNELS = 1e-4
"""Energy of the side over that of the middle, below which there is but one channel."""


def centre_component(mix: Sound, check: Check) -> Sound:
    """(frames, 2) to (1, frames, 2): the one of two components that is nearest to the centre.

    FastICA (Hyvärinen 1999) finds as many sources as there are channels: two. It cannot tell
    apart what is panned alike, and finds nothing in a mono song.
    """
    from sklearn.decomposition import FastICA
    from sklearn.exceptions import ConvergenceWarning

    side, middle = (np.square(mix @ np.array([1, sign])).sum() for sign in (-1, 1))
    if side <= _TWO_CHANNELS * middle or middle <= _TWO_CHANNELS * side:
        return np.zeros((1, *mix.shape), np.float32)
    check()
    analysis = FastICA(2, whiten="unit-variance", max_iter=_ITERATIONS, random_state=0)
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", ConvergenceWarning)  # the best so far is what there is
        sources = analysis.fit_transform(mix.astype(np.float64))
    left, right = analysis.mixing_
    nearest = int(np.argmax(2 * left * right / (np.square(left) + np.square(right))))
    component = np.outer(sources[:, nearest], analysis.mixing_[:, nearest])
    return component.astype(np.float32)[np.newaxis]
