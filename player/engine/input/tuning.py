"""Listens for the note that is played."""

import time
from collections.abc import Callable

from player.engine.input.base import Input
from player.engine.input.pitch import LONG, find_pitch
from player.engine.input_protocol import HeardPitch, InputEvent

EVERY = 1 / 15
"""Seconds from one look to the next."""


class PitchEar:
    """Tells the pitch of the last fifth of a second, again and again."""

    def __init__(self, tell: Callable[[InputEvent], None]) -> None:
        self._tell = tell
        self._due = 0.0

    def hear(self, heard: Input) -> bool:
        """Look at what came in, if it is time."""
        now = time.monotonic()
        if now >= self._due:
            self._due = now + EVERY
            newest = heard.ring.written
            found = find_pitch(heard.ring.read(newest - LONG, newest).mean(axis=1))
            self._tell(HeardPitch(found.hertz, found.level, found.clarity))
        return True

    def lost(self) -> bool:
        """Wait: it may come back."""
        return True
