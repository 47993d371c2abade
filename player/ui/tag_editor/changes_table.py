"""A table of what is going to change, with what stands in the way in red."""

from collections.abc import Sequence

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPalette
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTableView

from player.base.values import dataclass
from player.ui.widgets import colours

_Index = QModelIndex | QPersistentModelIndex
_NOWHERE = QModelIndex()
_NARROW = 88
"""The width of a column that does not stretch."""


@dataclass(frozen=True)
class Line:
    """One row: its texts, and why it cannot be done ("" if it can)."""

    texts: tuple[str, ...]
    problem: str = ""
    tip: str = ""


class ChangesModel(QAbstractTableModel):
    """Lines under headers."""

    def __init__(self, headers: Sequence[str], main: int, parent: QObject | None = None) -> None:
        """`main` is the column that counts."""
        super().__init__(parent)
        self._headers = tuple(headers)
        self._main = main
        self._palette = QPalette()
        self.lines: tuple[Line, ...] = ()

    def show_lines(self, lines: Sequence[Line], palette: QPalette) -> None:
        """Show other lines."""
        self.beginResetModel()
        self.lines, self._palette = tuple(lines), palette
        self.endResetModel()

    def rowCount(self, parent: _Index = _NOWHERE) -> int:
        """The lines."""
        return 0 if parent.isValid() else len(self.lines)

    def columnCount(self, parent: _Index = _NOWHERE) -> int:
        """The headers."""
        return 0 if parent.isValid() else len(self._headers)

    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """Texts, colours and tool tips."""
        line, column = self.lines[index.row()], index.column()
        if role == Qt.ItemDataRole.DisplayRole:
            return " ⏎ ".join(line.texts[column].splitlines())
        if role == Qt.ItemDataRole.ToolTipRole:
            return line.problem or line.tip or line.texts[column]
        if role == Qt.ItemDataRole.AccessibleDescriptionRole:
            return line.problem
        if role == Qt.ItemDataRole.ForegroundRole and line.problem:
            return self._palette.color(colours.ERROR)
        if role == Qt.ItemDataRole.ForegroundRole and column != self._main:
            return self._palette.color(colours.DIM)
        return None

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> object:
        """The headers, over their texts."""
        if orientation == Qt.Orientation.Horizontal and role == Qt.ItemDataRole.DisplayRole:
            return self._headers[section]
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
        return None


class ChangesTable(QTableView):
    """Cannot be edited; some columns share the width that the others leave."""

    def __init__(
        self, headers: Sequence[str], stretched: Sequence[int], main: int, empty: str
    ) -> None:
        """`stretched` columns share the room, `main` counts; `empty` stands where there is none."""
        super().__init__()
        self._empty = empty
        self.changes = ChangesModel(headers, main, self)
        self.setModel(self.changes)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setShowGrid(False)
        self.setWordWrap(False)
        self.setTabKeyNavigation(False)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        across, down = self.horizontalHeader(), self.verticalHeader()
        across.setHighlightSections(False)
        across.setMinimumSectionSize(40)
        for column in range(len(headers)):
            mode = QHeaderView.ResizeMode.Stretch if column in stretched else None
            across.setSectionResizeMode(column, mode or QHeaderView.ResizeMode.Interactive)
            if not mode:
                across.resizeSection(column, _NARROW)
        down.setVisible(False)
        down.setDefaultSectionSize(self.fontMetrics().height() + 12)
        down.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Say that there is nothing, if there is nothing."""
        super().paintEvent(event)
        if not self.changes.lines:
            painter = QPainter(self.viewport())
            painter.setPen(self.palette().color(colours.DIM))
            box = self.viewport().rect().adjusted(16, 16, -16, -16)
            flags = Qt.AlignmentFlag.AlignCenter | Qt.TextFlag.TextWordWrap
            painter.drawText(box, flags, self._empty)

    def show_lines(self, lines: Sequence[Line]) -> None:
        """Show other lines; where it was scrolled to stays."""
        bar = self.verticalScrollBar()
        place = bar.value()
        self.changes.show_lines(lines, self.palette())
        bar.setValue(place)
