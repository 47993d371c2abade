"""The desktop's own play button: media keys, headsets, the lock screen."""

import sys
from collections.abc import Callable
from typing import Protocol

from PySide6.QtWidgets import QWidget

from player.core.player import Player
from player.ui.bridge import MainThread
from player.ui.desktop.now_playing_center import now_playing_remote
from player.ui.desktop.remote import Commands, Remote, RemoteControls, commands_of
from player.ui.desktop.session_bus import has_session_bus
from player.ui.desktop.smtc import smtc_remote


class MediaControls(Protocol):
    """Shows the desktop what plays and does what it asks, until it is closed."""

    def close(self) -> None:
        """Leave the desktop."""


def media_controls(
    player: Player, window: QWidget, leave: Callable[[], object]
) -> MediaControls | None:
    """Those of this desktop; None where there are none (no session bus, the extra not installed).

    `leave` ends the program.
    """
    if sys.platform in _REMOTES:
        return remote_controls(player, _REMOTES[sys.platform])
    if not has_session_bus():
        return None
    from PySide6.QtDBus import QDBusConnection

    from player.ui.desktop.mpris import MprisControls  # late: elsewhere it has no use

    bus = QDBusConnection.sessionBus()
    return MprisControls(player, window, leave, bus) if bus.isConnected() else None


def remote_controls(
    player: Player, make: Callable[[Commands], Remote | None]
) -> RemoteControls | None:
    """A system's own controls, if they can be made."""
    main_thread = MainThread()
    remote = make(commands_of(player, main_thread.post))
    return None if remote is None else RemoteControls(player, remote, main_thread)


_REMOTES: dict[str, Callable[[Commands], Remote | None]] = {
    "win32": smtc_remote,
    "darwin": now_playing_remote,
}
