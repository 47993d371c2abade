"""The column browser: each column narrows the ones after it, and the tracks."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QMenu, QSplitter, QVBoxLayout, QWidget

from player.base.values import dataclass
from player.library.facets import Facet
from player.ui.library.facet_list import FacetList
from player.ui.widgets.icon_button import EnterButton
from player.ui.words import mark, tr

FIELDS: dict[str, str] = {
    "genre": mark("Genre"),
    "artist": mark("Artist"),
    "albumartist": mark("Album artist"),
    "composer": mark("Composer"),
    "album": mark("Album"),
    "year": mark("Year"),
    "decade": mark("Decade"),
    "folder": mark("Folder"),
    "codec": mark("Format"),
}
"""What a column can be of, by the library's name of the field."""
USUAL = ("genre", "artist", "album")

Filter = tuple[str, frozenset[str]]


@dataclass(frozen=True)
class FacetWish:
    """The values that a column needs: of which field, under which filters."""

    column: int
    field: str
    filters: tuple[Filter, ...]


class FacetColumn(QFrame):
    """A field's name, which is the button that changes it, over the field's values."""

    field_changed = Signal()

    def __init__(self, field: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("panel")
        self.field = field
        self.button = EnterButton("", self)
        self.button.setProperty("heading", True)
        self.button.setToolTip(tr("Choose what this column shows"))
        self.button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.button.clicked.connect(self._show_menu)
        self.list = FacetList(self)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(1, 1, 1, 1)
        layout.setSpacing(0)
        layout.addWidget(self.button)
        layout.addWidget(self.list, 1)
        self._show_name()

    def menu(self) -> QMenu:
        """Offers all fields."""
        menu = QMenu(self)
        for name, words in FIELDS.items():
            action = menu.addAction(tr(words))
            action.setCheckable(True)
            action.setChecked(name == self.field)
            action.triggered.connect(lambda _on, name=name: self.set_field(name))
        return menu

    def set_field(self, field: str) -> None:
        """Be a column of this field."""
        if field in FIELDS and field != self.field:
            self.field = field
            self.list.choose(())
            self._show_name()
            self.field_changed.emit()

    def _show_menu(self) -> None:
        menu = self.menu()
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.popup(self.button.mapToGlobal(self.button.rect().bottomLeft()))

    def _show_name(self) -> None:
        name = tr(FIELDS[self.field])
        self.button.setText(f"{name}  ▾")
        self.button.setAccessibleName(tr("Column of: {field}").format(field=name))
        self.list.setAccessibleName(name)


class ColumnBrowser(QSplitter):
    """Three columns side by side. Whoever knows the library fills them by `wishes`."""

    filters_changed = Signal(int)
    """The user chose other values or another field: columns from this one on have to be filled."""

    def __init__(self, fields: Sequence[str] = USUAL, parent: QWidget | None = None) -> None:
        super().__init__(Qt.Orientation.Horizontal, parent)
        self.setAccessibleName(tr("Column browser"))
        self.setChildrenCollapsible(False)
        self.columns = [FacetColumn(field, self) for field in fields]
        for number, column in enumerate(self.columns):
            self.addWidget(column)
            column.list.chosen_changed.connect(lambda n=number: self.filters_changed.emit(n + 1))
            column.field_changed.connect(lambda n=number: self.filters_changed.emit(n))

    @property
    def fields(self) -> tuple[str, ...]:
        """The columns' fields."""
        return tuple(column.field for column in self.columns)

    @property
    def filters(self) -> tuple[Filter, ...]:
        """What the tracks have to be: one entry for each column in which values are chosen."""
        return self._filters(len(self.columns))

    def wishes(self, first: int = 0) -> list[FacetWish]:
        """What the columns from `first` on have to be filled with."""
        numbered = list(enumerate(self.columns))[first:]
        return [FacetWish(n, column.field, self._filters(n)) for n, column in numbered]

    def show_facets(self, column: int, facets: Sequence[Facet]) -> bool:
        """Fill a column; whether values that were chosen are there no more."""
        facet_list = self.columns[column].list
        before = facet_list.chosen
        facet_list.show_facets(facets)
        return facet_list.chosen != before

    def clear(self) -> None:
        """Choose all values in every column."""
        for column in self.columns:
            column.list.choose(())
        self.filters_changed.emit(0)

    def _filters(self, upto: int) -> tuple[Filter, ...]:
        before = self.columns[:upto]
        return tuple((each.field, each.list.chosen) for each in before if each.list.chosen)
