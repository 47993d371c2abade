"""The list at the side as Qt sees it: all music, the ready-made queries, the user's playlists."""

from collections.abc import Sequence

from PySide6.QtCore import (
    QAbstractListModel,
    QMimeData,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    Qt,
    Signal,
)

from player.ui.library.sources import ALL_MUSIC, READY_MADE, Source
from player.ui.library.track_mime import TRACKS
from player.ui.words import mark, tr

Index = QModelIndex | QPersistentModelIndex
Role = Qt.ItemDataRole

SOURCE_ROLE = Role.UserRole + 1
_NO_PARENT = QModelIndex()
_PLAYLISTS = Source(mark("Playlists"), heading=True)


class SourceModel(QAbstractListModel):
    """Playlists can be renamed and take what is dropped; `renamed` and `dropped` tell."""

    renamed = Signal(object, str)
    dropped = Signal(object, object)
    """A Source, or None for a new playlist; and the QMimeData."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.sources: tuple[Source, ...] = ()
        self.show_playlists(())

    def show_playlists(self, playlists: Sequence[Source]) -> None:
        """Have these below the ready-made ones."""
        sources = (ALL_MUSIC, *READY_MADE, _PLAYLISTS, *playlists)
        if sources != self.sources:
            self.beginResetModel()
            self.sources = sources
            self.endResetModel()

    def row(self, source: Source) -> int | None:
        """Where a source is: a playlist is the same whatever its name."""
        for row, each in enumerate(self.sources):
            same = each.playlist == source.playlist if source.playlist else each == source
            if same:
                return row
        return None

    def rowCount(self, parent: Index = _NO_PARENT) -> int:
        """The number of lines."""
        return 0 if parent.isValid() else len(self.sources)

    def flags(self, index: Index) -> Qt.ItemFlag:
        """Headings cannot be chosen; playlists can be renamed, and some take tracks."""
        if not index.isValid():
            return Qt.ItemFlag.ItemIsDropEnabled
        source = self.sources[index.row()]
        if source.heading:
            return Qt.ItemFlag.ItemIsDropEnabled
        flags = Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable
        if source.playlist is not None:
            flags |= Qt.ItemFlag.ItemIsEditable
        return flags | Qt.ItemFlag.ItemIsDropEnabled if source.editable else flags

    def data(self, index: Index, role: int = Role.DisplayRole) -> object:
        """The name, and the source itself."""
        source = self.sources[index.row()]
        if role == SOURCE_ROLE:
            return source
        if role not in {Role.DisplayRole, Role.EditRole, Role.ToolTipRole}:
            return None
        if role == Role.ToolTipRole and (source.query or source.tip):
            return f"{self.name(source)}: {source.query or source.tip}"
        return self.name(source)

    def setData(self, index: Index, value: object, role: int = Role.EditRole) -> bool:
        """Have a playlist renamed."""
        name, source = str(value).strip(), self.sources[index.row()]
        if role != Role.EditRole or not name or name == source.name:
            return False
        self.renamed.emit(source, name)
        return True

    def mimeTypes(self) -> list[str]:
        """Tracks of the library, and files."""
        return [TRACKS, "text/uri-list"]

    def supportedDropActions(self) -> Qt.DropAction:
        """What is dropped stays where it was, too."""
        return Qt.DropAction.CopyAction

    def canDropMimeData(
        self, data: QMimeData, _action: Qt.DropAction, row: int, _column: int, parent: Index
    ) -> bool:
        """Onto a playlist, or between and below them for a new one."""
        if not (data.hasFormat(TRACKS) or data.hasUrls()):
            return False
        if not parent.isValid():
            return row < 0 or row > self.sources.index(_PLAYLISTS)
        source = self.sources[parent.row()]
        return source.editable or source is _PLAYLISTS

    def dropMimeData(
        self, data: QMimeData, action: Qt.DropAction, row: int, column: int, parent: Index
    ) -> bool:
        """Have the tracks put in."""
        if not self.canDropMimeData(data, action, row, column, parent):
            return False
        source = self.sources[parent.row()] if parent.isValid() else None
        self.dropped.emit(source if source is not None and source.editable else None, data)
        return False  # True would have the view remove rows at the other end

    def name(self, source: Source) -> str:
        """What a source is called."""
        return source.name if source.playlist is not None else tr(source.name)
