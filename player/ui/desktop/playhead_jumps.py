"""Tells a playhead that jumped from one that played on."""

import time
from collections.abc import Callable

from player.base.units import SAMPLE_RATE, Seconds
from player.core.playback import PlaybackState, Transport

TOLERANCE: Seconds = 0.3
"""What reports may be late or early while a song plays."""


class PlayheadJumps:
    """Keeps the last report; `clock` counts seconds."""

    def __init__(self, state: PlaybackState, clock: Callable[[], Seconds] = time.monotonic) -> None:
        self._clock = clock
        self._state = state
        self._time = clock()

    def notice(self, state: PlaybackState) -> bool:
        """Whether the playhead is where nobody expects it who saw the reports until now."""
        before, then = self._state, self._time
        self._state, self._time = state, self._clock()
        if state.track != before.track:
            expected, tolerance = 0.0, TOLERANCE
        elif before.transport is Transport.PLAYING:
            expected = before.position + (self._time - then) * SAMPLE_RATE
            tolerance = TOLERANCE
        else:
            expected, tolerance = before.position, 0.0
        return abs(state.position - expected) > tolerance * SAMPLE_RATE
