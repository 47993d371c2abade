"""The sounds of the click, made here: each for a downbeat, a beat, and what lies between beats."""

from functools import cache

import numpy as np
from numpy.typing import NDArray

from player.base.units import SAMPLE_RATE
from player.engine.protocol import ClickSound

DOWNBEAT, BEAT, BETWEEN = 0, 1, 2
"""Kinds of clicks; also the places in what `waves` gives."""
Wave = NDArray[np.float32]
"""One channel; it begins with its attack."""
_PITCHES = (1.5, 1.0, 1.0)
_LEVELS = (0.8, 0.55, 0.3)


@cache
def waves(sound: ClickSound) -> tuple[Wave, Wave, Wave]:
    """One wave for each kind, float32 (frames,), at most 0.8 high."""
    make = {
        ClickSound.STICK: _stick,
        ClickSound.BEEP: _beep,
        ClickSound.COWBELL: _cowbell,
        ClickSound.WOOD: _wood,
    }[sound]
    first, second, third = (
        _level(make(pitch), level) for pitch, level in zip(_PITCHES, _LEVELS, strict=True)
    )
    return first, second, third


def _time(seconds: float) -> NDArray[np.float64]:
    return np.arange(1, round(seconds * SAMPLE_RATE) + 1) / SAMPLE_RATE


def _ring(time: NDArray[np.float64], hertz: float, decay: float) -> NDArray[np.float64]:
    return np.asarray(np.sin(2 * np.pi * hertz * time) * np.exp(-time / decay))


def _stick(pitch: float) -> NDArray[np.float64]:
    """Two sticks: a knock of noise and a short high tone."""
    time = _time(0.04)
    noise = np.random.default_rng(1).standard_normal(len(time)) * np.exp(-time / 0.0015)
    return _ring(time, 2_300 * pitch, 0.006) + 0.5 * noise


def _beep(pitch: float) -> NDArray[np.float64]:
    time = _time(0.05)
    tone = np.cos(2 * np.pi * 1_000 * pitch * time)
    return np.asarray(tone * np.minimum(1.0, (time[-1] - time) / 0.005))


def _cowbell(pitch: float) -> NDArray[np.float64]:
    """Two square waves that do not agree."""
    time = _time(0.15)
    low, high = (np.sign(np.sin(2 * np.pi * hertz * pitch * time)) for hertz in (540, 800))
    return np.asarray((low + high) * (0.3 + 0.7 * np.exp(-time / 0.01)) * np.exp(-time / 0.04))


def _wood(pitch: float) -> NDArray[np.float64]:
    time = _time(0.06)
    return _ring(time, 800 * pitch, 0.012) + 0.4 * _ring(time, 1_870 * pitch, 0.005)


def _level(wave: NDArray[np.float64], level: float) -> Wave:
    end = min(len(wave), 88)  # 2 ms to nothing, so that the end does not click
    wave[-end:] *= np.linspace(1.0, 0.0, end)
    return np.asarray(wave * (level / np.abs(wave).max()), np.float32)
