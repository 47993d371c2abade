"""Media controls of systems other than Linux: what they are shown, and what they may ask."""

from collections.abc import Callable
from typing import Protocol

from PySide6.QtCore import QObject, QTimer

from player.base.units import SAMPLE_RATE, Seconds, seconds
from player.base.values import dataclass
from player.core.playback import PlaybackState, Transport
from player.core.player import Player
from player.ui.bridge import MainThread
from player.ui.desktop.playhead_jumps import PlayheadJumps
from player.ui.listen import listen

_GATHER_MS = 20


@dataclass(frozen=True)
class Shown:
    """What plays, as a lock screen shows it."""

    transport: Transport = Transport.STOPPED
    title: str = ""
    artist: str = ""
    album: str = ""
    length: Seconds | None = None
    position: Seconds = 0.0
    can_go_on: bool = False
    """Whether there is a next track."""


@dataclass(frozen=True)
class Commands:
    """What a system's buttons do; each may be called on any thread."""

    play: Callable[[], None]
    pause: Callable[[], None]
    toggle: Callable[[], None]
    stop: Callable[[], None]
    next: Callable[[], None]
    previous: Callable[[], None]
    seek: Callable[[Seconds], None]


class Remote(Protocol):
    """One system's controls."""

    def show(self, shown: Shown) -> None:
        """Show this."""

    def close(self) -> None:
        """Show nothing any more, and ask for nothing."""


class RemoteControls(QObject):
    """Keeps a system's controls up to date; what comes together is shown together."""

    def __init__(self, player: Player, remote: Remote, main_thread: MainThread) -> None:
        """`main_thread` is the one that the remote's commands go through."""
        super().__init__()
        self._player = player
        self._remote = remote
        self._main_thread = main_thread
        self._kind = self._kind_of(player.playback.state)
        self._jumps = PlayheadJumps(player.playback.state)
        self._soon = QTimer(self)
        self._soon.setSingleShot(True)
        self._soon.setInterval(_GATHER_MS)
        self._soon.timeout.connect(self._show)
        listen(self, player.playback.state_changed, self._on_state)
        for event in (player.queue.changed, player.queue.order_changed):
            listen(self, event, self._soon.start)
        listen(self, player.queue.track_changed, lambda _track: self._soon.start())
        self._show()

    def close(self) -> None:
        """Leave the desktop."""
        self._soon.stop()
        self._remote.close()
        self._main_thread.close()
        self.deleteLater()

    def _on_state(self, state: PlaybackState) -> None:
        before, self._kind = self._kind, self._kind_of(state)
        if self._jumps.notice(state) or self._kind != before:
            self._soon.start()

    @staticmethod
    def _kind_of(state: PlaybackState) -> tuple[object, ...]:
        """All but the position, which systems count on by themselves."""
        return state.transport, state.track, state.length

    def _show(self) -> None:
        state, queue = self._player.playback.state, self._player.queue
        track = None if state.track is None else queue.get(state.track)
        self._remote.show(
            Shown(
                state.transport,
                track.title if track else "",
                track.artist if track else "",
                track.album if track else "",
                None if state.length is None else seconds(state.length),
                seconds(state.position),
                queue.after(queue.current) is not None,
            )
        )


def commands_of(player: Player, post: Callable[[Callable[[], None]], None]) -> Commands:
    """What the buttons do to this player; `post` runs a function on the main thread."""
    playback = player.playback
    return Commands(
        lambda: post(playback.play),
        lambda: post(playback.pause),
        lambda: post(playback.toggle),
        lambda: post(playback.stop),
        lambda: post(playback.next),
        lambda: post(playback.previous),
        lambda time: post(lambda: playback.seek(round(time * SAMPLE_RATE))),
    )
