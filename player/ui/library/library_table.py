"""The library's table: any number of tracks, whole rows, with stars to click and keys to find."""

import numpy as np
from PySide6.QtCore import QEvent, QItemSelectionModel, QModelIndex, QPoint, QSize, Qt, Signal
from PySide6.QtGui import (
    QDragEnterEvent,
    QDragMoveEvent,
    QDropEvent,
    QKeyEvent,
    QMouseEvent,
    QResizeEvent,
)
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTableView, QWidget

from player.library.items import Ids, LibraryId
from player.ui.library.columns import NUMBERS, RATING
from player.ui.library.library_delegate import MARGIN, LibraryDelegate
from player.ui.library.library_header import LibraryHeader
from player.ui.library.library_model import Index, LibraryModel
from player.ui.library.selected_rows import row_ranges
from player.ui.widgets.icon_button import ENTER
from player.ui.widgets.own_keys import UP_DOWN, keeps
from player.ui.widgets.stars import star_at, stars_of
from player.ui.words import tr

ROW_PADDING = 12
_KEPT_SELECTION = 5000
"""How many chosen tracks are looked for again when the list has changed."""
_ROWS = QItemSelectionModel.SelectionFlag.Select | QItemSelectionModel.SelectionFlag.Rows
_RATING = NUMBERS[RATING.name]
_STARS = range(Qt.Key.Key_0, Qt.Key.Key_5 + 1)
_KEYS = UP_DOWN | frozenset(_STARS)
_LOOKS = {QEvent.Type.FontChange, QEvent.Type.StyleChange, QEvent.Type.PaletteChange}
_PLAIN = (Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.KeypadModifier)


