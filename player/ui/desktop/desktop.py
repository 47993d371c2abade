"""The player as a part of the desktop: media keys, the icon in the tray, news of songs."""

from PySide6.QtCore import QObject
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QSystemTrayIcon

from player.base.settings import Settings
from player.core.player import Player
from player.ui.desktop.media_controls import media_controls
from player.ui.desktop.notifications_here import notifications_here
from player.ui.desktop.song_news import SongNews
from player.ui.desktop.tray import Tray
from player.ui.listen import listen
from player.ui.window import MainWindow


class Desktop(QObject):
    """Follows the preferences until it is closed."""

    def __init__(self, player: Player, window: MainWindow) -> None:
        super().__init__(window)
        self._window = window
        self.tray = Tray(player, window, QGuiApplication.windowIcon())
        self._controls = media_controls(player, window, window.quit)
        self._say = notifications_here(self._say_by_tray, self)
        self._news = SongNews(player, self._say, self._wants_news, self)
        window.keeps_running = self._keeps_running
        self._follow(window.preferences.now)
        listen(self, window.preferences.changed, self._follow)

    def close(self) -> None:
        """Leave the desktop."""
        self._news.close()
        self.tray.set_shown(False)
        if self._controls is not None:
            self._controls.close()

    def _follow(self, _before: Settings) -> None:
        self.tray.set_shown(self._window.preferences.now.tray)

    def _keeps_running(self) -> bool:
        return self._window.preferences.now.close_to_tray and self.tray.usable

    def _wants_news(self) -> bool:
        return self._window.preferences.now.notifications and not self._window.isActiveWindow()

    def _say_by_tray(self, title: str, text: str) -> None:
        if self.tray.icon.isVisible():
            self.tray.icon.showMessage(title, text, QSystemTrayIcon.MessageIcon.NoIcon)
