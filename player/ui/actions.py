"""Makes Qt's actions and menus from the table of commands."""

from collections.abc import Callable, Mapping

from PySide6.QtCore import QObject, Qt
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QMenu, QMenuBar, QWidget

from player.core.player import Player
from player.ui.commands import COMMANDS, Command
from player.ui.listen import listen


class Actions(QObject):
    """The window's actions; their keys work wherever the focus is, but in text fields."""

    def __init__(
        self, window: QWidget, player: Player, of_window: Mapping[str, Callable[[], object]]
    ) -> None:
        super().__init__(window)
        self._player = player
        self._of_window = of_window
        self._actions = {each.name: self._make(each, window) for each in COMMANDS}
        self.refresh()
        listen(self, player.mix.changed, self.refresh)

    def __getitem__(self, name: str) -> QAction:
        return self._actions[name]

    def refresh(self) -> None:
        """Put the ticks where the player stands."""
        for each in COMMANDS:
            if each.checked is not None:
                self._actions[each.name].setChecked(each.checked(self._player))

    def menu(self, name: str, bar: QMenuBar) -> QMenu:
        """Add a menu with all its actions to the menu bar."""
        menu = bar.addMenu(f"&{name}")
        menu.addActions([self._actions[each.name] for each in COMMANDS if each.menu == name])
        return menu

    def _make(self, command: Command, window: QWidget) -> QAction:
        action = QAction(command.text, window)
        action.setObjectName(command.name)
        action.setShortcuts([QKeySequence(key) for key in command.keys])
        action.setShortcutContext(Qt.ShortcutContext.WindowShortcut)
        action.setAutoRepeat(command.repeats)
        action.setCheckable(command.checked is not None)
        action.triggered.connect(lambda: self._do(command))
        window.addAction(action)
        return action

    def _do(self, command: Command) -> None:
        if command.what is None:
            self._of_window[command.name]()
        else:
            command.what(self._player)
        self.refresh()
