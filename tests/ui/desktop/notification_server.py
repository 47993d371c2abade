"""A desktop's notification service, on a bus of the test's own."""

from PySide6.QtDBus import QDBusConnection, QDBusMessage, QDBusVirtualObject

from player.ui.desktop.bus_values import uint32_to_bus
from player.ui.desktop.notifications import PATH, SERVICE


class NotificationServer(QDBusVirtualObject):
    """Keeps what it was asked to show; `markup` says whether it reads tags in the words."""

    def __init__(self, bus: QDBusConnection, *, markup: bool) -> None:
        super().__init__()
        self._bus = bus
        self._abilities = ["body", "body-markup"] if markup else ["body"]
        self.shown: list[tuple[str, int, str, str]] = []
        """The arguments' types, the number that is replaced, title and words."""
        bus.registerVirtualObject(PATH, self)
        assert bus.registerService(SERVICE)

    def close(self) -> None:
        """Leave the bus."""
        self._bus.unregisterService(SERVICE)
        self._bus.unregisterObject(PATH)
        self.deleteLater()

    def introspect(self, _path: str) -> str:
        return ""

    def handleMessage(self, message: QDBusMessage, connection: QDBusConnection) -> bool:
        reply = message.createReply()
        if message.member() == "GetCapabilities":
            reply.setArguments([self._abilities])
        else:
            arguments = message.arguments()
            self.shown.append((message.signature(), arguments[1], arguments[3], arguments[4]))
            reply.setArguments([uint32_to_bus(6 + len(self.shown))])
        return connection.send(reply)