class LibraryTable(QTableView):
    """Rows of one height in one model; nothing here is done for each row of it."""

    play_wanted = Signal(object)
    """Enter or a double click: the keyboard modifiers that were held."""
    rating_wanted = Signal(int)
    """The user gave the chosen tracks this many stars, 0 to 5."""
    typed = Signal(str)
    """The user typed letters to find a row by."""
    drag_wanted = Signal()

    def __init__(self, model: LibraryModel, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(tr("Tracks of the library"))
        self._model = model
        self._delegate = LibraryDelegate(model, self)
        self.header = LibraryHeader(self)
        self.setHorizontalHeader(self.header)
        self.setModel(model)
        self.setItemDelegate(self._delegate)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setShowGrid(False)
        self.setWordWrap(False)
        self.setTabKeyNavigation(False)
        self.setCornerButtonEnabled(False)
        self.setDragDropMode(QAbstractItemView.DragDropMode.DragDrop)
        self.setDragDropOverwriteMode(False)
        self.setDropIndicatorShown(True)
        self.setMouseTracking(True)
        self._set_rows()
        self.header.start()
        self.header.columns_changed.connect(self.fit)
        self.doubleClicked.connect(self._on_double_click)

    @property
    def chosen(self) -> Ids:
        """The ids of the chosen rows, in the table's order."""
        ranges = row_ranges(self.selectionModel().selection())
        parts = [self._model.ids[top : bottom + 1] for top, bottom in ranges]
        return np.concatenate(parts) if parts else np.zeros(0, np.int64)

    @property
    def current_row(self) -> int:
        """The row that has the keyboard, or -1."""
        return self.currentIndex().row()

    def go_to(self, row: int) -> None:
        """Choose one row, and bring it into sight."""
        place = self._model.index(row, 1)
        self.setCurrentIndex(place)
        self.scrollTo(place, QAbstractItemView.ScrollHint.PositionAtCenter)

    def show_ids(self, ids: Ids, sort: tuple[tuple[str, bool], ...], *, same_list: bool) -> None:
        """Show these tracks; what was chosen stays so if it is still the same list."""
        chosen = self.chosen[:_KEPT_SELECTION] if same_list else np.zeros(0, np.int64)
        row, top = self.current_row, self.verticalScrollBar().value()
        current = LibraryId(int(self._model.ids[row])) if same_list and row >= 0 else None
        self.header.set_sort(sort)
        self._model.show(ids, sort)
        if same_list:
            self.verticalScrollBar().setValue(top)
            self._choose_again(chosen, current)

    def event(self, event: QEvent) -> bool:
        """Keep letters, stars' digits and the arrows: the window's shortcuts would take them."""
        return keeps(event, _KEYS, letters=True) or super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Play on Enter, rate on 0 to 5, find a row by letters; arrows as everywhere."""
        plain = event.modifiers() in _PLAIN
        if event.key() in ENTER:
            self.play_wanted.emit(event.modifiers())
        elif plain and event.key() in _STARS:
            self.rating_wanted.emit(event.key() - Qt.Key.Key_0)
        else:
            super().keyPressEvent(event)

    def keyboardSearch(self, text: str) -> None:
        """Let the library look for the row: a model that pages cannot be searched here."""
        self.typed.emit(text)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Set a rating when a star is hit; choose rows elsewhere."""
        stars = self._stars_hit(event.position().toPoint())
        super().mousePressEvent(event)
        if stars is not None and event.button() == Qt.MouseButton.LeftButton:
            self.rating_wanted.emit(stars)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Light up the row under the pointer."""
        super().mouseMoveEvent(event)
        self._hover(self.indexAt(event.position().toPoint()).row())

    def leaveEvent(self, event: QEvent) -> None:
        """Light up none."""
        super().leaveEvent(event)
        self._hover(-1)

    def currentChanged(self, current: Index, previous: Index) -> None:
        """Mark the row that has the keyboard."""
        super().currentChanged(current, previous)
        self._delegate.focused = current.row()
        for index in (current, previous):
            self._update_row(index.row())

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """Take what can be dropped; its own rows are for other places, unless it is a playlist."""
        if not self._keep_own(event):
            super().dragEnterEvent(event)

    def dragMoveEvent(self, event: QDragMoveEvent) -> None:
        """The same."""
        if not self._keep_own(event):
            super().dragMoveEvent(event)

    def dropEvent(self, event: QDropEvent) -> None:
        """Take what is dropped."""
        if not self._keep_own(event):
            super().dropEvent(event)

    def startDrag(self, _actions: Qt.DropAction) -> None:
        """Have whoever knows the tracks begin the drag."""
        self.drag_wanted.emit()

    def changeEvent(self, event: QEvent) -> None:
        """Take over another font, or other colours."""
        super().changeEvent(event)
        if event.type() in _LOOKS:
            self._set_rows()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Let the columns fill the width."""
        super().resizeEvent(event)
        if event.size().width() != event.oldSize().width():
            self.fit()

    def fit(self) -> None:
        """Let the columns fill the width."""
        self.header.fit(self.viewport().width())

    def row_height(self) -> int:
        """The height of every row, in pixels."""
        return self.verticalHeader().defaultSectionSize()

    def viewportSizeHint(self) -> QSize:
        """As large as there is room for: the rows are not asked."""
        return QSize(640, 360)

    def _set_rows(self) -> None:
        self._delegate.use_look(self.font(), self.palette())
        down = self.verticalHeader()
        down.setVisible(False)
        down.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        down.setDefaultSectionSize(self.fontMetrics().height() + ROW_PADDING)

    def _choose_again(self, chosen: Ids, current: LibraryId | None) -> None:
        model, choice = self._model, self.selectionModel()
        if current is not None and (row := model.place(current)) is not None:
            choice.setCurrentIndex(model.index(row, 1), QItemSelectionModel.SelectionFlag.NoUpdate)
        for row in model.places(LibraryId(int(each)) for each in chosen):
            choice.select(model.index(row, 0), _ROWS)

    def _keep_own(self, event: QDropEvent) -> bool:
        """Whether these are own rows that nothing is done with: the window would queue them."""
        own = event.source() is self and self._model.playlist is None
        if own:
            event.setDropAction(Qt.DropAction.IgnoreAction)
            event.accept()
        return own

    def _on_double_click(self, index: QModelIndex) -> None:
        if index.column() != _RATING:
            self.play_wanted.emit(Qt.KeyboardModifier.NoModifier)

    def _stars_hit(self, at: QPoint) -> int | None:
        index = self.indexAt(at)
        track = self._model.row(index.row()) if index.column() == _RATING else None
        if track is None:
            return None
        hit = star_at(at.x(), self.visualRect(index).adjusted(MARGIN, 0, 0, 0))
        if not hit:
            return None
        return 0 if hit == stars_of(track.rating) else hit

    def _hover(self, row: int) -> None:
        before, self._delegate.hovered = self._delegate.hovered, row
        if before != row:
            self._update_row(before)
            self._update_row(row)

    def _update_row(self, row: int) -> None:
        if row >= 0:
            y = self.rowViewportPosition(row)
            self.viewport().update(0, y, self.viewport().width(), self.row_height())
