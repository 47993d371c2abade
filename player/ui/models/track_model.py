"""The queue as a table: one row for each track, one column for how far its stems are."""

from collections.abc import Sequence
from enum import IntEnum

from PySide6.QtCore import (
    QAbstractTableModel,
    QMimeData,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    Qt,
    QUrl,
    Signal,
)

from player.base.units import TrackId
from player.core.playback import Playback, PlaybackState, Transport
from player.core.queue import Queue
from player.core.separation import Separation, StemState, StemStatus
from player.core.track import Track
from player.ui.library.track_mime import TRACKS
from player.ui.listen import listen
from player.ui.model_words import title_of
from player.ui.widgets.text import clock
from player.ui.words import mark, tr

Index = QModelIndex | QPersistentModelIndex
Role = Qt.ItemDataRole

STATUS_ROLE = Role.UserRole + 1
"""A track's StemStatus."""
TRANSPORT_ROLE = Role.UserRole + 2
"""What the transport does, if the track is the current one; else None."""


class Column(IntEnum):
    """The table's columns."""

    STATE = 0
    TITLE = 1
    ARTIST = 2
    ALBUM = 3
    LENGTH = 4
    STEMS = 5


ROWS = "application/x-minusone-rows"
"""Rows of the list while they are dragged: their tracks' ids, as text."""
HEADINGS = ("", mark("Title"), mark("Artist"), mark("Album"), mark("Length"), mark("Stems"))
_NO_PARENT = QModelIndex()
_TRANSPORT_WORDS = {
    Transport.PLAYING: "playing",
    Transport.PAUSED: "paused",
    Transport.LOADING: "loading",
    Transport.STOPPED: "",
}


def stem_text(status: StemStatus) -> str:
    """How far a track's stems are, in a word."""
    words = {
        StemState.NONE: "–",
        StemState.QUEUED: "queued",
        StemState.WORKING: f"{int(status.done * 100)} %",
        StemState.READY: "ready",
        StemState.FAILED: "failed",
    }
    return words[status.state]


