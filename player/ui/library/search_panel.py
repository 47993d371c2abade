"""The search field with what it has to say: errors at their place, and the way to keep a query."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QVBoxLayout, QWidget

from player.ui.icons import icon
from player.ui.widgets import colours
from player.ui.widgets.gives_focus import GivesFocus
from player.ui.widgets.icon_button import EnterToolButton, Picture
from player.ui.widgets.query_field import QueryField
from player.ui.words import tr

_ICON = 16


class SearchPanel(GivesFocus, QWidget):
    """Whoever searches connects `changed`, and says what came of it with `show_error`."""

    changed = Signal(str)
    """What is searched for now; every keystroke."""
    save_wanted = Signal(str)
    """The user wants to keep this query as a smart playlist."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.field = QueryField(self)
        self.field.setPlaceholderText(tr("Search, or ask: artist:davis year:1959..1965 rating>=4"))
        self.field.setAccessibleName(tr("Search the library"))
        self.field.textChanged.connect(self._on_text)
        self.save_button = EnterToolButton(self)
        self.save_button.setText(tr("Save as smart playlist"))
        self.save_button.setAccessibleName(tr("Save as smart playlist"))
        self.save_button.setProperty("quiet", True)
        self.save_button.clicked.connect(lambda: self.save_wanted.emit(self.text))
        self.save_button.hide()
        self.error_label = QLabel(self)
        self.error_label.setProperty("state", "bad")
        self.error_label.setWordWrap(True)
        self.error_label.hide()
        self._arrange()

    def focus_goes_to(self) -> QWidget:
        """The field."""
        return self.field

    @property
    def text(self) -> str:
        """What is searched for."""
        return self.field.text().strip()

    def set_text(self, text: str) -> None:
        """Search for this."""
        self.field.setText(text)

    def show_error(self, words: str, part: tuple[int, int] | None) -> None:
        """Say what is wrong with the query, and underline it; no words for nothing."""
        self.error_label.setText(words)
        self.error_label.setVisible(bool(words))
        self.field.set_wrong(part if words else None)
        self.save_button.setVisible(bool(self.text) and not words)

    def _on_text(self, _text: str) -> None:
        self.save_button.setVisible(bool(self.text))
        self.changed.emit(self.text)

    def _arrange(self) -> None:
        row = QHBoxLayout()
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(8)
        row.addWidget(Picture(icon("search"), _ICON, colours.DIM, self))
        row.addWidget(self.field, 1)
        row.addWidget(self.save_button)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(4, 0, 0, 0)
        layout.setSpacing(2)
        layout.addLayout(row)
        layout.addWidget(self.error_label)
