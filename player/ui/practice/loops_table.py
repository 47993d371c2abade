"""The table of a song's loops and markers."""

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
from player.core.practice.song_loops import Marker, NamedLoop, SongLoops
from player.ui.widgets.icon_button import ENTER
from player.ui.widgets.text import clock
from player.ui.words import tr

_NAME = 0


class LoopsTable(QTableWidget):
    """Enter goes there, F2 renames, Del deletes."""

    chosen = Signal()
    """Go to what is selected."""
    delete_asked = Signal()
    renamed = Signal(str)
    """What is selected gets this name."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(0, 2, parent)
        self._things: tuple[NamedLoop | Marker, ...] = ()
        self.setAccessibleName(tr("Loops and markers"))
        self.setHorizontalHeaderLabels([tr("Name"), tr("Place")])
        self.verticalHeader().hide()
        self.horizontalHeader().setSectionResizeMode(_NAME, QHeaderView.ResizeMode.Stretch)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.EditKeyPressed)
        self.setTabKeyNavigation(False)
        self.cellDoubleClicked.connect(lambda _row, _column: self.chosen.emit())
        self.cellChanged.connect(self._on_change)

    @property
    def thing(self) -> NamedLoop | Marker | None:
        """What is selected."""
        row = self.currentRow()
        return self._things[row] if 0 <= row < len(self._things) else None

    def fill(self, loops: SongLoops) -> None:
        """Show these, in the order of the song."""
        row = self.currentRow()
        everything: list[NamedLoop | Marker] = [*loops.loops, *loops.markers]
        self._things = tuple(sorted(everything, key=_place))
        blocked = self.blockSignals(True)
        self.setRowCount(len(self._things))
        for number, thing in enumerate(self._things):
            self.setItem(number, _NAME, QTableWidgetItem(thing.name))
            place = QTableWidgetItem(_times(thing))
            place.setFlags(Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable)
            self.setItem(number, 1, place)
        self.blockSignals(blocked)
        self.setCurrentCell(min(max(row, 0), len(self._things) - 1), _NAME)

    def edit_name(self) -> None:
        """Write over the name of what is selected."""
        item = self.item(self.currentRow(), _NAME)
        if item is not None:
            self.editItem(item)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter goes there, Del deletes."""
        if event.key() in ENTER:
            self.chosen.emit()
        elif event.key() == Qt.Key.Key_Delete:
            self.delete_asked.emit()
        else:
            super().keyPressEvent(event)

    def _on_change(self, row: int, column: int) -> None:
        item = self.item(row, column)
        if column == _NAME and item is not None and item.text().strip():
            self.renamed.emit(item.text().strip())


def _place(thing: NamedLoop | Marker) -> tuple[int, int]:
    return (thing.start, thing.stop) if isinstance(thing, NamedLoop) else (thing.place, 0)


def _times(thing: NamedLoop | Marker) -> str:
    if isinstance(thing, NamedLoop):
        return f"{clock(seconds(thing.start))} – {clock(seconds(thing.stop))}"
    return clock(seconds(thing.place))
