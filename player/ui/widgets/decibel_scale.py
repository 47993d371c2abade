"""The scale that faders and meters share: where on a travel of 0 to 1 a level in dB stands."""

from bisect import bisect_right
from math import log10

BOTTOM = -60.0
TOP = 12.0
MARKS = (12, 6, 0, -6, -12, -24, -36)

# Stretched around 0 dB, where hands and eyes need the room.
_LEVELS = (-60.0, -36.0, -24.0, -12.0, -6.0, 0.0, 12.0)
_PLACES = (0.0, 0.14, 0.28, 0.48, 0.61, 0.76, 1.0)


def place(level: float) -> float:
    """Where `level` (dB) stands, 0 at the bottom to 1 at the top; clipped."""
    return _between(min(max(level, BOTTOM), TOP), _LEVELS, _PLACES)


def level(place: float) -> float:
    """The level (dB) at a place from 0 to 1; clipped."""
    return _between(min(max(place, 0.0), 1.0), _PLACES, _LEVELS)


def peak_level(amplitude: float) -> float:
    """A linear amplitude in dB; silence is the scale's bottom."""
    return max(BOTTOM, 20.0 * log10(amplitude)) if amplitude > 0.0 else BOTTOM


def _between(value: float, known: tuple[float, ...], wanted: tuple[float, ...]) -> float:
    after = min(max(bisect_right(known, value), 1), len(known) - 1)
    low, high = known[after - 1], known[after]
    share = (value - low) / (high - low)
    return wanted[after - 1] + share * (wanted[after] - wanted[after - 1])
