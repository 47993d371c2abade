"""The table of the named mixes, with its keys."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHeaderView,
    QTableWidget,
    QTableWidgetItem,
    QWidget,
)

from player.core.player import Player
from player.ui.keymap import native
from player.ui.practice.mix_commands import mix_commands
from player.ui.widgets.icon_button import ENTER
from player.ui.words import tr


class MixesTable(QTableWidget):
    """Enter or a double click hears a mix, F2 edits its name, Del and Alt with arrows ask."""

    heard = Signal(int)
    renamed = Signal(int, str)
    delete_asked = Signal(int)
    move_asked = Signal(int, int)
    """A mix is to go up (-1) or down (1)."""

    def __init__(self, player: Player, parent: QWidget | None = None) -> None:
        super().__init__(0, 3, parent)
        self._player = player
        self._filling = False
        self.setAccessibleName(tr("Named mixes"))
        self.setHorizontalHeaderLabels([tr("Mix"), tr("For"), tr("Key")])
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.EditKeyPressed)
        self.setShowGrid(False)
        self.setTabKeyNavigation(False)
        self.verticalHeader().hide()
        header = self.horizontalHeader()
        header.setHighlightSections(False)
        header.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft)
        header.setSectionResizeMode(0, QHeaderView.ResizeMode.Stretch)
        for column in (1, 2):
            header.setSectionResizeMode(column, QHeaderView.ResizeMode.ResizeToContents)
        self.itemDoubleClicked.connect(lambda item: self.heard.emit(item.row()))
        self.itemChanged.connect(self._on_change)

    @property
    def chosen(self) -> int | None:
        """The number of the selected mix."""
        rows = self.selectionModel().selectedRows()
        return rows[0].row() if rows else None

    def fill(self) -> None:
        """Show what there is now; the selection stays where it is."""
        mixes, chosen = self._player.practice.mixes, self.chosen
        keys = [each.keys_now for each in mix_commands(self._player)]
        self._filling = True
        self.setRowCount(len(mixes.all))
        for row, mix in enumerate(mixes.all):
            key = native(keys[row][0]) if row < len(keys) and keys[row] else ""
            whose = tr("This song") if mixes.of_song(row) else tr("All songs")
            for column, text in enumerate((mix.name, whose, key)):
                item = QTableWidgetItem(text)
                if column:
                    item.setFlags(item.flags() & ~Qt.ItemFlag.ItemIsEditable)
                self.setItem(row, column, item)
        self._filling = False
        if chosen is not None and self.rowCount():
            self.selectRow(min(chosen, self.rowCount() - 1))
        self.show_standing()

    def show_standing(self) -> None:
        """Write the mix in bold that the mixer stands at."""
        standing = self._player.practice.mixes.standing
        self._filling = True
        for row in range(self.rowCount()):
            item = self.item(row, 0)
            if item is not None:
                font = item.font()
                font.setBold(row == standing)
                item.setFont(font)
        self._filling = False

    def edit_name(self, number: int) -> None:
        """Let the name be typed."""
        self.edit(self.model().index(number, 0))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Do what the keys say of the selected mix."""
        number, key = self.chosen, Qt.Key(event.key())
        moved = bool(event.modifiers() & Qt.KeyboardModifier.AltModifier)
        if number is None:
            super().keyPressEvent(event)
        elif key in ENTER:
            self.heard.emit(number)
        elif key is Qt.Key.Key_Delete:
            self.delete_asked.emit(number)
        elif moved and key in _WAYS:
            self.move_asked.emit(number, _WAYS[key])
        else:
            super().keyPressEvent(event)

    def _on_change(self, item: QTableWidgetItem) -> None:
        if not self._filling:
            self.renamed.emit(item.row(), item.text())


_WAYS = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1}
