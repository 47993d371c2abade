"""Where in the stereo image each frequency sounds."""

import numpy as np

from player.engine.live.spectra import Spectrum, Weights

_TINY = np.float32(1e-20)


def powers(spectrum: Spectrum) -> tuple[Weights, Weights, Weights]:
    """Power of the left and of the right channel, and what they share in phase; each (BINS,)."""
    left, right = spectrum[..., 0, :], spectrum[..., 1, :]
    common = left.real * right.real + left.imag * right.imag
    return _power(left), _power(right), common


def azimuth(spectrum: Spectrum) -> Weights:
    """The pan of each bin, -1 (left) to 1 (right), of (2, BINS).

    ADRess (Barry, Lawlor, Coyle: "Sound Source Separation: Azimuth Discrimination and
    Resynthesis", DAFx 2004) turns one channel down until the difference to the other is least.
    That gain is known in closed form, `g = Re(L R*) / max(|L|, |R|)²`; as a pan it is 1 - g, so a
    balance knob that turns the far side down to 1 - p puts a sound at p. What is not in phase
    belongs to no place between the channels and goes to the sides.
    """
    return _azimuth(*powers(spectrum))


def agreement(left: Weights, right: Weights, common: Weights) -> Weights:
    """How far the channels agree at the azimuth found: 1 for one source panned by level alone.

    This is the depth of ADRess' null, over what it is the null of.
    """
    strong, weak = np.maximum(left, right) + _TINY, np.minimum(left, right)
    # |weak - g * strong|², least over g in 0 to 1, and its greatest value at either end of them.
    gain = np.clip(common / strong, 0, 1)
    least = weak - 2 * gain * common + gain * gain * strong
    most = np.maximum(weak, weak - 2 * common + strong) + _TINY
    depth: Weights = 1 - np.sqrt(np.clip(least / most, 0, 1))
    return depth


def located(spectrum: Spectrum) -> tuple[Weights, Weights]:
    """Azimuth and agreement of (2, BINS), each (BINS,)."""
    found = powers(spectrum)
    return _azimuth(*found), agreement(*found)


def _azimuth(left: Weights, right: Weights, common: Weights) -> Weights:
    gain = np.clip(common / (np.maximum(left, right) + _TINY), 0, 1)
    pan: Weights = np.copysign(1 - gain, right - left)
    return pan


def _power(channel: Spectrum) -> Weights:
    power: Weights = channel.real * channel.real + channel.imag * channel.imag
    return power
