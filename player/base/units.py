"""Units of sound and time, and the one sample format that everything after the decoder uses."""

from typing import NewType, TypeAlias

import numpy as np
from numpy.typing import NDArray

SAMPLE_RATE = 44_100
CHANNELS = 2
CELL = 65_536
"""Frames in one cell of a song's grid: 64 STFT hops of 1,024 (1.486 s)."""

Frames: TypeAlias = int
"""A count or position of stereo samples of the decoded song at 44.1 kHz."""
Seconds: TypeAlias = float
Decibels: TypeAlias = float

StemName = NewType("StemName", str)
SongKey = NewType("SongKey", str)
"""What a song's sound is, whatever its name and tags: the same sound has the same key."""
TrackId = NewType("TrackId", int)

Pcm: TypeAlias = NDArray[np.float32]
"""Sound: float32, shape (frames, 2), C order, 44,100 Hz, nominal range -1 to 1."""

MIX = StemName("mix")


def seconds(frames: Frames) -> Seconds:
    """The time that `frames` take."""
    return frames / SAMPLE_RATE


def frames(time: Seconds) -> Frames:
    """The nearest position to `time`."""
    return round(time * SAMPLE_RATE)


def cells(length: Frames) -> int:
    """How many grid cells a song of `length` frames has; the last may be cut short."""
    return -(-length // CELL)


def linear(level: Decibels) -> float:
    """Amplitude factor of a level in decibels; 0 dB is exactly 1."""
    return float(10.0 ** (level / 20.0))
