"""How much each moment of a song asks for a beat."""

import numpy as np

from player.analysis.onsets import FPS, Curve, Onsets

_WEIGHTS = (1.0, 1.0, 0.35)
"""Kick and snare make beats; cymbals fill what is between them."""
_FLOOR = 2.0
"""What does not stand so many times above the median around it is noise."""
_WEAK = 0.4
"""A band that is weaker than this part of the strongest one has no drum of its own."""
_SMOOTH = 1.5
"""Hops; hands are not exact."""
_AROUND = 6.0
"""Seconds that a moment is compared with."""
_STRONG = 70.0
"""Percentile of what is strongest in each quarter of a second: a common stroke."""
_MOST = 1.3
_NEEDED = 0.38
"""Part of a common stroke that a beat needs to be worth its place."""
_WORTH = 4.0


def strength_of(onsets: Onsets) -> Curve:
    """The onsets of all bands in one curve, from 0 up; a strong stroke of a band is its weight."""
    from scipy.ndimage import gaussian_filter1d, median_filter

    if not len(onsets.rises):
        return np.zeros(0, np.float32)
    noise = median_filter(onsets.rises, (round(FPS) | 1, 1))
    above = np.maximum(onsets.rises - _FLOOR * noise, 0)
    full = np.array([_full(band) for band in above.T])
    if full.max() <= 0:
        return np.zeros(len(above), np.float32)
    shares = np.minimum(above / np.maximum(full, _WEAK * full.max()), 1.5)
    total = (shares @ np.array(_WEIGHTS)).astype(np.float32)
    smooth: Curve = gaussian_filter1d(total, _SMOOTH)
    return smooth


def _full(band: Curve) -> float:
    """A strong stroke of one band."""
    heard = band[band > band.max() / 20]
    return float(np.percentile(heard, 95)) if len(heard) else 0.0


def gain_of(strength: Curve) -> Curve:
    """What a beat at each hop is worth: above 0 where a stroke stands out, below where none is.

    Where the song is silent, beats are neither won nor lost.
    """
    if not len(strength) or strength.max() <= 0:
        return np.zeros(len(strength), np.float32)
    usual = _around(strength, _STRONG)
    loud = np.percentile(strength, 98)
    part = np.minimum(strength / np.maximum(usual, 0.15 * loud), _MOST)
    alive = np.minimum(1.0, usual / (0.3 * loud))
    gain: Curve = (_WORTH * (part - _NEEDED) * alive).astype(np.float32)
    return gain


def _around(strength: Curve, percentile: float) -> Curve:
    """A percentile of the highest values of the quarters of seconds around each hop."""
    from scipy.ndimage import percentile_filter

    step = round(FPS / 4)
    count = -(-len(strength) // step)
    highest = np.pad(strength, (0, count * step - len(strength))).reshape(count, step).max(axis=1)
    values = percentile_filter(highest, percentile, size=round(4 * _AROUND), mode="nearest")
    middles = np.arange(count) * step + step / 2
    around: Curve = np.interp(np.arange(len(strength)), middles, values).astype(np.float32)
    return around
