"""Where the playhead is by now: it is told unevenly, and what moves with it must not jerk."""

import time

from PySide6.QtCore import QObject

from player.base.units import Frames, Seconds, frames
from player.core.playback import Playback, PlaybackState, Transport
from player.ui.listen import listen

_LONGEST_GUESS: Seconds = 0.1


class Playhead:
    """Goes on by itself from where playback was told to be last."""

    def __init__(self, playback: Playback, owner: QObject) -> None:
        """It listens until `owner` is deleted."""
        self._playback = playback
        self._told_at = 0.0
        listen(owner, playback.state_changed, self._on_state)

    @property
    def position(self) -> Frames:
        """The frame that is heard now."""
        state = self._playback.state
        if state.transport is not Transport.PLAYING:
            return state.position
        late = min(time.monotonic() - self._told_at, _LONGEST_GUESS)
        return state.position + frames(late)

    def _on_state(self, _state: PlaybackState) -> None:
        self._told_at = time.monotonic()
