"""Fades that last one ramp, however short the buffers are that the sound is asked for in."""

import numpy as np

from player.base.units import CHANNELS, Frames, Pcm
from player.engine.mixer import RAMP

_RISE = (np.arange(1, RAMP + 1, dtype=np.float32) / RAMP)[:, np.newaxis]
_NOTHING: Pcm = np.zeros((0, CHANNELS), np.float32)


class Gate:
    """Lets the sound in after a pause, and out before one."""

    def __init__(self) -> None:
        self.closing = False
        """Whether it shall close; set on another thread than the one that shapes the sound."""
        self._level = RAMP
        """Frames of the ramp that are climbed: 0 shut, RAMP open."""

    @property
    def left(self) -> Frames:
        """Frames that a closing gate still lets out."""
        return self._level

    def reset(self) -> None:
        """Be open at once."""
        self._level = RAMP

    def shape(self, out: Pcm, *, closing: bool) -> None:
        """Fade `out` (n, 2) in place; while closing, at most `left` frames."""
        if closing:
            out *= _RISE[self._level - len(out) : self._level][::-1]
            self._level -= len(out)
        elif self._level < RAMP:
            part = out[: RAMP - self._level]
            part *= _RISE[self._level : self._level + len(part)]
            self._level += len(part)


class CrossFade:
    """What the place just left still sounds like, under the rise of the new one."""

    def __init__(self) -> None:
        self._tail = _NOTHING
        """The rest of the old sound, fading; shape (0 to RAMP, 2)."""

    @property
    def over(self) -> bool:
        """Whether nothing of an old sound is left."""
        return not len(self._tail)

    def begin(self, tail: Pcm) -> None:
        """`tail`: the next RAMP frames of the old sound, with whatever fade still runs in it."""
        self._tail = (tail * (1 - _RISE)).astype(np.float32, copy=False)

    def apply(self, out: Pcm) -> None:
        """Fade from the old sound to `out` (n, 2), in place."""
        count = min(len(out), len(self._tail))
        if count:
            risen = RAMP - len(self._tail)
            out[:count] *= _RISE[risen : risen + count]
            out[:count] += self._tail[:count]
            self._tail = self._tail[count:]

    def reset(self) -> None:
        """Be over."""
        self._tail = _NOTHING
