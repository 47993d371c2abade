"""The headings of the library's table: which columns are shown, where, how wide, sorted how."""

from collections.abc import Sequence

from PySide6.QtCore import QByteArray, QItemSelectionModel, QPoint, Qt, Signal
from PySide6.QtGui import QMouseEvent
from PySide6.QtWidgets import QHeaderView, QMenu, QWidget

from player.library.items import Sort
from player.ui.library.columns import COLUMNS, NUMBERS, PLAYING, TITLE
from player.ui.words import tr

_LEAST = 40
_LETTERS = 15
"""The least width of a flexible column, in average characters."""
_PLAYING_WIDTH = 32
_PADDING = 22
_GIVING_WAY = ("plays", "genre", "track", "year", "stems", "rating", "length", "album")
"""Columns that go when there is no room, the first first, and come back when there is."""


class LibraryHeader(QHeaderView):
    """A click sorts, with Shift by one more column; a right click offers columns."""

    sort_wanted = Signal(object)
    """A tuple of (column's name, downwards)."""
    columns_changed = Signal()
    """The user showed or hid a column."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(Qt.Orientation.Horizontal, parent)
        self.setAccessibleName(tr("Columns"))
        self.setSectionsMovable(True)
        self.setFirstSectionMovable(False)
        self.setSectionsClickable(True)
        self.setHighlightSections(False)
        self.setMinimumSectionSize(_LEAST)
        self.setTextElideMode(Qt.TextElideMode.ElideRight)
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        self.customContextMenuRequested.connect(self._show_menu)
        self.sectionClicked.connect(self._on_click)
        self._sort: tuple[Sort, ...] = ()
        self._more = False
        self._gone: set[int] = set()
        """Columns that are wanted, but for which there is no room."""

    def start(self) -> None:
        """Take the columns' first widths; the model has to be there."""
        letter = self.fontMetrics().averageCharWidth()
        for number, column in enumerate(COLUMNS):
            self.resizeSection(number, column.width * letter + _PADDING)
            self.setSectionHidden(number, not column.shown)
        self.resizeSection(0, _PLAYING_WIDTH)
        self.setSectionResizeMode(0, QHeaderView.ResizeMode.Fixed)

    def set_sort(self, sort: Sequence[Sort]) -> None:
        """Know what the rows are sorted by."""
        self._sort = tuple(sort)

    def fit(self, room: int) -> None:
        """Share `room` pixels out: flexible columns take what is left, some may have to go."""
        self._bring_back()
        least = self.fontMetrics().averageCharWidth() * _LETTERS
        for name in _GIVING_WAY:
            if self._least_width(least) <= room:
                break
            if not self.isSectionHidden(NUMBERS[name]):
                self._gone.add(NUMBERS[name])
                self.setSectionHidden(NUMBERS[name], True)
        self._share(room, least)

    def setSelectionModel(self, _rows: QItemSelectionModel) -> None:
        """Know nothing of the rows' selection: Qt would ask each of a million for a heading."""

    def saveState(self) -> QByteArray:
        """The user's columns, whether or not there is room for all of them now."""
        for number in self._gone:
            self.setSectionHidden(number, False)
        state = super().saveState()
        for number in self._gone:
            self.setSectionHidden(number, True)
        return state

    def menu(self) -> QMenu:
        """Offers every column with a tick."""
        menu = QMenu(self)
        for number, column in enumerate(COLUMNS):
            if column is not PLAYING:
                action = menu.addAction(tr(column.heading))
                action.setCheckable(True)
                action.setChecked(number in self._gone or not self.isSectionHidden(number))
                action.setEnabled(column is not TITLE)
                action.toggled.connect(lambda on, number=number: self.show_column(number, on))
        return menu

    def show_column(self, number: int, on: bool) -> None:
        """Show a column, or hide it."""
        self._gone.discard(number)
        self.setSectionHidden(number, not on)
        self.columns_changed.emit()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Remember whether Shift was held: a click itself does not say."""
        self._more = bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
        super().mousePressEvent(event)

    def _bring_back(self) -> None:
        for number in self._gone:
            self.setSectionHidden(number, False)
        self._gone.clear()

    def _shown(self, *, flexible: bool) -> list[int]:
        numbers = range(len(COLUMNS))
        return [
            each
            for each in numbers
            if COLUMNS[each].flexible == flexible and not self.isSectionHidden(each)
        ]

    def _fixed_width(self) -> int:
        return sum(self.sectionSize(each) for each in self._shown(flexible=False))

    def _least_width(self, least: int) -> int:
        return self._fixed_width() + least * len(self._shown(flexible=True))

    def _share(self, room: int, least: int) -> None:
        flexible = self._shown(flexible=True)
        wide = sum(self.sectionSize(each) for each in flexible)
        left = max(room - self._fixed_width(), least * len(flexible))
        for number, each in enumerate(flexible, start=1):
            size = max(least, left * self.sectionSize(each) // max(1, wide))
            wide -= self.sectionSize(each)
            self.resizeSection(each, left if number == len(flexible) else size)
            left -= size

    def _on_click(self, number: int) -> None:
        name = COLUMNS[number].name
        if name:
            self._sort = sorted_by(self._sort, name, more=self._more)
            self.sort_wanted.emit(self._sort)

    def _show_menu(self, at: QPoint) -> None:
        menu = self.menu()
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.popup(self.mapToGlobal(at))


def sorted_by(sort: Sequence[Sort], name: str, *, more: bool) -> tuple[Sort, ...]:
    """The order after a click on `name`: up, then down, then as it was; `more` keeps the others."""
    known = dict(sort)
    turned: tuple[Sort, ...] = () if known.get(name) else ((name, name in known),)
    if not more:
        return turned
    if name in known:
        return tuple(pair for each in sort for pair in (turned if each[0] == name else (each,)))
    return (*sort, *turned)
