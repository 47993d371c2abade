"""Which frame a sound device is at, though it asks for (or brings) them in uneven portions."""

import time
from collections import deque

from player.base.units import SAMPLE_RATE, Frames, Seconds

WINDOW: Seconds = 2.0
"""Long enough for one portion that came in time, short enough for clocks that drift apart."""


class DeviceClock:
    """A straight line through the portions that came with the least delay.

    One thread notes, others may ask.
    """

    def __init__(self) -> None:
        self.frames: Frames = 0
        """How many frames there were in all."""
        self._starts: deque[tuple[Seconds, Seconds]] = deque(maxlen=1024)
        """When each portion came, and when frame 0 would have been by it."""

    def note(self, count: Frames, *, asked: bool) -> None:
        """A portion is asked for (its first frame is due), or was brought (its last frame was)."""
        now = time.monotonic()
        due = self.frames if asked else self.frames + count
        self._starts.append((now, now - due / SAMPLE_RATE))
        self.frames += count

    @property
    def start(self) -> Seconds | None:
        """The monotonic time of frame 0, as the last seconds tell it; None if nothing came yet."""
        known = self._starts.copy()  # in one step: it is noted on another thread
        if not known:
            return None
        since = known[-1][0] - WINDOW
        return min(start for when, start in known if when >= since)


def frames_apart(one: DeviceClock, other: DeviceClock) -> float | None:
    """What to add to a frame number of `one` to have the frame of `other` at the same time."""
    starts = one.start, other.start
    if starts[0] is None or starts[1] is None:
        return None
    return (starts[0] - starts[1]) * SAMPLE_RATE
