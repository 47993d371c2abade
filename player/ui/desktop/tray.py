"""The icon in the desktop's tray: what plays, and the few things that are wanted at once."""

from PySide6.QtCore import QObject
from PySide6.QtGui import QAction, QIcon
from PySide6.QtWidgets import QMenu, QSystemTrayIcon

from player.core.playback import PlaybackState, Transport
from player.core.player import Player
from player.ui.actions import Actions
from player.ui.commands import mute_words
from player.ui.desktop.front import bring_to_front
from player.ui.listen import listen
from player.ui.window import MainWindow
from player.ui.words import tr

_RUNS = {Transport.PLAYING, Transport.LOADING}


class Tray(QObject):
    """Shown while `shown` says so; its menu does what the window's commands do."""

    def __init__(self, player: Player, window: MainWindow, icon: QIcon) -> None:
        super().__init__(window)
        self._player = player
        self._window = window
        self._transport: Transport | None = None
        self.menu = QMenu(window)
        self.play_action = self._action("toggle", window.actions_)
        for name in ("previous", "next"):
            self._action(name, window.actions_)
        self.menu.addSeparator()
        self.mute_action = self.menu.addAction("")
        self.mute_action.setCheckable(True)
        self.mute_action.triggered.connect(self._mute)
        self.menu.addSeparator()
        self.show_action = self.menu.addAction(tr("Show the window"))
        self.show_action.triggered.connect(lambda _on: bring_to_front(window))
        self.menu.addAction(window.actions_["quit"])
        self.icon = QSystemTrayIcon(icon, self)
        self.icon.setContextMenu(self.menu)
        self.icon.activated.connect(self._on_click)
        self._show_mute()
        self._on_state(player.playback.state)
        self._show_title()
        listen(self, player.playback.state_changed, self._on_state)
        listen(self, player.queue.current_changed, self._show_title)
        listen(self, player.queue.track_changed, lambda _track: self._show_title())
        listen(self, player.mix.changed, self._show_mute)

    def set_shown(self, shown: bool) -> None:
        """Come or go; where the desktop has no tray nothing is seen of it."""
        self.icon.setVisible(shown)

    @property
    def usable(self) -> bool:
        """Whether a window that is gone can be brought back by the icon."""
        return self.icon.isVisible() and QSystemTrayIcon.isSystemTrayAvailable()

    def _action(self, name: str, actions: Actions) -> QAction:
        action = self.menu.addAction(actions[name].text())
        action.triggered.connect(actions[name].trigger)
        return action

    def _on_state(self, state: PlaybackState) -> None:
        if state.transport is not self._transport:  # most calls only move the position
            self._transport = state.transport
            self.play_action.setText(tr("Pause") if state.transport in _RUNS else tr("Play"))

    def _show_title(self) -> None:
        self.icon.setToolTip(self._window.windowTitle() or "Minus One")

    def _mute(self) -> None:
        first = self._player.mix.strips[0]
        self._player.mix.set_mute(first.stem, not first.mute)

    def _show_mute(self) -> None:
        first = self._player.mix.strips[0]
        self.mute_action.setText(mute_words(first.stem))
        self.mute_action.setChecked(first.mute)

    def _on_click(self, reason: QSystemTrayIcon.ActivationReason) -> None:
        if reason is QSystemTrayIcon.ActivationReason.Trigger:
            if self._window.isVisible() and not self._window.isMinimized():
                self._window.hide()
            else:
                bring_to_front(self._window)
        elif reason is QSystemTrayIcon.ActivationReason.MiddleClick:
            self._player.playback.toggle()
