"""What every output is, and how it counts what went wrong."""

import time
from collections.abc import Callable
from typing import Protocol, TypeAlias

from player.base.units import Frames, Pcm
from player.engine.protocol import Gap

Render: TypeAlias = Callable[[Frames], Pcm]
"""Gives the next frames, shape (count, 2); runs on the output's thread and never waits."""


PERIODS = 4
"""Parts in which the buffer is filled; a device may pause once all are."""


_KEPT = 100


class Output(Protocol):
    """A running output. It asks for frames from `start` on, until `close`."""

    target: str
    latency_ms: float
    """From a change in `render`'s sound to the listener, as far as known."""
    pulse: "Pulse"

    def start(self, render: Render) -> None:
        """Begin to ask for frames; OutputError if that cannot be."""

    def close(self) -> None:
        """Stop asking; returns when `render` runs no more."""


class Pulse:
    """Times of the callbacks, and how often one came so late that a gap was heard."""

    def __init__(self, lasts_ms: float) -> None:
        """`lasts_ms`: how long the output lives from one filling, until it runs dry."""
        self.buffers = 0
        self.late = 0
        self.gaps: list[Gap] = []
        """Those that were heard, as many as `late`, but for what is beyond the first hundred."""
        self.longest = 0.0
        """Seconds between two callbacks, the first of which gave sound."""
        self.last = time.monotonic()
        self._lasts = lasts_ms / 1000
        self._sounding = False

    def gaps_since(self, start: float) -> int:
        """How many gaps ended after this monotonic time."""
        return sum(gap.stop > start for gap in self.gaps)

    def beat(self, sound: Pcm) -> None:
        """Note that a callback gives this sound: what took long inside it counts too."""
        now = time.monotonic()
        if self._sounding and self.buffers > PERIODS:  # the pause after the first filling is none
            self.longest = max(self.longest, now - self.last)
            if now - self.last > self._lasts:
                self.late += 1
                if len(self.gaps) < _KEPT:
                    self.gaps.append(Gap(self.last, now))
        self._sounding = len(sound) > 0
        self.buffers += 1
        self.last = now
