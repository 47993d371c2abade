"""The desktop's own play button: media keys, headsets, the lock screen."""

import os
import sys
from pathlib import Path
from typing import Protocol

from PySide6.QtWidgets import QWidget

from player.core.player import Player


class MediaControls(Protocol):
    """Shows the desktop what plays and does what it asks, until it is closed."""

    def close(self) -> None:
        """Leave the desktop."""


def media_controls(player: Player, window: QWidget) -> MediaControls | None:
    """Those of this desktop; None where there are none (no session bus) or none are written yet.

    Windows (SMTC) and macOS (MPRemoteCommandCenter) are still to come.
    """
    if sys.platform in ("win32", "darwin") or not _has_session_bus():
        return None
    from PySide6.QtDBus import QDBusConnection

    from player.ui.desktop.mpris import MprisControls  # late: elsewhere it has no use

    bus = QDBusConnection.sessionBus()
    return MprisControls(player, window, bus) if bus.isConnected() else None


def _has_session_bus() -> bool:
    """Whether there is one already: asking libdbus would start one."""
    if os.environ.get("DBUS_SESSION_BUS_ADDRESS"):
        return True
    folder = os.environ.get("XDG_RUNTIME_DIR")
    return bool(folder) and Path(folder or "", "bus").exists()
