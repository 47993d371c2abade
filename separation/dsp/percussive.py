"""Drums and bass out of an accompaniment: what is short, and what is low and long."""

from functools import cache

import numpy as np
from numpy.typing import NDArray

from separation.stft import istft, stft

WINDOW = 8192
HOP = WINDOW // 4
CONTEXT = 22_528
"""Frames that have to be known on each side: what lies further away makes no difference."""

_LENGTH = 17
"""Spectra, 0.8 s: what lasts has its usual level in most of them."""
_QUIETER = 5
"""How many of those may be below it: fewer than half, as notes end and drums come often."""
_WIDTH = 41
"""Bins, 220 Hz: a partial is narrower, a drum's noise is wider."""
_STRIDE = 4
"""A drum's spectrum is smooth: every fourth bin of it is computed, the others are drawn between."""
_DRUMS = ((60, 0.5), (150, 0.35), (400, 0.15), (3000, 0.15), (8000, 1.0))
"""Hz, and how readily something short is taken for a drum there: in the middle, the attacks of
other instruments are louder than drums."""
_BASS_HZ = 250.0
_STEEP = 6
_TINY = np.float32(1e-9)

Sound = NDArray[np.float32]
Magnitude = NDArray[np.float32]


def drums_and_bass(accompaniment: Sound) -> Sound:
    """(frames, 2) to (2, frames - 2 * CONTEXT, 2): drums and bass, float32.

    Soft masks from medians along time and along frequency (Fitzgerald 2010), with a lower rank
    along time and a prior over frequency. The result is the same wherever the input starts, in
    steps of HOP; frames are a multiple of HOP. Raises ValueError when it is too short.
    """
    if len(accompaniment) <= 2 * CONTEXT or len(accompaniment) % HOP:
        raise ValueError(f"{len(accompaniment)} frames of accompaniment")
    spectrum = stft(np.ascontiguousarray(accompaniment.T), window=WINDOW)
    level = np.abs(spectrum).mean(axis=0)
    side = _LENGTH // 2
    lasting = _along_time(level)
    short = _along_frequency(level[side : len(level) - side]) * _prior()
    spectrum = spectrum[:, side : len(level) - side]
    drums = np.square(short) / (np.square(short) + np.square(lasting) + _TINY)
    bass = (1 - drums) * _low()
    first = CONTEXT - side * HOP
    stop = len(accompaniment) - CONTEXT - side * HOP
    return np.stack([istft(spectrum * mask, WINDOW)[:, first:stop].T for mask in (drums, bass)])


def _along_time(level: Magnitude) -> Magnitude:
    """What is reached in most spectra around each one; half a window less on each side."""
    around = np.lib.stride_tricks.sliding_window_view(level, _LENGTH, axis=0)
    found: Magnitude = np.partition(around, _QUIETER, axis=-1)[..., _QUIETER]
    return found


def _along_frequency(level: Magnitude) -> Magnitude:
    """The median of each bin's surroundings."""
    side = _WIDTH // 2
    wide = np.pad(level, ((0, 0), (side, side)), mode="reflect")
    around = np.lib.stride_tricks.sliding_window_view(wide, _WIDTH, axis=1)[:, ::_STRIDE]
    known: Magnitude = np.partition(around, side, axis=-1)[..., side]
    steps = [known[:, :-1] + (known[:, 1:] - known[:, :-1]) * (n / _STRIDE) for n in range(_STRIDE)]
    between = np.stack(steps, axis=-1).reshape(len(level), -1)
    return np.concatenate((between, known[:, -1:]), axis=1, dtype=np.float32)


@cache
def _frequencies() -> NDArray[np.float64]:
    return np.arange(WINDOW // 2 + 1, dtype=np.float64) * (44_100 / WINDOW)


@cache
def _prior() -> Magnitude:
    """See _DRUMS."""
    places, values = np.log(np.array(_DRUMS)).T
    logs = np.interp(np.log(_frequencies() + 1), places, values)
    return np.asarray(np.exp(logs), np.float32)


@cache
def _low() -> Magnitude:
    """The bass's share of what lasts."""
    return np.asarray(1 / (1 + (_frequencies() / _BASS_HZ) ** _STEEP), np.float32)
