"""The tracks that are shown, as Qt sees them: any number of rows, few of them in memory."""

from collections.abc import Iterable, Sequence

import numpy as np
from PySide6.QtCore import (
    QAbstractTableModel,
    QMimeData,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    Qt,
    Signal,
)

from player.library.items import Ids, LibraryId, PlaylistId, Sort, TrackRow
from player.ui.library.columns import COLUMNS, PLAYING, RATING, TITLE
from player.ui.library.track_mime import TRACKS
from player.ui.library.track_pages import Fetch, TrackPages
from player.ui.widgets.stars import stars_of
from player.ui.words import tr

Index = QModelIndex | QPersistentModelIndex
Role = Qt.ItemDataRole

_NO_PARENT = QModelIndex()
_ARROWS = {False: "▲", True: "▼"}
_DRAGS = Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable | Qt.ItemFlag.ItemIsDragEnabled


class LibraryModel(QAbstractTableModel):
    """One row for each id; `track_mime` puts rows that are dragged into words."""

    dropped = Signal(object, int)
    """What was dropped between the rows of a playlist (QMimeData), and the row it goes before."""

    def __init__(self, fetch: Fetch, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._pages = TrackPages(fetch, self._on_page)
        self._sort: tuple[Sort, ...] = ()
        self.playing = ""
        """The path of the track that plays."""
        self.playlist: PlaylistId | None = None
        """The playlist whose entries the rows are, in its own order; only then rows take drops."""

    @property
    def ids(self) -> Ids:
        """All tracks, in order."""
        return self._pages.ids

    @property
    def sorted_by(self) -> tuple[Sort, ...]:
        """The columns it is sorted by, the first first; true for downwards."""
        return self._sort

    def show(self, ids: Ids, sort: Sequence[Sort] = ()) -> None:
        """Show another list, or the same one as it is now."""
        if len(ids) == len(self.ids) and np.array_equal(ids, self.ids):
            self._pages.show(ids)
            self._set_sort(sort)
            self._on_page(0, len(ids) - 1)
            return
        self.beginResetModel()
        self._pages.show(ids)
        self._sort = tuple(sort)
        self.endResetModel()

    def row(self, number: int) -> TrackRow | None:
        """The track in a row, if it is known yet."""
        return self._pages.row(number)

    def place(self, track: LibraryId) -> int | None:
        """The first row of a track."""
        places = np.flatnonzero(self.ids == track)
        return int(places[0]) if len(places) else None

    def places(self, tracks: Iterable[LibraryId]) -> list[int]:
        """All rows of these tracks."""
        wanted = np.fromiter(tracks, np.int64)
        return [int(each) for each in np.flatnonzero(np.isin(self.ids, wanted))]

    def rowCount(self, parent: Index = _NO_PARENT) -> int:
        """The number of tracks."""
        return 0 if parent.isValid() else len(self._pages.ids)

    def columnCount(self, parent: Index = _NO_PARENT) -> int:
        """The number of columns, shown or not."""
        return 0 if parent.isValid() else len(COLUMNS)

    def flags(self, index: Index) -> Qt.ItemFlag:
        """All rows can be chosen and dragged, and dropped between."""
        return _DRAGS if index.isValid() else Qt.ItemFlag.ItemIsDropEnabled

    def mimeTypes(self) -> list[str]:
        """Tracks."""
        return [TRACKS]

    def canDropMimeData(
        self, data: QMimeData, _action: Qt.DropAction, _row: int, _column: int, _parent: Index
    ) -> bool:
        """Tracks, if the rows are a playlist."""
        return self.playlist is not None and data.hasFormat(TRACKS)

    def dropMimeData(
        self, data: QMimeData, action: Qt.DropAction, row: int, column: int, parent: Index
    ) -> bool:
        """Tell what was dropped; the playlist then changes, and the view need not remove rows."""
        if self.canDropMimeData(data, action, row, column, parent):
            place = parent.row() if parent.isValid() else row
            self.dropped.emit(data, place if place >= 0 else self.rowCount())
        return False

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Role.DisplayRole
    ) -> object:
        """The headings; an arrow, and a number if there are several, tell what sorts."""
        if orientation != Qt.Orientation.Horizontal:
            return None
        column = COLUMNS[section]
        if role == Role.DisplayRole:
            return f"{tr(column.heading)} {self._arrow(column.name)}".strip()
        if role == Role.ToolTipRole and column.name:
            return tr("Click to sort, Shift-click to sort by one more column")
        if role == Role.TextAlignmentRole:
            side = Qt.AlignmentFlag.AlignRight if column.right else Qt.AlignmentFlag.AlignLeft
            return side | Qt.AlignmentFlag.AlignVCenter
        return None

    def data(self, index: Index, role: int = Role.DisplayRole) -> object:
        """What a cell shows; the delegate asks `row` instead, which is quicker."""
        if role not in {Role.DisplayRole, Role.ToolTipRole, Role.AccessibleTextRole}:
            return None
        track, column = self.row(index.row()), COLUMNS[index.column()]
        if track is None:
            return "…" if column is TITLE else ""
        if column is RATING:
            return rating_words(track.rating)
        if column is PLAYING:
            return tr("playing") if track.path == self.playing else ""
        if role == Role.ToolTipRole and column is TITLE:
            return track.path
        return column.text(track)

    def set_playing(self, path: str) -> None:
        """Mark the track that plays."""
        if path != self.playing:
            self.playing = path
            self._on_page(0, self.rowCount() - 1)

    def _set_sort(self, sort: Sequence[Sort]) -> None:
        if tuple(sort) != self._sort:
            self._sort = tuple(sort)
            self.headerDataChanged.emit(Qt.Orientation.Horizontal, 0, len(COLUMNS) - 1)

    def _arrow(self, name: str) -> str:
        places = {each: place for place, (each, _) in enumerate(self._sort, start=1)}
        if not name or name not in places:
            return ""
        number = str(places[name]) if len(self._sort) > 1 else ""
        return _ARROWS[dict(self._sort)[name]] + number

    def _on_page(self, first: int, last: int) -> None:
        if 0 <= first <= last:
            self.dataChanged.emit(self.index(first, 0), self.index(last, len(COLUMNS) - 1))


def rating_words(rating: float | None) -> str:
    """A rating for those who do not see stars."""
    if rating is None:
        return tr("no rating")
    return tr("{stars} of 5").format(stars=stars_of(rating))
