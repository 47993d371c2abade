"""The albums that are shown, as rows of a grid."""

from collections.abc import Sequence

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from player.library.items import AlbumRow
from player.ui.words import tr

Index = QModelIndex | QPersistentModelIndex
Role = Qt.ItemDataRole

_NO_PARENT = QModelIndex()


class AlbumModel(QAbstractTableModel):
    """As many columns as fit side by side; the last row may have fewer albums."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.albums: Sequence[AlbumRow] = ()
        self._columns = 1

    def show(self, albums: Sequence[AlbumRow]) -> None:
        """Have these albums."""
        self.beginResetModel()
        self.albums = albums
        self.endResetModel()

    def set_columns(self, columns: int) -> None:
        """Have so many side by side."""
        if columns != self._columns:
            self.beginResetModel()
            self._columns = columns
            self.endResetModel()

    def album(self, index: Index) -> AlbumRow | None:
        """The album of a cell, if it has one."""
        number = self.number(index)
        return self.albums[number] if 0 <= number < len(self.albums) else None

    def number(self, index: Index) -> int:
        """Which album a cell has; -1 for none."""
        return index.row() * self._columns + index.column() if index.isValid() else -1

    def cell(self, number: int) -> QModelIndex:
        """Where an album is."""
        return self.index(number // self._columns, number % self._columns)

    def rowCount(self, parent: Index = _NO_PARENT) -> int:
        """Rows of albums."""
        return 0 if parent.isValid() else -(-len(self.albums) // self._columns)

    def columnCount(self, parent: Index = _NO_PARENT) -> int:
        """Albums side by side."""
        return 0 if parent.isValid() else self._columns

    def flags(self, index: Index) -> Qt.ItemFlag:
        """What has an album can be chosen and dragged."""
        if self.album(index) is None:
            return Qt.ItemFlag.NoItemFlags
        return super().flags(index) | Qt.ItemFlag.ItemIsDragEnabled

    def data(self, index: Index, role: int = Role.DisplayRole) -> object:
        """Words; the delegate asks for the album itself."""
        album = self.album(index)
        if album is None or role not in {Role.DisplayRole, Role.ToolTipRole}:
            return None
        return "\n".join(words for words in (title_of(album), under_title(album)) if words)


def title_of(album: AlbumRow) -> str:
    """The album's title, or words for there being none."""
    return album.title or tr("(no album)")


def under_title(album: AlbumRow) -> str:
    """Artist and year."""
    year = "" if album.year is None else str(album.year)
    return " · ".join(words for words in (album.artist, year) if words)
