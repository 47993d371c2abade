"""A table whose rows are in the user's own order, with the keys that go with it."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHeaderView,
    QTableWidget,
    QTableWidgetItem,
    QWidget,
)

from player.ui.widgets.icon_button import ENTER

_WAYS = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1}


class OrderedTable(QTableWidget):
    """Enter or a double click picks a row; Del, and Alt with an arrow, ask for what they say."""

    picked = Signal(int)
    delete_asked = Signal(int)
    move_asked = Signal(int, int)
    """A row is to go up (-1) or down (1)."""

    def __init__(self, name: str, headings: Sequence[str], parent: QWidget | None = None) -> None:
        super().__init__(0, len(headings), parent)
        self.setAccessibleName(name)
        self.setHorizontalHeaderLabels(list(headings))
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setShowGrid(False)
        self.setTabKeyNavigation(False)
        self.verticalHeader().hide()
        header = self.horizontalHeader()
        header.setHighlightSections(False)
        header.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft)
        header.setSectionResizeMode(QHeaderView.ResizeMode.ResizeToContents)
        header.setSectionResizeMode(0, QHeaderView.ResizeMode.Stretch)
        self.itemDoubleClicked.connect(lambda item: self.picked.emit(item.row()))

    @property
    def chosen(self) -> int | None:
        """The number of the selected row."""
        rows = self.selectionModel().selectedRows()
        return rows[0].row() if rows else None

    def show_rows(self, rows: Sequence[Sequence[str]], *, bold: int | None = None) -> None:
        """Show these texts, one row in bold; the selection stays where it is."""
        chosen = self.chosen
        self.setRowCount(len(rows))
        for number, texts in enumerate(rows):
            for column, text in enumerate(texts):
                item = QTableWidgetItem(text)
                if column:
                    item.setFlags(item.flags() & ~Qt.ItemFlag.ItemIsEditable)
                self.setItem(number, column, item)
        self.show_bold(bold)
        if chosen is not None and rows:
            self.selectRow(min(chosen, len(rows) - 1))

    def show_bold(self, bold: int | None) -> None:
        """Have the first cell of this row in bold, and of no other."""
        for number in range(self.rowCount()):
            item = self.item(number, 0)
            if item is not None and item.font().bold() != (number == bold):
                font = item.font()
                font.setBold(number == bold)
                item.setFont(font)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Do what the keys say of the selected row."""
        number, key = self.chosen, Qt.Key(event.key())
        moved = bool(event.modifiers() & Qt.KeyboardModifier.AltModifier)
        if number is None:
            super().keyPressEvent(event)
        elif key in ENTER:
            self.picked.emit(number)
        elif key is Qt.Key.Key_Delete:
            self.delete_asked.emit(number)
        elif moved and key in _WAYS:
            self.move_asked.emit(number, _WAYS[key])
        else:
            super().keyPressEvent(event)
