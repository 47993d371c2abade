"""A ring that one thread writes and others read: what came in during the last seconds."""

import time
from dataclasses import dataclass

import numpy as np

from player.base.units import SAMPLE_RATE, Frames, Pcm

_SIZE: Frames = 12 * SAMPLE_RATE
"""A disk may be silent for so long before anything of a take is lost."""


@dataclass
class Ring:
    """Frames are counted from the first one on, so that a reader knows what it has missed."""

    channels: int
    size: Frames = _SIZE

    def __post_init__(self) -> None:
        self._sound = np.zeros((self.size, self.channels), np.float32)
        self.written: Frames = 0
        """How many frames there were in all."""
        self.last = time.monotonic()
        """When the last of them came."""

    def write(self, sound: Pcm) -> None:
        """Take the next frames, shape (n, channels); on one thread only."""
        sound = sound[-self.size :]
        place = self.written % self.size
        first = min(len(sound), self.size - place)
        self._sound[place : place + first] = sound[:first]
        self._sound[: len(sound) - first] = sound[first:]
        self.written += len(sound)
        self.last = time.monotonic()

    def read(self, start: Frames, stop: Frames) -> Pcm:
        """Frames start to stop, shape (n, channels); silent where lost or not there yet."""
        out = np.zeros((max(0, stop - start), self.channels), np.float32)
        first = max(start, self.written - self.size, 0)
        last = min(stop, self.written)
        if first < last:
            places = np.arange(first, last) % self.size
            out[first - start : last - start] = self._sound[places]
        return out
