"""The table of a song's takes, with its keys."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHeaderView,
    QTableWidget,
    QTableWidgetItem,
    QWidget,
)

from player.base.units import seconds
from player.core.practice.take_list import TakeList
from player.ui.practice.takes_group import time_text
from player.ui.words import tr


class TakesTable(QTableWidget):
    """F2 edits a name, Del deletes, M mutes; the box says whether a take is heard."""

    edited = Signal(int, str, bool)
    """A take shall have this name, and be heard or not."""
    delete_asked = Signal(int)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(0, 4, parent)
        self._filling = False
        self.setAccessibleName(tr("Takes of this song"))
        self.setHorizontalHeaderLabels([tr("Take"), tr("At"), tr("Length"), tr("Recorded")])
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setEditTriggers(
            QAbstractItemView.EditTrigger.EditKeyPressed
            | QAbstractItemView.EditTrigger.DoubleClicked
        )
        self.setShowGrid(False)
        self.setTabKeyNavigation(False)
        self.verticalHeader().hide()
        header = self.horizontalHeader()
        header.setHighlightSections(False)
        header.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft)
        header.setSectionResizeMode(0, QHeaderView.ResizeMode.Stretch)
        for column in (1, 2, 3):
            header.setSectionResizeMode(column, QHeaderView.ResizeMode.ResizeToContents)
        self.itemChanged.connect(self._on_change)

    @property
    def chosen(self) -> int | None:
        """The number of the selected take."""
        rows = self.selectionModel().selectedRows()
        return rows[0].row() if rows else None

    def fill(self, takes: TakeList) -> None:
        """Show these; the selection stays where it is."""
        chosen = self.chosen
        self._filling = True
        self.setRowCount(len(takes))
        for row, take in enumerate(takes):
            texts = (
                take.name,
                time_text(seconds(take.start)),
                time_text(seconds(take.length)),
                take.made.replace(".", ":"),
            )
            for column, text in enumerate(texts):
                item = QTableWidgetItem(text)
                if column:
                    item.setFlags(item.flags() & ~Qt.ItemFlag.ItemIsEditable)
                else:
                    heard = Qt.CheckState.Unchecked if take.mute else Qt.CheckState.Checked
                    item.setCheckState(heard)
                    item.setToolTip(tr("Whether it is heard with the song"))
                self.setItem(row, column, item)
        self._filling = False
        if takes:
            self.selectRow(min(chosen or 0, len(takes) - 1))

    def edit_name(self, number: int) -> None:
        """Let the name be typed."""
        self.edit(self.model().index(number, 0))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Do what the keys say of the selected take."""
        number, key = self.chosen, Qt.Key(event.key())
        item = None if number is None else self.item(number, 0)
        if number is None or item is None:
            super().keyPressEvent(event)
        elif key is Qt.Key.Key_Delete:
            self.delete_asked.emit(number)
        elif key is Qt.Key.Key_M:
            self.edited.emit(number, item.text(), item.checkState() is not Qt.CheckState.Checked)
        else:
            super().keyPressEvent(event)

    def _on_change(self, item: QTableWidgetItem) -> None:
        if not self._filling and item.column() == 0:
            heard = item.checkState() is Qt.CheckState.Checked
            self.edited.emit(item.row(), item.text(), heard)
