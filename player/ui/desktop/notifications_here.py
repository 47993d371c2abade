"""How this desktop is told something."""

import sys
from collections.abc import Callable

from PySide6.QtCore import QObject

from player.ui.desktop.session_bus import has_session_bus

Say = Callable[[str, str], object]


def notifications_here(by_tray: Say, parent: QObject) -> Say:
    """The notification service where there is a session bus, else the tray's own bubbles."""
    if sys.platform in ("win32", "darwin") or not has_session_bus():
        return by_tray
    from PySide6.QtDBus import QDBusConnection

    from player.ui.desktop.notifications import Notifications  # late: elsewhere it has no use

    bus = QDBusConnection.sessionBus()
    return Notifications(bus, by_tray, parent).say if bus.isConnected() else by_tray
