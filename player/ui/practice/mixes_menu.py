"""The menu of the named mixes: one of them, keeping another, changing the list."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QMenu, QWidget

from player.core.player import Player
from player.ui.keymap import native
from player.ui.practice.mix_commands import NUMBERED, mix_commands
from player.ui.words import tr


class MixesMenu(QMenu):
    """Made anew each time it opens; the tick stands where the mixer stands."""

    keep_asked = Signal()
    list_asked = Signal()

    def __init__(self, player: Player, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._player = player
        self.aboutToShow.connect(self.fill)

    def fill(self) -> None:
        """Have what there is now."""
        self.clear()
        mixes = self._player.practice.mixes
        keys = [each.keys_now for each in mix_commands(self._player)]
        standing = mixes.standing
        for number, mix in enumerate(mixes.all):
            if number and mixes.of_song(number) != mixes.of_song(number - 1):
                self.addSeparator()
            key = native(keys[number][0]) if number < NUMBERED and keys[number] else ""
            action = self.addAction(f"{mix.name.replace('&', '&&')}\t{key}")
            action.setCheckable(True)
            action.setChecked(number == standing)
            action.triggered.connect(lambda _on, number=number: mixes.hear(number))
        self.addSeparator()
        self.addAction(tr("Keep this mix…")).triggered.connect(lambda _on: self.keep_asked.emit())
        self.addAction(tr("Named mixes…")).triggered.connect(lambda _on: self.list_asked.emit())
