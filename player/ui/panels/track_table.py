"""The table of the tracks that are open."""

from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTableView, QWidget

from player.ui.models.track_model import Column
from player.ui.panels.track_delegates import StateDelegate, StemDelegate, TrackDelegate
from player.ui.widgets.own_keys import UP_DOWN, keeps
from player.ui.words import tr

_PADDING = 24
_STATE_WIDTH = 32
_SHARES = {Column.TITLE: 0.44, Column.ARTIST: 0.30, Column.ALBUM: 0.26}
_LEAST = {Column.ALBUM: 52, Column.ARTIST: 24}
"""Below this many average characters for title, artist and album, a column is left out."""


class TrackTable(QTableView):
    """Whole rows, no grid; its columns always fit its width."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(tr("Tracks"))
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setShowGrid(False)
        self.setWordWrap(False)
        self.setTabKeyNavigation(False)
        self.setCornerButtonEnabled(False)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setDragDropMode(QAbstractItemView.DragDropMode.DragDrop)
        self.setDefaultDropAction(Qt.DropAction.MoveAction)
        self.setDragDropOverwriteMode(False)
        self.setDropIndicatorShown(True)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self._state = StateDelegate(self)
        self._stems = StemDelegate(self)
        self._plain = TrackDelegate(self)
        self.setItemDelegate(self._plain)
        self.setItemDelegateForColumn(Column.STATE, self._state)
        self.setItemDelegateForColumn(Column.STEMS, self._stems)
        self._set_headers()

    def event(self, event: QEvent) -> bool:
        """Keep the arrow keys for the rows: the window's shortcuts would take them."""
        return keeps(event, UP_DOWN) or super().event(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Share the width out again."""
        super().resizeEvent(event)
        self.share_width()

    def share_width(self) -> None:
        """Give title, artist and album what the narrow columns leave."""
        if self.model() is None:
            return
        metrics = self.fontMetrics()
        fixed = {
            Column.STATE: _STATE_WIDTH,
            Column.LENGTH: metrics.horizontalAdvance("0:00:00") + _PADDING,
            Column.STEMS: metrics.horizontalAdvance("queued…") + _PADDING,
        }
        free = max(0, self.viewport().width() - sum(fixed.values()))
        out = {each for each, room in _LEAST.items() if free < room * metrics.averageCharWidth()}
        for column in _LEAST:
            self.setColumnHidden(column, column in out)
        whole = 1.0 - sum(_SHARES[column] for column in out)
        wide = {column: int(free * share / whole) for column, share in _SHARES.items()}
        for column, width in {**fixed, **wide}.items():
            self.setColumnWidth(column, width)

    def _set_headers(self) -> None:
        across, down = self.horizontalHeader(), self.verticalHeader()
        across.setHighlightSections(False)
        across.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        across.setMinimumSectionSize(_STATE_WIDTH)
        down.setVisible(False)
        down.setDefaultSectionSize(self.fontMetrics().height() + 18)
        down.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
