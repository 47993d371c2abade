"""The pitch of one note: McLeod's method, then the same period sought over as many as there are.

P. McLeod and G. Wyvill, "A smarter way to find pitch", ICMC 2005.
"""

import numpy as np
from numpy.typing import NDArray

from player.base.units import SAMPLE_RATE, Decibels, Frames
from player.base.values import dataclass

LOWEST, HIGHEST = 25.0, 2_400.0
"""Hertz: from below the piano's lowest string to above its seventh octave's d."""
SHORT: Frames = 4_096
LONG: Frames = 8_192
"""How much sound is looked at, for high notes and for low ones."""
_LOW = 60.0
"""Hertz, below which the short look holds too few periods."""
_CLEAR = 0.8
"""How alike two periods must be to be called a note."""
_FIRST = 0.9
"""The first peak this near to the highest is the period; the others are its multiples."""
_FAR: Frames = 1_100
"""As far as one period is followed: farther, the string's own decay shows."""
SILENT: Decibels = -60.0


@dataclass(frozen=True)
class Pitch:
    """`hertz`: None where no single note is heard. `level`: RMS in dB of full scale."""

    hertz: float | None
    level: Decibels
    clarity: float = 0.0
    """0 to 1: how alike one period is to the next."""


def find_pitch(sound: NDArray[np.float32]) -> Pitch:
    """The note in the last frames of `sound`, shape (n,), n at least `LONG`, at 44.1 kHz."""
    newest = sound[-LONG:].astype(np.float64)
    newest -= newest.mean()
    level = _level(newest[-SHORT:])
    if level < SILENT:
        return Pitch(None, level)
    found = _period(newest[-SHORT:])
    if found is None or SAMPLE_RATE / found[0] < _LOW:
        found = _period(newest) or found
    if found is None:
        return Pitch(None, level)
    return Pitch(SAMPLE_RATE / found[0], level, found[1])


def _period(sound: NDArray[np.float64]) -> tuple[float, float] | None:
    """The period in frames, and how clear it is."""
    alike = _likeness(sound)
    shortest = int(SAMPLE_RATE / HIGHEST)
    longest = min(int(SAMPLE_RATE / LOWEST), len(sound) // 2)
    peak = _first_peak(alike[: longest + 1], shortest)
    if peak is None:
        return None
    period = _refined(alike, float(peak))
    times = 1
    while 2 * times * period < min(_FAR, len(alike) - 2):  # no more than doubled: never astray
        times *= 2
        far = _refined(alike, times * period) / times
        if abs(far / period - 1) > 0.02 / times or alike[round(times * period)] < _CLEAR:
            break
        period = far
    return period, float(min(alike[peak], 1.0))


def _likeness(sound: NDArray[np.float64]) -> NDArray[np.float64]:
    """How alike the sound is to itself a lag later: 1 the same, -1 the opposite; (n // 2 + 2,)."""
    count = len(sound)
    lags = count // 2 + 2
    spectrum = np.fft.rfft(sound, 2 * count)
    products = np.fft.irfft(np.abs(spectrum) ** 2)[:lags]
    energy = np.concatenate(([0.0], np.cumsum(sound**2)))
    lag = np.arange(lags)
    both = energy[count - lag] + energy[count] - energy[lag]
    return np.asarray(2 * products / np.maximum(both, 1e-12), np.float64)


def _first_peak(alike: NDArray[np.float64], shortest: Frames) -> int | None:
    """The lag of the first high peak behind the one at lag 0."""
    below = np.flatnonzero(alike < 0)
    begin = max(int(below[0]) if len(below) else len(alike), shortest)
    if begin >= len(alike) - 2:
        return None
    inner = alike[begin:]
    tops = 1 + np.flatnonzero((inner[1:-1] >= inner[:-2]) & (inner[1:-1] > inner[2:]))
    if not len(tops) or inner[tops].max() < _CLEAR:
        return None
    high = tops[inner[tops] >= _FIRST * inner[tops].max()]
    return begin + int(high[0])


def _refined(alike: NDArray[np.float64], near: float) -> float:
    """The top near a lag, between the lags: that of a parabola through what surrounds it."""
    middle = round(near)
    wide = max(1, middle // 64)
    span = slice(max(middle - wide, 1), min(middle + wide + 1, len(alike)))
    top = span.start + int(np.argmax(alike[span]))
    first, last = max(top - wide, 0), min(top + wide, len(alike) - 1)
    lag = np.arange(first, last + 1)
    bent, slope, _ = np.polyfit(lag - top, alike[first : last + 1], 2)
    if bent >= 0:
        return float(top)
    return float(top + np.clip(-slope / (2 * bent), -1, 1))


def _level(sound: NDArray[np.float64]) -> Decibels:
    return float(20 * np.log10(max(np.sqrt(np.mean(sound**2)), 1e-6)))
