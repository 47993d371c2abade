"""The menu bar, and the choices in it that are made while the program runs."""

from PySide6.QtCore import QObject
from PySide6.QtGui import QAction, QActionGroup
from PySide6.QtWidgets import QMenu, QMenuBar

from player.core.player import Player
from player.core.preferences import Preferences
from player.ui.actions import Actions
from player.ui.live_menu import LiveMenu
from player.ui.panels.track_actions import TrackActions
from player.ui.theme import THEMES
from player.ui.words import mark, tr

OUTPUT_WORDS = {"default": mark("System default"), "vlc": mark("VLC (slower to answer)")}
THEME_WORDS = {"dark": mark("Dark"), "light": mark("Light"), "system": mark("Like the system")}


class Menus(QObject):
    """Fills the bar; sound device and theme are settings."""

    def __init__(
        self,
        player: Player,
        preferences: Preferences,
        actions: Actions,
        tracks: TrackActions,
        bar: QMenuBar,
    ) -> None:
        super().__init__(bar)
        self._player = player
        self._preferences = preferences
        actions.menu("File", bar)
        tracks.fill(bar.addMenu(tr("&Tracks")))
        play = actions.menu("Play", bar)
        mix = actions.menu("Mix", bar)
        self.filters = LiveMenu(player.live, mix)
        actions.add_strips(mix)
        actions.menu("Practice", bar)
        actions.menu("Stems", bar)
        play.addSeparator()
        self.outputs = play.addMenu(tr("Sound device"))
        self.outputs.aboutToShow.connect(self._fill_outputs)
        view = actions.menu("View", bar)
        view.addSeparator()
        self.themes = self._theme_menu(view)
        actions.menu("Help", bar)

    def _theme_menu(self, view: QMenu) -> QMenu:
        menu = view.addMenu(tr("Theme"))
        group = QActionGroup(menu)
        for name in THEMES:
            action = _choice(tr(THEME_WORDS[name]), on=False)
            action.setObjectName(name)
            action.triggered.connect(lambda _on, name=name: self._preferences.change(theme=name))
            action.setParent(group)
            group.addAction(action)
            menu.addAction(action)
        menu.aboutToShow.connect(self._tick_theme)
        return menu

    def _tick_theme(self) -> None:
        for action in self.themes.actions():
            action.setChecked(action.objectName() == self._preferences.now.theme)

    def _fill_outputs(self) -> None:
        menu = self.outputs
        menu.clear()
        names = self._player.playback.outputs()
        output = self._preferences.now.output
        known = output if output in names else next(iter(names), None)
        for name in names:
            action = _choice(tr(OUTPUT_WORDS.get(name, name)), on=name == known)
            action.setParent(menu)
            action.triggered.connect(lambda _on, name=name: self._preferences.change(output=name))
            menu.addAction(action)
        menu.addSeparator()
        look = menu.addAction(tr("Look for cast devices"))
        look.triggered.connect(lambda _on: self._player.playback.find_renderers())


def _choice(text: str, *, on: bool) -> QAction:
    action = QAction(text)
    action.setCheckable(True)
    action.setChecked(on)
    return action
