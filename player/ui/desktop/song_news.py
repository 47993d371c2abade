"""Tells the desktop when another song begins, unless the window is before the user's eyes."""

from collections.abc import Callable

from PySide6.QtCore import QObject, QTimer

from player.base.units import TrackId
from player.core.playback import PlaybackState, Transport
from player.core.player import Player
from player.core.track import Track
from player.ui.listen import listen

_TAGS_MS = 300
"""Tags of a song that was opened just now are read by then."""

Say = Callable[[str, str], object]


class SongNews(QObject):
    """`say` is given a title and the words below it; `wanted` is asked each time."""

    def __init__(
        self, player: Player, say: Say, wanted: Callable[[], bool], parent: QObject
    ) -> None:
        super().__init__(parent)
        self._player = player
        self._say = say
        self._wanted = wanted
        self._told: TrackId | None = None
        self._soon = QTimer(self)
        self._soon.setSingleShot(True)
        self._soon.setInterval(_TAGS_MS)
        self._soon.timeout.connect(self._tell)
        listen(self, player.playback.state_changed, self._on_state)

    def close(self) -> None:
        """Fall silent."""
        self._soon.stop()

    def _on_state(self, state: PlaybackState) -> None:
        if state.transport is Transport.PLAYING and state.track != self._told:
            self._told = state.track
            self._soon.start()

    def _tell(self) -> None:
        current = self._player.queue.current
        track = None if current is None else self._player.queue.get(current)
        if track is not None and self._wanted():
            self._say(track.title, _below(track))


def _below(track: Track) -> str:
    return " – ".join(word for word in (track.artist, track.album) if word)
