"""The player on the session bus: MPRIS2, through which Linux desktops pass on media keys.

https://specifications.freedesktop.org/mpris-spec/latest/
"""

import os
from collections.abc import Callable

from PySide6.QtDBus import (
    QDBusConnection,
    QDBusError,
    QDBusMessage,
    QDBusVariant,
    QDBusVirtualObject,
)
from PySide6.QtWidgets import QWidget

from player.core.player import Player
from player.ui.desktop.bus_values import map_to_bus, to_bus
from player.ui.desktop.mpris_commands import MprisCommands
from player.ui.desktop.mpris_interface import INTROSPECTION, PATH, PLAYER, PROPERTIES, ROOT
from player.ui.desktop.mpris_news import MprisNews
from player.ui.desktop.mpris_state import (
    Properties,
    microseconds,
    player_properties,
    root_properties,
)

_Error = QDBusError.ErrorType

NAME = "org.mpris.MediaPlayer2.minusone"


class MprisControls(QDBusVirtualObject):
    """Answers what the bus asks, from when it is made until it is closed."""

    def __init__(
        self,
        player: Player,
        window: QWidget,
        leave: Callable[[], object],
        bus: QDBusConnection,
    ) -> None:
        """`leave` ends the program."""
        super().__init__()
        self._player = player
        self._bus = bus
        commands = MprisCommands(player, window, leave)
        self._setters = commands.setters
        self._properties: dict[tuple[str, str, str], Callable[..., object]] = {
            (PROPERTIES, "Get", "ss"): self._get,
            (PROPERTIES, "GetAll", "s"): lambda interface: map_to_bus(self._all(interface)),
            (PROPERTIES, "Set", "ssv"): self._set,
        }
        self._methods = commands.methods
        self._news = MprisNews(player, bus, self)
        bus.registerVirtualObject(PATH, self)
        names = (NAME, f"{NAME}.instance{os.getpid()}")  # the second where there are two players
        self._name = next((name for name in names if bus.registerService(name)), "")

    def close(self) -> None:
        """Leave the bus."""
        self._news.close()
        self._bus.unregisterService(self._name)
        self._bus.unregisterObject(PATH)
        self.deleteLater()

    def introspect(self, path: str) -> str:
        """What there is, for those who look before they call."""
        return INTROSPECTION if path == PATH else ""

    def handleMessage(self, message: QDBusMessage, connection: QDBusConnection) -> bool:
        """Carry out a call; False if there is no such method."""
        call = message.interface(), message.member(), message.signature()
        if call in self._methods:
            self._methods[call](*message.arguments())
            return connection.send(message.createReply())
        if call not in self._properties:
            return False
        try:
            answer = self._properties[call](*message.arguments())
        except _RefusedError as error:
            return connection.send(message.createErrorReply(error.kind, str(error)))
        reply = message.createReply()
        reply.setArguments([] if answer is None else [answer])
        return connection.send(reply)

    def _get(self, interface: str, name: str) -> QDBusVariant:
        known = self._all(interface)
        if name not in known:
            raise _RefusedError(_Error.UnknownProperty, f"{interface} has no property {name}.")
        return QDBusVariant(to_bus(known[name]))

    def _all(self, interface: str) -> Properties:
        if interface == ROOT:
            return root_properties()
        if interface == PLAYER:
            position = microseconds(self._player.playback.state.position)
            return player_properties(self._player) | {"Position": position}
        return {}

    def _set(self, interface: str, name: str, value: QDBusVariant) -> None:
        if name not in self._all(interface):
            raise _RefusedError(_Error.UnknownProperty, f"{interface} has no property {name}.")
        if name not in self._setters:
            raise _RefusedError(_Error.PropertyReadOnly, f"{name} cannot be set.")
        kind, setter = self._setters[name]
        new = value.variant()
        if not isinstance(new, kind):
            raise _RefusedError(_Error.InvalidArgs, f"{name} cannot be this.")
        setter(new)


class _RefusedError(Exception):
    """What the bus asked for cannot be."""

    def __init__(self, kind: QDBusError.ErrorType, text: str) -> None:
        super().__init__(text)
        self.kind = kind
