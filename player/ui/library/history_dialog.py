"""The window of what was heard: day by day, the newest first, to be played again."""

from collections.abc import Sequence
from itertools import groupby

import numpy as np
from PySide6.QtCore import QDate, QDateTime, QLocale, QSize, Qt
from PySide6.QtWidgets import (
    QAbstractItemView,
    QDialog,
    QHBoxLayout,
    QHeaderView,
    QLabel,
    QTreeWidget,
    QTreeWidgetItem,
    QVBoxLayout,
    QWidget,
)

from player.core.library_playing import LibraryPlaying
from player.core.library_service import LibraryService
from player.core.queue import Where
from player.library.items import Ids, LibraryId, Timestamp, TrackRow
from player.ui.listen import while_alive
from player.ui.widgets.icon_button import EnterButton
from player.ui.words import tr

_SIZE = (640, 480)
_ROW = 28
_ID = Qt.ItemDataRole.UserRole
_Heard = tuple[Timestamp, TrackRow]
_LONG, _SHORT = QLocale.FormatType.LongFormat, QLocale.FormatType.ShortFormat


class HistoryDialog(QDialog):
    """As it was when the window was opened. What was skipped is not in it."""

    def __init__(
        self, library: LibraryService, playing: LibraryPlaying, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(tr("History"))
        self._library = library
        self._playing = playing
        self.state_label = QLabel(tr("Nothing of the library has been heard to its end yet."), self)
        self.state_label.setWordWrap(True)
        self.tree = QTreeWidget(self)
        self.tree.setAccessibleName(tr("History"))
        self.tree.setHeaderLabels([tr("Song"), tr("Album"), tr("Time")])
        self.tree.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        header = self.tree.header()
        header.setStretchLastSection(False)
        header.setSectionResizeMode(QHeaderView.ResizeMode.Stretch)
        header.setSectionResizeMode(2, QHeaderView.ResizeMode.ResizeToContents)
        self.play_button = self._button(tr("Play"))
        self.next_button = self._button(tr("Play next"))
        self.close_button = self._button(tr("Close"))
        self._arrange()
        self._connect()
        self._refresh()
        library.history(while_alive(self, self._ask_rows))
        self.resize(*_SIZE)

    @property
    def chosen(self) -> Ids:
        """The tracks that are selected, the oldest first; each once."""
        ids = [item.data(0, _ID) for item in self.tree.selectedItems()]
        known = dict.fromkeys(each for each in reversed(ids) if each is not None)
        return np.array(list(known), np.int64)

    def _ask_rows(self, heard: Sequence[tuple[LibraryId, Timestamp]]) -> None:
        ids = np.array(list(dict.fromkeys(track for track, _ in heard)), np.int64)
        self._library.rows(ids, while_alive(self, lambda rows: self._take(heard, rows)))

    def _take(self, heard: Sequence[tuple[LibraryId, Timestamp]], rows: Sequence[TrackRow]) -> None:
        known = {row.id: row for row in rows}
        times = [(when, known[track]) for track, when in heard if track in known]
        for day, group in groupby(times, lambda each: _local(each[0]).date()):
            self._add_day(day, list(group))
        latest = self.tree.topLevelItem(0)
        newest = None if latest is None else latest.child(0)
        if newest is not None:
            self.state_label.hide()
            self.tree.setCurrentItem(newest)

    def _add_day(self, day: QDate, heard: Sequence[_Heard]) -> None:
        item = _item(QLocale().toString(day, _LONG), "", "")
        item.setFlags(Qt.ItemFlag.ItemIsEnabled)
        font = item.font(0)
        font.setBold(True)
        item.setFont(0, font)
        item.addChildren([_of(when, row) for when, row in heard])
        self.tree.addTopLevelItem(item)
        item.setFirstColumnSpanned(True)
        item.setExpanded(True)

    def _play(self) -> None:
        self._playing.play(self.chosen)

    def _play_next(self) -> None:
        self._playing.put(self.chosen, Where.NEXT)

    def _refresh(self) -> None:
        some = bool(len(self.chosen))
        for button in (self.play_button, self.next_button):
            button.setEnabled(some)

    def _connect(self) -> None:
        self.tree.itemSelectionChanged.connect(self._refresh)
        self.tree.itemActivated.connect(self._play)
        self.play_button.clicked.connect(self._play)
        self.next_button.clicked.connect(self._play_next)
        self.close_button.clicked.connect(self.close)

    def _button(self, text: str) -> EnterButton:
        button = EnterButton(text, self)
        button.setAccessibleName(text)
        return button

    def _arrange(self) -> None:
        ends = QHBoxLayout()
        ends.addWidget(self.play_button)
        ends.addWidget(self.next_button)
        ends.addStretch(1)
        ends.addWidget(self.close_button)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(16, 16, 16, 12)
        layout.setSpacing(8)
        layout.addWidget(self.state_label)
        layout.addWidget(self.tree, 1)
        layout.addLayout(ends)


def _of(when: Timestamp, row: TrackRow) -> QTreeWidgetItem:
    song = f"{row.artist} – {row.title}" if row.artist else row.title
    item = _item(song, row.album, QLocale().toString(_local(when).time(), _SHORT))
    item.setData(0, _ID, int(row.id))
    for column in (0, 1):
        item.setToolTip(column, item.text(column))
    return item


def _local(when: Timestamp) -> QDateTime:
    return QDateTime.fromSecsSinceEpoch(int(when))


def _item(song: str, album: str, time: str) -> QTreeWidgetItem:
    item = QTreeWidgetItem([song, album, time])
    item.setSizeHint(0, QSize(0, _ROW))
    return item
