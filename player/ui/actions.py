"""Makes Qt's actions and menus from the table of commands."""

from collections.abc import Callable, Mapping

from PySide6.QtCore import QObject, Qt
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QMenu, QMenuBar, QWidget

from player.core.player import Player
from player.ui.command import Command
from player.ui.commands import COMMANDS, strip_commands
from player.ui.keymap import KEYMAP
from player.ui.listen import listen
from player.ui.practice.mix_commands import mix_commands, section_commands
from player.ui.tips import renew_tips
from player.ui.words import mark, tr

MENUS = {
    "File": mark("&File"),
    "Play": mark("&Play"),
    "Mix": mark("&Mix"),
    "Practice": mark("P&ractice"),
    "Stems": mark("&Stems"),
    "View": mark("&View"),
    "Help": mark("&Help"),
}
"""The menus by name, with the letter that opens them."""


class Actions(QObject):
    """The window's actions; their keys work wherever the focus is, but in text fields."""

    def __init__(self, window: QWidget, player: Player) -> None:
        super().__init__(window)
        self._window = window
        self._player = player
        self._of_window: dict[str, Callable[[], object]] = {}
        self._actions = {each.name: self._make(each) for each in COMMANDS}
        self._of_mix: tuple[Command, ...] = ()
        """Those that come and go: with the strips, with the named mixes."""
        self._mix_menu: QMenu | None = None
        self._groups: dict[tuple[str, str], QMenu] = {}
        """The menus within menus, by the menu's name and their words."""
        self._rebuild()
        self.refresh()
        listen(self, player.mix.stems_changed, self._rebuild)
        listen(self, player.practice.mixes.changed, self._rebuild)
        listen(self, player.mix.changed, self.refresh)
        listen(self, player.queue.order_changed, self.refresh)
        practice = player.practice
        for changed in (
            practice.loops.changed,
            practice.click.changed,
            practice.trainer.changed,
            practice.chords.changed,
        ):
            listen(self, changed, self.refresh)
        listen(self, player.queue.current_changed, self.refresh)
        listen(self, KEYMAP.changed, self.renew_keys)

    def __getitem__(self, name: str) -> QAction:
        return self._actions[name]

    @property
    def commands(self) -> tuple[Command, ...]:
        """All commands of now, with those of the strips and the named mixes."""
        return COMMANDS + self._of_mix

    def carry_out(self, of_window: Mapping[str, Callable[[], object]]) -> None:
        """Do this for the commands that concern the window, by name."""
        self._of_window |= of_window

    def refresh(self) -> None:
        """Put the ticks where the player stands."""
        for each in self.commands:
            if each.checked is not None:
                self._actions[each.name].setChecked(each.checked(self._player))

    def renew_keys(self) -> None:
        """Have the keys that the commands have now, in menus and tool tips as well."""
        for each in self.commands:  # first none: no key may have two actions in between
            self._actions[each.name].setShortcuts([])
        for each in self.commands:
            self._actions[each.name].setShortcuts([QKeySequence(key) for key in each.keys_now])
        renew_tips(self._window)

    def menu(self, name: str, bar: QMenuBar) -> QMenu:
        """Add a menu with all its actions to the menu bar."""
        menu = bar.addMenu(tr(MENUS[name]))
        for each in COMMANDS:
            if each.menu == name:
                self._add(each, menu)
        return menu

    def add_strips(self, menu: QMenu) -> None:
        """Have the actions of strips and mixes at the end of this menu, whatever these are."""
        menu.addSeparator()
        self._mix_menu = menu
        for each in self._of_mix:
            self._add(each, menu)

    def _add(self, command: Command, menu: QMenu) -> None:
        """Put an action at the end of the menu, or of the menu within it."""
        place = (command.menu, command.group)
        if command.group and place not in self._groups:
            self._groups[place] = menu.addMenu(tr(command.group))
        within = self._groups[place] if command.group else menu
        within.addAction(self._actions[command.name])
        within.menuAction().setVisible(True)

    def _rebuild(self) -> None:
        new = self._commands_of_mix()
        if [(each.name, each.text) for each in new] == [
            (each.name, each.text) for each in self._of_mix
        ]:
            return
        for old in self._of_mix:
            action = self._actions.pop(old.name)
            action.setShortcuts([])  # deleted later, and no key may have two actions until then
            for place in action.associatedObjects():
                if isinstance(place, QWidget):
                    place.removeAction(action)
            action.deleteLater()
        for below in self._groups.values():
            below.menuAction().setVisible(not below.isEmpty())
        self._of_mix = new
        self._actions |= {each.name: self._make(each) for each in new}
        if self._mix_menu is not None:
            for each in new:
                self._add(each, self._mix_menu)
        self.refresh()

    def _commands_of_mix(self) -> tuple[Command, ...]:
        stems = self._player.mix.stems
        pairs = list(strip_commands(stems).values())
        strips = (*(mute for mute, _ in pairs), *(solo for _, solo in pairs))
        return (*strips, *section_commands(stems), *mix_commands(self._player))

    def _make(self, command: Command) -> QAction:
        action = QAction(tr(command.text).replace("&", "&&"), self._window)
        action.setObjectName(command.name)
        action.setShortcuts([QKeySequence(key) for key in command.keys_now])
        action.setShortcutContext(Qt.ShortcutContext.WindowShortcut)
        action.setAutoRepeat(command.repeats)
        action.setCheckable(command.checked is not None)
        action.triggered.connect(lambda: self._do(command))
        self._window.addAction(action)
        return action

    def _do(self, command: Command) -> None:
        if command.what is None:
            self._of_window[command.name]()
        else:
            command.what(self._player)
        self.refresh()
