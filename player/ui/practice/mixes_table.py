"""The table of the named mixes."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QAbstractItemView, QTableWidgetItem, QWidget

from player.core.player import Player
from player.ui.keymap import native
from player.ui.practice.mix_commands import mix_commands
from player.ui.practice.ordered_table import OrderedTable
from player.ui.words import tr


class MixesTable(OrderedTable):
    """F2 edits a name; the mix is in bold that the mixer stands at."""

    renamed = Signal(int, str)

    def __init__(self, player: Player, parent: QWidget | None = None) -> None:
        super().__init__(tr("Named mixes"), (tr("Mix"), tr("For"), tr("Key")), parent)
        self._player = player
        self._filling = False
        self.setEditTriggers(QAbstractItemView.EditTrigger.EditKeyPressed)
        self.itemChanged.connect(self._on_change)

    def fill(self) -> None:
        """Show what there is now; the selection stays where it is."""
        mixes = self._player.practice.mixes
        keys = [each.keys_now for each in mix_commands(self._player)]
        rows = []
        for number, mix in enumerate(mixes.all):
            key = native(keys[number][0]) if number < len(keys) and keys[number] else ""
            whose = tr("This song") if mixes.of_song(number) else tr("All songs")
            rows.append((mix.name, whose, key))
        self._filling = True
        self.show_rows(rows, bold=mixes.standing)
        self._filling = False

    def show_standing(self) -> None:
        """Write the mix in bold that the mixer stands at."""
        self._filling = True
        self.show_bold(self._player.practice.mixes.standing)
        self._filling = False

    def edit_name(self, number: int) -> None:
        """Let the name be typed."""
        self.edit(self.model().index(number, 0))

    def _on_change(self, item: QTableWidgetItem) -> None:
        if not self._filling:
            self.renamed.emit(item.row(), item.text())
