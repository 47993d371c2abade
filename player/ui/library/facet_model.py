"""The values of one field among the tracks, with how many tracks have each; "All" comes first."""

from collections.abc import Collection, Sequence

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from player.library.facets import Facet
from player.ui.words import tr

Index = QModelIndex | QPersistentModelIndex
Role = Qt.ItemDataRole

_NO_PARENT = QModelIndex()


class FacetModel(QAbstractTableModel):
    """One column. Row 0 is all values together."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.facets: tuple[Facet, ...] = ()

    def show(self, facets: Sequence[Facet]) -> None:
        """Have these values."""
        self.beginResetModel()
        self.facets = tuple(facets)
        self.endResetModel()

    def rowCount(self, parent: Index = _NO_PARENT) -> int:
        """All, and each value."""
        return 0 if parent.isValid() else len(self.facets) + 1

    def columnCount(self, parent: Index = _NO_PARENT) -> int:
        """One."""
        return 0 if parent.isValid() else 1

    def words(self, row: int) -> str:
        """What a row is called."""
        if row == 0:
            return tr("All ({count})").format(count=f"{len(self.facets):,}")
        return self.facets[row - 1][0] or tr("(none)")

    def count(self, row: int) -> int:
        """How many tracks have a row's value; 0 for all together."""
        return self.facets[row - 1][1] if row else 0

    def value(self, row: int) -> str | None:
        """The value of a row; None for all together."""
        return self.facets[row - 1][0] if row else None

    def rows(self, values: Collection[str]) -> list[int]:
        """Where these values are, as far as they are there."""
        return [row for row, (value, _) in enumerate(self.facets, start=1) if value in values]

    def find(self, prefix: str, start: int) -> int | None:
        """The next row after `start` whose value begins like this, going round at the end."""
        wanted, count = prefix.casefold(), len(self.facets)
        for step in range(count):
            row = (start + step) % count
            if self.facets[row][0].casefold().startswith(wanted):
                return row + 1
        return None

    def data(self, index: Index, role: int = Role.DisplayRole) -> object:
        """Words and count; what is painted comes from `words` and `count`."""
        if role in {Role.DisplayRole, Role.ToolTipRole}:
            return self.words(index.row())
        if role == Role.AccessibleTextRole:
            count = self.count(index.row())
            return f"{self.words(index.row())}, {count:,}" if count else self.words(0)
        return None
