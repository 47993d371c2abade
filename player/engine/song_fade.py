"""The end of a song under the beginning of the next one, at equal power."""

import math

import numpy as np

from player.base.units import Frames, Pcm


class SongFade:
    """Lasts as long as the old song does."""

    def __init__(self, frames: Frames) -> None:
        self._frames = frames
        self._done = 0

    @property
    def left(self) -> Frames:
        """Frames until the old song is over."""
        return self._frames - self._done

    def apply(self, out: Pcm, old: Pcm) -> None:
        """Fade from `old` (n, 2) to `out` (n, 2), in place; n is at most `left`."""
        places = np.arange(self._done + 1, self._done + len(out) + 1, dtype=np.float32)
        angle = places[:, np.newaxis] * np.float32(math.pi / 2 / self._frames)
        out *= np.sin(angle)
        out += old * np.cos(angle)
        self._done += len(out)
