"""One column of the column browser: a field to choose, and its values."""

from collections.abc import Collection, Sequence

from PySide6.QtCore import (
    QEvent,
    QItemSelection,
    QItemSelectionModel,
    QModelIndex,
    QPersistentModelIndex,
    Qt,
    Signal,
)
from PySide6.QtGui import QFont, QPainter, QPalette
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHeaderView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableView,
    QWidget,
)

from player.library.facets import Facet
from player.ui.library.facet_model import FacetModel
from player.ui.library.selected_rows import row_ranges
from player.ui.widgets import colours
from player.ui.widgets.laid_out_text import LaidOutText
from player.ui.widgets.own_keys import UP_DOWN, keeps

Index = QModelIndex | QPersistentModelIndex

_MARGIN = 8


class FacetDelegate(QStyledItemDelegate):
    """The value at the left, its count at the right."""

    def __init__(self, model: FacetModel, parent: QWidget) -> None:
        super().__init__(parent)
        self._model = model
        self._font = QFont()
        self._texts = LaidOutText(self._font)
        self.hovered = -1

    def use_font(self, font: QFont) -> None:
        """Paint in this font from now on."""
        if font != self._font:
            self._font = QFont(font)
            self._texts = LaidOutText(self._font)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Paint a row."""
        row, palette, rect = index.row(), option.palette, option.rect
        if option.state & QStyle.StateFlag.State_Selected:
            painter.fillRect(rect, palette.color(QPalette.ColorRole.Highlight))
        elif row == self.hovered:
            front = palette.color(QPalette.ColorRole.Highlight)
            painter.fillRect(rect, colours.blend(front, palette.color(colours.SURFACE), 0.4))
        room = rect.adjusted(_MARGIN, 0, -_MARGIN, 0)
        count = self._model.count(row)
        painter.setFont(self._font)
        if count:
            painter.setPen(palette.color(colours.DIM))
            words = f"{count:,}"
            self._texts.paint(painter, room, words, right=True)
            room.setRight(room.right() - self._texts.advance(words) - _MARGIN)
        ink = QPalette.ColorRole.Text if self._model.value(row) else colours.DIM
        painter.setPen(palette.color(ink))
        self._texts.paint(painter, room, self._model.words(row))


class FacetList(QTableView):
    """The values, of which any number can be chosen; choosing "All" chooses none."""

    chosen_changed = Signal()
    """The user chose other values."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.facets = FacetModel(self)
        self._delegate = FacetDelegate(self.facets, self)
        self._filling = False
        self._chosen: frozenset[str] = frozenset()
        self.setModel(self.facets)
        self.setItemDelegate(self._delegate)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setShowGrid(False)
        self.setTabKeyNavigation(False)
        self.setMouseTracking(True)
        self.horizontalHeader().setVisible(False)
        self.horizontalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Stretch)
        self.verticalHeader().setVisible(False)
        self.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self._set_rows()
        self.entered.connect(self._on_entered)
        self.selectionModel().selectionChanged.connect(self._on_selection)
        self.choose(())

    @property
    def chosen(self) -> frozenset[str]:
        """The chosen values; none of them for all."""
        return self._chosen

    def show_facets(self, facets: Sequence[Facet]) -> None:
        """Have other values; those that were chosen stay so, if they are still there."""
        if tuple(facets) == self.facets.facets:
            return
        top = self.verticalScrollBar().value()
        self._filling = True
        self.facets.show(facets)
        self._filling = False
        self.choose(self._chosen)
        self.verticalScrollBar().setValue(top)

    def choose(self, values: Collection[str]) -> None:
        """Choose these as far as they are there, without saying that the user did."""
        rows = self.facets.rows(values)
        selection = QItemSelection()
        for row in rows or [0]:
            place = self.facets.index(row, 0)
            selection.select(place, place)
        self._filling = True
        flags = QItemSelectionModel.SelectionFlag.ClearAndSelect
        self.selectionModel().select(selection, flags | QItemSelectionModel.SelectionFlag.Rows)
        first = self.facets.index(rows[0] if rows else 0, 0)
        self.selectionModel().setCurrentIndex(first, QItemSelectionModel.SelectionFlag.NoUpdate)
        self._filling = False
        self._chosen = frozenset(self._values(rows))

    def event(self, event: QEvent) -> bool:
        """Keep letters and arrows: the window's shortcuts would take them."""
        return keeps(event, UP_DOWN, letters=True) or super().event(event)

    def keyboardSearch(self, text: str) -> None:
        """Go to the next value that begins with what is typed."""
        row = self.facets.find(text, max(0, self.currentIndex().row()))
        if row is not None:
            self.selectRow(row)

    def leaveEvent(self, event: QEvent) -> None:
        """Light up no row."""
        super().leaveEvent(event)
        self._hover(-1)

    def changeEvent(self, event: QEvent) -> None:
        """Take over another font."""
        super().changeEvent(event)
        if event.type() in {QEvent.Type.FontChange, QEvent.Type.StyleChange}:
            self._set_rows()

    def _set_rows(self) -> None:
        self._delegate.use_font(self.font())
        self.verticalHeader().setDefaultSectionSize(self.fontMetrics().height() + 10)

    def _on_entered(self, index: QModelIndex) -> None:
        self._hover(index.row())

    def _hover(self, row: int) -> None:
        if row != self._delegate.hovered:
            self._delegate.hovered = row
            self.viewport().update()

    def _values(self, rows: Sequence[int]) -> list[str]:
        return [value for row in rows if (value := self.facets.value(row)) is not None]

    def _on_selection(self, new: QItemSelection, _gone: QItemSelection) -> None:
        if self._filling:
            return
        ranges = row_ranges(self.selectionModel().selection())
        rows = [row for first, last in ranges for row in range(first, last + 1)]
        if any(top == 0 for top, _ in row_ranges(new)):
            chosen: frozenset[str] = frozenset()  # "All" was just chosen
        else:
            chosen = frozenset(self._values(rows))
        before, self._chosen = self._chosen, chosen
        if 0 in rows or not rows:
            self.choose(chosen)
        if chosen != before:
            self.chosen_changed.emit()
