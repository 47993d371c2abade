"""The silence of a count-in: what sounded before rings out in it, and the song rises at its end."""

from dataclasses import dataclass, field

import numpy as np

from player.base.units import Frames, Pcm
from player.engine.fades import CrossFade
from player.engine.mixer import RAMP


@dataclass
class Lead:
    """How much of a count-in is left. From its end on, the song is to the sample what it is."""

    frames: Frames = 0
    """How long it is in all."""
    rise: Frames = 0
    """At its end the song before its place fades in, so many frames of it."""
    done: Frames = 0
    tail: CrossFade = field(default_factory=CrossFade)

    @classmethod
    def before(cls, position: Frames, frames: Frames) -> "Lead":
        """A count-in of so many frames before a place in a song."""
        return cls(frames, min(RAMP, frames, position))

    @property
    def silence(self) -> Frames:
        """Frames until the song begins to rise."""
        return max(0, self.frames - self.rise - self.done)

    @property
    def left(self) -> Frames:
        """Frames until it is over."""
        return self.frames - self.done

    def ring(self, out: Pcm) -> None:
        """Let what was before ring out in silence (n, 2), in place."""
        self.tail.apply(out)

    def fade_in(self, out: Pcm) -> None:
        """Let the song (n, 2) rise, in place; n is at most `left`."""
        risen = self.rise - self.left
        levels = np.arange(risen + 1, risen + len(out) + 1, dtype=np.float32) / self.rise
        out *= levels[:, np.newaxis]
