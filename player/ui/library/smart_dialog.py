"""The dialog for a smart playlist: its name, its query, its order and its length."""

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QDialog,
    QDialogButtonBox,
    QFormLayout,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QSpinBox,
    QVBoxLayout,
    QWidget,
)

from player.library.items import Sort
from player.library.query.errors import QueryError
from player.library.query.parser import parse
from player.ui.library.columns import COLUMNS, PLAYING
from player.ui.widgets.query_field import QueryField
from player.ui.words import tr

_WIDE = 480
_MOST = 100_000

Save = Callable[[str, str, tuple[Sort, ...], int | None], object]
"""Takes the name, the query, the order and the most tracks there may be."""


class SmartDialog(QDialog):
    """Does not stop the rest of the window; `save` is called once, if the user agrees."""

    def __init__(
        self,
        save: Save,
        parent: QWidget,
        *,
        name: str = "",
        query: str = "",
        sort: tuple[Sort, ...] = (),
        limit: int | None = None,
    ) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(tr("Smart playlist"))
        self._save = save
        self._others = sort[1:]
        self.name_field = QLineEdit(name, self)
        self.name_field.setAccessibleName(tr("Name"))
        self.query_field = QueryField(self)
        self.query_field.setAccessibleName(tr("Query"))
        self.error_label = QLabel(self)
        self.error_label.setProperty("state", "bad")
        self.error_label.setWordWrap(True)
        self.sort_box = self._sort_box(sort)
        self.down_box = QCheckBox(tr("Downwards"), self)
        self.down_box.setChecked(bool(sort) and sort[0][1])
        self.limit_box = QCheckBox(tr("At most"), self)
        self.limit_box.setChecked(limit is not None)
        self.limit_field = QSpinBox(self)
        self.limit_field.setAccessibleName(tr("Most tracks"))
        self.limit_field.setRange(1, _MOST)
        self.limit_field.setValue(limit or 100)
        self.limit_field.setEnabled(limit is not None)
        self.limit_box.toggled.connect(self.limit_field.setEnabled)
        kinds = QDialogButtonBox.StandardButton
        self.buttons = QDialogButtonBox(kinds.Save | kinds.Cancel, self)
        self.buttons.accepted.connect(self._agree)
        self.buttons.rejected.connect(self.close)
        self._arrange()
        self.query_field.textChanged.connect(self._check)
        self.name_field.textChanged.connect(self._check)
        self.query_field.setText(query)
        self._check()
        (self.query_field if name else self.name_field).setFocus()

    def _agree(self) -> None:
        column = str(self.sort_box.currentData())
        sort = ((column, self.down_box.isChecked()), *self._others) if column else ()
        limit = self.limit_field.value() if self.limit_box.isChecked() else None
        self._save(self.name_field.text().strip(), self.query_field.text().strip(), sort, limit)
        self.close()

    def _check(self) -> None:
        """Nothing that cannot be understood is saved."""
        part, words = None, ""
        try:
            parse(self.query_field.text())
        except QueryError as error:
            part, words = (error.start, error.end), error.message
        self.query_field.set_wrong(part)
        self.error_label.setText(words)
        complete = bool(self.name_field.text().strip() and self.query_field.text().strip())
        button = self.buttons.button(QDialogButtonBox.StandardButton.Save)
        button.setEnabled(complete and not words)

    def _sort_box(self, sort: tuple[Sort, ...]) -> QComboBox:
        box = QComboBox(self)
        box.setAccessibleName(tr("Sorted by"))
        box.addItem(tr("Album artist and album"), "")
        for column in COLUMNS:
            if column is not PLAYING:
                box.addItem(tr(column.heading), column.name)
        if sort:
            box.setCurrentIndex(max(0, box.findData(sort[0][0])))
        return box

    def _arrange(self) -> None:
        form = QFormLayout()
        form.setSpacing(8)
        form.addRow(tr("Name"), self.name_field)
        form.addRow(tr("Query"), self.query_field)
        form.addRow("", self.error_label)
        form.addRow(tr("Sorted by"), _row(self.sort_box, self.down_box))
        form.addRow("", _row(self.limit_box, self.limit_field, QLabel(tr("tracks"), self)))
        layout = QVBoxLayout(self)
        layout.setContentsMargins(16, 16, 16, 16)
        layout.setSpacing(16)
        layout.addLayout(form)
        layout.addWidget(self.buttons)
        self.resize(_WIDE, self.sizeHint().height())


def _row(*widgets: QWidget) -> QHBoxLayout:
    row = QHBoxLayout()
    row.setSpacing(8)
    for widget in widgets:
        row.addWidget(widget)
    row.addStretch(1)
    return row