class TrackModel(QAbstractTableModel):
    """Follows the queue, the separation and the transport."""

    dropped = Signal(object, int)
    """What was dropped between the rows (QMimeData), and the row that it goes before."""

    def __init__(
        self, queue: Queue, separation: Separation, playback: Playback, parent: QObject
    ) -> None:
        super().__init__(parent)
        self._queue = queue
        self._separation = separation
        self._playing: tuple[TrackId | None, Transport] = (None, Transport.STOPPED)
        self._tracks = queue.tracks
        self._rows = _rows(self._tracks)
        self._on_state(playback.state)
        listen(self, queue.changed, self._on_queue)
        listen(self, queue.track_changed, self._on_track)
        listen(self, queue.current_changed, lambda: self._on_state(playback.state))
        listen(self, separation.status_changed, self._on_status)
        listen(self, playback.state_changed, self._on_state)

    def track(self, row: int) -> Track:
        """The track in a row."""
        return self._tracks[row]

    def row(self, track_id: TrackId | None) -> int | None:
        """The row of a track, if it is in the table."""
        return None if track_id is None else self._rows.get(track_id)

    def rowCount(self, parent: Index = _NO_PARENT) -> int:
        """The number of tracks."""
        return 0 if parent.isValid() else len(self._tracks)

    def columnCount(self, parent: Index = _NO_PARENT) -> int:
        """The number of columns."""
        return 0 if parent.isValid() else len(Column)

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Role.DisplayRole
    ) -> object:
        """The headings."""
        if orientation != Qt.Orientation.Horizontal:
            return None
        if role == Role.DisplayRole:
            return tr(HEADINGS[section])
        if role == Role.TextAlignmentRole:
            return _alignment(section)
        return None

    def data(self, index: Index, role: int = Role.DisplayRole) -> object:
        """What a cell shows."""
        track, column = self._tracks[index.row()], index.column()
        if role == Role.DisplayRole:
            return self._text(track, column)
        if role == Role.ToolTipRole:
            return self._tool_tip(track, column)
        if role == Role.TextAlignmentRole:
            return _alignment(column)
        if role == Role.AccessibleTextRole and column == Column.STATE:
            return _TRANSPORT_WORDS[self._transport(track) or Transport.STOPPED]
        if role == STATUS_ROLE:
            return self._separation.status(track.id)
        return self._transport(track) if role == TRANSPORT_ROLE else None

    def flags(self, index: Index) -> Qt.ItemFlag:
        """Rows can be dragged, and dropped between."""
        return super().flags(index) | (
            Qt.ItemFlag.ItemIsDragEnabled if index.isValid() else Qt.ItemFlag.ItemIsDropEnabled
        )

    def mimeTypes(self) -> list[str]:
        """Rows of the list itself, and tracks of the library; files go to the window."""
        return [ROWS, TRACKS]

    def mimeData(self, indexes: Sequence[QModelIndex]) -> QMimeData:
        """Rows for the list, files for everybody else."""
        tracks = [self._tracks[row] for row in sorted({index.row() for index in indexes})]
        data = QMimeData()
        data.setData(ROWS, ",".join(str(track.id) for track in tracks).encode())
        files = (QUrl.fromLocalFile(t.location) for t in tracks if not t.is_stream)
        data.setUrls(list(files))
        return data

    def canDropMimeData(
        self, data: QMimeData, _action: Qt.DropAction, _row: int, _column: int, _parent: Index
    ) -> bool:
        """Rows and tracks, anywhere."""
        return data.hasFormat(ROWS) or data.hasFormat(TRACKS)

    def dropMimeData(
        self, data: QMimeData, action: Qt.DropAction, row: int, column: int, parent: Index
    ) -> bool:
        """Tell what was dropped; the queue then changes, and the view need not remove rows."""
        if self.canDropMimeData(data, action, row, column, parent):
            place = parent.row() if parent.isValid() else row
            self.dropped.emit(data, place if place >= 0 else len(self._tracks))
        return False

    def _text(self, track: Track, column: int) -> str:
        if column == Column.STEMS:
            return stem_text(self._separation.status(track.id))
        if column == Column.LENGTH:
            return "" if track.duration is None else clock(track.duration)
        words = {Column.TITLE: track.title, Column.ARTIST: track.artist, Column.ALBUM: track.album}
        return words.get(Column(column), "")

    def _tool_tip(self, track: Track, column: int) -> str:
        if column == Column.STEMS:
            return self._stem_tip(track)
        if column == Column.STATE:
            return ""
        return track.location if column == Column.TITLE else self._text(track, column)

    def _stem_tip(self, track: Track) -> str:
        status = self._separation.status(track.id)
        words = [status.reason or tr(_STEM_TIPS[status.state])]
        if status.model:
            words.append(tr("By {model}").format(model=title_of(self._separation, status.model)))
        if self._separation.pinned(track.id):
            words.append(tr("Pinned: kept whatever else needs room"))
        return "\n".join(words)

    def _transport(self, track: Track) -> Transport | None:
        return self._playing[1] if track.id == self._playing[0] else None

    def _on_queue(self) -> None:
        new = self._queue.tracks
        old = self._tracks
        if new[: len(old)] == old and len(new) > len(old):
            self.beginInsertRows(_NO_PARENT, len(old), len(new) - 1)
            self._take(new)
            self.endInsertRows()
        else:
            self.beginResetModel()
            self._take(new)
            self.endResetModel()

    def _take(self, tracks: tuple[Track, ...]) -> None:
        self._tracks, self._rows = tracks, _rows(tracks)

    def _on_track(self, track_id: TrackId) -> None:
        self._tracks = self._queue.tracks
        self._changed(track_id, Column.TITLE, Column.LENGTH)

    def _on_status(self, track_id: TrackId) -> None:
        self._changed(track_id, Column.STEMS, Column.STEMS)

    def _on_state(self, state: PlaybackState) -> None:
        before = self._playing
        self._playing = (self._queue.current, state.transport)
        if self._playing != before:  # most calls only move the position
            for track_id in {before[0], self._playing[0]}:
                self._changed(track_id, Column.STATE, Column.STEMS)

    def _changed(self, track_id: TrackId | None, first: Column, last: Column) -> None:
        row = self.row(track_id)
        if row is not None:
            self.dataChanged.emit(self.index(row, first), self.index(row, last))


_STEM_TIPS = {
    StemState.NONE: mark("Not separated"),
    StemState.QUEUED: mark("Waits for its turn"),
    StemState.WORKING: mark("Being separated"),
    StemState.READY: mark("Every stem can be heard at once"),
    StemState.FAILED: mark("Could not be separated"),
}


def _rows(tracks: tuple[Track, ...]) -> dict[TrackId, int]:
    return {track.id: row for row, track in enumerate(tracks)}


def _alignment(column: int) -> Qt.AlignmentFlag:
    side = Qt.AlignmentFlag.AlignRight if column == Column.LENGTH else Qt.AlignmentFlag.AlignLeft
    return side | Qt.AlignmentFlag.AlignVCenter
