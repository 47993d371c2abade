"""The desktop's own play button: media keys, headsets, the lock screen."""

import sys
from collections.abc import Callable
from typing import Protocol

from PySide6.QtWidgets import QWidget

from player.core.player import Player
from player.ui.desktop.session_bus import has_session_bus


class MediaControls(Protocol):
    """Shows the desktop what plays and does what it asks, until it is closed."""

    def close(self) -> None:
        """Leave the desktop."""


def media_controls(
    player: Player, window: QWidget, leave: Callable[[], object]
) -> MediaControls | None:
    """Those of this desktop; None where there are none (no session bus) or none are written yet.

    Windows (SMTC) and macOS (MPRemoteCommandCenter) are still to come.
    """
    if sys.platform in ("win32", "darwin") or not has_session_bus():
        return None
    from PySide6.QtDBus import QDBusConnection

    from player.ui.desktop.mpris import MprisControls  # late: elsewhere it has no use

    bus = QDBusConnection.sessionBus()
    return MprisControls(player, window, leave, bus) if bus.isConnected() else None
