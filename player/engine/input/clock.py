"""Which frame a sound device is at, though it asks for (or brings) them in uneven portions."""

import time
from collections import deque

from player.base.units import SAMPLE_RATE, Frames, Seconds

WINDOW: Seconds = 12.0
"""Long enough for one portion that came in time, short enough for clocks that drift apart.

What a sound server hands on in portions comes later and later, up to one portion, and then at once
again: this takes seconds.
"""

SETTLED: Frames = SAMPLE_RATE // 2
"""How long a device must have run before its clock is believed."""


class DeviceClock:
    """A straight line through the portions that came with the least delay.

    One thread notes, others may ask.
    """

    def __init__(self, lasts: Seconds | None = None) -> None:
        """`lasts`: if nothing is asked for so long the device has run dry, and begins anew."""
        self._lasts = lasts
        self.frames: Frames = 0
        """How many frames there were in all."""
        self.holes = 0
        """How often the device ran dry."""
        self._starts: deque[tuple[Seconds, Seconds]] = deque(maxlen=8_192)
        """When each portion came, and when frame 0 would have been by it."""

    def forget(self) -> None:
        """Believe only what comes from here on: the portions may be others now."""
        self._starts.clear()

    def note(self, count: Frames, *, asked: bool) -> None:
        """A portion is asked for (its first frame is due), or was brought (its last frame was)."""
        now = time.monotonic()
        due = self.frames if asked else self.frames + count
        if self._lasts is not None and self._starts and now - self._starts[-1][0] > self._lasts:
            self.holes += 1
            self._starts.clear()
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


class Together:
    """An input and an output whose clocks are read together, once both have run for a while."""

    def __init__(self, heard: DeviceClock, played: DeviceClock) -> None:
        self._clocks = heard, played
        self._begun: tuple[Frames, Frames] | None = None
        self.holes = played.holes
        """How often the output had run dry when it was last asked how far they are apart."""

    @property
    def apart(self) -> float | None:
        """What to add to an input's frame to have the output's; None if it is not known yet."""
        heard, played = self._clocks
        if heard.frames < SETTLED:
            return None
        if played.holes != self.holes:  # its frames stood still meanwhile
            self.holes, self._begun = played.holes, None
        if self._begun is None:  # an input that opens can change how the output is asked
            self._begun = heard.frames, played.frames
            for clock in self._clocks:
                clock.forget()
        if min(heard.frames - self._begun[0], played.frames - self._begun[1]) < SETTLED:
            return None
        return frames_apart(heard, played)


def frames_apart(one: DeviceClock, other: DeviceClock) -> float | None:
    """What to add to a frame number of `one` to have the frame of `other` at the same time."""
    starts = one.start, other.start
    if starts[0] is None or starts[1] is None:
        return None
    return (starts[0] - starts[1]) * SAMPLE_RATE
