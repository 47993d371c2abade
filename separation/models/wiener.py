"""The multichannel Wiener filter: masks that know where in the stereo image a stem stands."""

import numpy as np
from numpy.typing import NDArray

from separation.models.masks import Masks

_BLOCK = 256
"""Bins at a time: they do not know of each other, and memory stays small."""
_SPREAD = 1e-3
"""Added to a stem's two channels, which are never exactly the same."""
_FLOOR = 1e-8

Spectrum = NDArray[np.complex64]
Hermitian = tuple[NDArray[np.float64], NDArray[np.complex128], NDArray[np.float64]]
"""2 x 2 matrices by their upper half: left, between, right."""


def wiener(spectrum: Spectrum, masks: Masks) -> Spectrum:
    """All stems but the last as (stems - 1, 2, frames, bins), from the mix (2, frames, bins).

    One iteration of expectation maximisation (Nugraha, Liutkus and Vincent 2016; as in Norbert):
    a stem's power is its masked mix's, its place in each bin that of all these frames together.
    """
    stems = np.empty(masks.shape, np.complex64)
    for first in range(0, spectrum.shape[-1], _BLOCK):
        part = slice(first, first + _BLOCK)
        stems[..., part] = _filter(spectrum[..., part], masks[..., part])
    return stems


def _filter(mix: Spectrum, masks: Masks) -> Spectrum:
    rest = np.maximum(0, 1 - masks.sum(axis=0))
    sources = [mix * mask for mask in (*masks, rest)]
    powers = [np.square(np.abs(source)).mean(axis=0, dtype=np.float64) for source in sources]
    places = [_place(source, power) for source, power in zip(sources, powers, strict=True)]
    pairs = list(zip(powers, places, strict=True))
    left = sum(power * place[0] for power, place in pairs) + _FLOOR
    between = sum(power * place[1] for power, place in pairs)
    right = sum(power * place[2] for power, place in pairs) + _FLOOR
    scale = 1 / (left * right - np.square(np.abs(between)))
    one = scale * (right * mix[0] - between * mix[1])
    two = scale * (left * mix[1] - between.conj() * mix[0])
    filtered = [
        (
            power * (place[0] * one + place[1] * two),
            power * (place[1].conj() * one + place[2] * two),
        )
        for power, place in pairs[:-1]
    ]
    return np.asarray(filtered, np.complex64)


def _place(source: Spectrum, power: NDArray[np.float64]) -> Hermitian:
    """How a stem's channels go together in each bin, over all frames."""
    total = power.sum(axis=0) + _FLOOR
    left, right = np.square(np.abs(source)).sum(axis=1, dtype=np.float64) / total + _SPREAD
    between = (source[0] * source[1].conj()).sum(axis=0, dtype=np.complex128) / total
    return left, between, right
