"""Says something on the desktop through its notification service.

https://specifications.freedesktop.org/notification-spec/latest/
"""

from collections.abc import Callable
from html import escape

from PySide6.QtCore import QObject
from PySide6.QtDBus import QDBusConnection, QDBusMessage, QDBusPendingCallWatcher

from player.ui.desktop.bus_values import strings_to_bus, uint32_to_bus

SERVICE = "org.freedesktop.Notifications"
PATH = "/org/freedesktop/Notifications"
_SHOWN_MS = 5_000

Say = Callable[[str, str], object]


class Notifications(QObject):
    """Each takes the place of the one before; without a service `otherwise` is called."""

    def __init__(self, bus: QDBusConnection, otherwise: Say, parent: QObject) -> None:
        super().__init__(parent)
        self._bus = bus
        self._otherwise = otherwise
        self._abilities: list[str] | None = None
        self._last = 0
        self._ask("GetCapabilities", [], self._on_abilities)

    def say(self, title: str, text: str) -> None:
        """Show a title and some words, for a few seconds."""
        if self._abilities is None:
            self._otherwise(title, text)
            return
        body = escape(text, quote=False) if "body-markup" in self._abilities else text
        self._ask(
            "Notify",
            [
                "Minus One",
                uint32_to_bus(self._last),
                "minusone",
                title,
                body,
                strings_to_bus([]),
                {"desktop-entry": "minusone", "transient": True},
                _SHOWN_MS,
            ],
            self._on_shown,
        )

    def _ask(
        self, method: str, arguments: list[object], done: Callable[[QDBusMessage], None]
    ) -> None:
        message = QDBusMessage.createMethodCall(SERVICE, PATH, SERVICE, method)
        message.setArguments(arguments)
        watcher = QDBusPendingCallWatcher(self._bus.asyncCall(message), self)

        def finished() -> None:
            reply = watcher.reply()
            watcher.deleteLater()
            if reply.type() == QDBusMessage.MessageType.ReplyMessage and reply.arguments():
                done(reply)

        watcher.finished.connect(finished)

    def _on_abilities(self, reply: QDBusMessage) -> None:
        self._abilities = list(reply.arguments()[0])

    def _on_shown(self, reply: QDBusMessage) -> None:
        self._last = int(reply.arguments()[0])
