"""Where the playhead is by now: it is told unevenly, and what moves with it must not jerk."""

import time

from PySide6.QtCore import QObject

from player.base.units import Frames, Seconds, frames
from player.core.playback import PlaybackState, Transport
from player.core.player import Player
from player.ui.listen import listen

_LONGEST_GUESS: Seconds = 0.1


class Playhead:
    """Goes on by itself, at the song's tempo, from where playback was told to be last."""

    def __init__(self, player: Player, owner: QObject) -> None:
        """It listens until `owner` is deleted."""
        self._player = player
        self._told_at = 0.0
        self._told = player.playback.state
        self._moves = False
        listen(owner, player.playback.state_changed, self._on_state)

    @property
    def position(self) -> Frames:
        """The frame that is heard now."""
        state = self._player.playback.state
        if state.transport is not Transport.PLAYING or not self._moves:
            return state.position
        late = min(time.monotonic() - self._told_at, _LONGEST_GUESS)
        return state.position + frames(late * self._player.practice.tempo.tempo.speed)

    def _on_state(self, state: PlaybackState) -> None:
        """While bars are counted in, it stands still."""
        self._moves = state.position != self._told.position
        self._told_at, self._told = time.monotonic(), state
