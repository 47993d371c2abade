"""Rows of the table that are a playlist's entries: taken out by Delete, moved by a drag."""

from PySide6.QtCore import QMimeData, QObject, Qt
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QMenu

from player.core.playlist_service import PlaylistService
from player.library.items import Ids
from player.ui.library.playlist_actions import PlaylistActions
from player.ui.library.selected_rows import row_ranges
from player.ui.library.sources import Source
from player.ui.library.track_mime import dragged_ids, dragged_rows
from player.ui.library.tracks_view import TracksView
from player.ui.words import tr


class PlaylistRows(QObject):
    """Does something only while the rows are all entries, in the playlist's own order."""

    def __init__(
        self, playlists: PlaylistActions, lists: PlaylistService, view: TracksView
    ) -> None:
        super().__init__(view)
        self._playlists = playlists
        self._lists = lists
        self._view = view
        self._source: Source | None = None
        self.remove_action = QAction(tr("Take out of the playlist"), view.table)
        self.remove_action.setShortcut(QKeySequence(Qt.Key.Key_Delete))
        self.remove_action.setShortcutContext(Qt.ShortcutContext.WidgetShortcut)
        self.remove_action.setEnabled(False)
        self.remove_action.triggered.connect(self.remove)
        view.table.addAction(self.remove_action)
        view.actions_.extend(self._fill)
        view.model.dropped.connect(self._on_drop)

    def show(self, source: Source | None) -> None:
        """The rows are these entries; None if they are anything else."""
        self._source = source
        self._view.model.playlist = None if source is None else source.playlist
        self.remove_action.setEnabled(source is not None)

    def remove(self) -> None:
        """Take the chosen entries out."""
        if self._source is not None:
            self._playlists.remove(self._source, self._rows())

    def _rows(self) -> list[int]:
        ranges = row_ranges(self._view.table.selectionModel().selection())
        return [row for first, last in ranges for row in range(first, last + 1)]

    def _fill(self, menu: QMenu, _ids: Ids) -> None:
        if self._source is not None:
            menu.addAction(self.remove_action)

    def _on_drop(self, data: QMimeData, row: int) -> None:
        if self._source is None or self._source.playlist is None:
            return
        rows = dragged_rows(data, self._source.playlist)
        if rows:
            self._lists.move(self._source.playlist, rows, row)
        else:
            self._lists.add(self._source.playlist, dragged_ids(data), row)
