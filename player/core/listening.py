"""Counts what is heard: a play at half of a song or at four minutes, a skip if left before."""

from player.base.units import SAMPLE_RATE, Frames
from player.core.library_service import LibraryService
from player.core.playback import Playback, PlaybackState, Transport
from player.core.queue import Queue
from player.core.track import Track

_ENOUGH = 240 * SAMPLE_RATE
_BEGUN = SAMPLE_RATE
"""What was heard for less than a second was not chosen to be heard, and not skipped."""
_JUMP = 5 * SAMPLE_RATE
"""A longer way between two reports is a jump, and was not heard."""


class Listening:
    """Watches playback and tells the library. Main thread only."""

    def __init__(self, playback: Playback, queue: Queue, library: LibraryService) -> None:
        self._queue = queue
        self._library = library
        self._track: Track | None = None
        self._position: Frames = 0
        self._heard: Frames = 0
        self._counted = False
        playback.state_changed.connect(self._on_state)

    def _on_state(self, state: PlaybackState) -> None:
        if self._track is None or state.track != self._track.id:
            self._leave(state)
            self._track = None if state.track is None else self._queue.get(state.track)
            self._begin(state.position)
            return
        step = state.position - self._position
        if state.transport is Transport.PLAYING and 0 < step < _JUMP:
            self._heard += step
        elif step < 0 and self._counted and state.position < _BEGUN:
            self._begin(state.position)  # it is repeated
        self._position = state.position
        self._count(state.length)

    def _begin(self, position: Frames) -> None:
        self._position, self._heard, self._counted = position, 0, False

    def _count(self, length: Frames | None) -> None:
        enough = _ENOUGH if length is None else min(_ENOUGH, length // 2)
        if not self._counted and self._heard >= max(enough, 1):
            self._counted = True
            self._tell(skipped=False)

    def _leave(self, state: PlaybackState) -> None:
        """Another track has been chosen; to stop, or to close the player, is no skip."""
        if not self._counted and self._heard >= _BEGUN and state.track is not None:
            self._tell(skipped=True)

    def _tell(self, *, skipped: bool) -> None:
        if self._track is not None and not self._track.is_stream:
            self._library.count(self._track.path, skipped=skipped)
