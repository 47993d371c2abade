"""Tells the bus what changed: the signals of MPRIS2."""

from PySide6.QtCore import QObject, QTimer
from PySide6.QtDBus import QDBusConnection, QDBusMessage

from player.base.units import TrackId
from player.core.playback import PlaybackState
from player.core.player import Player
from player.ui.desktop.bus_values import int64_to_bus, map_to_bus, strings_to_bus
from player.ui.desktop.mpris_interface import PATH, PLAYER, PROPERTIES
from player.ui.desktop.mpris_state import microseconds, player_properties
from player.ui.desktop.playhead_jumps import PlayheadJumps
from player.ui.listen import listen

_GATHER_MS = 20


class MprisNews(QObject):
    """Follows the player; changes that come together are told together."""

    def __init__(self, player: Player, bus: QDBusConnection, parent: QObject) -> None:
        super().__init__(parent)
        self._player = player
        self._bus = bus
        self._told = player_properties(player)
        self._state = player.playback.state
        self._jumps = PlayheadJumps(self._state)
        self._soon = QTimer(self)
        self._soon.setSingleShot(True)
        self._soon.setInterval(_GATHER_MS)
        self._soon.timeout.connect(self._tell_changes)
        listen(self, player.playback.state_changed, self._follow_playback)
        listen(self, player.queue.track_changed, self._follow_track)
        queue = player.queue
        for event in (
            queue.changed,
            queue.current_changed,
            queue.order_changed,
            player.mix.changed,
            player.practice.tempo.changed,
        ):
            listen(self, event, self._tell_soon)

    def close(self) -> None:
        """Fall silent."""
        self._soon.stop()
        self._soon.timeout.disconnect(self._tell_changes)

    def _follow_playback(self, state: PlaybackState) -> None:
        before, self._state = self._state, state
        if self._jumps.notice(state):
            self._send(PLAYER, "Seeked", int64_to_bus(microseconds(state.position)))
        if _kind(state) != _kind(before):
            self._tell_soon()

    def _follow_track(self, track_id: TrackId) -> None:
        if track_id == self._state.track:
            self._tell_soon()

    def _tell_soon(self) -> None:
        if not self._soon.isActive():
            self._soon.start()

    def _tell_changes(self) -> None:
        now = player_properties(self._player)
        changed = {name: value for name, value in now.items() if value != self._told[name]}
        self._told = now
        if changed:
            gone = strings_to_bus([])
            self._send(PROPERTIES, "PropertiesChanged", PLAYER, map_to_bus(changed), gone)

    def _send(self, interface: str, name: str, *arguments: object) -> None:
        signal = QDBusMessage.createSignal(PATH, interface, name)
        signal.setArguments(arguments)
        self._bus.send(signal)


def _kind(state: PlaybackState) -> tuple[object, ...]:
    """What of playback is a property; the position is not, and changes all the time."""
    return state.transport, state.track, state.length
