"""The menu of tools that change many files at once."""

from collections.abc import Callable

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QMenu, QWidget

from player.core.tag_draft import TagDraft
from player.library.tag_changes import Field
from player.library.tag_texts import TEXT_FIELDS, Change, capitalised, sentence, tidy_blanks
from player.ui.widgets.icon_button import EnterButton
from player.ui.words import tr

_NAMES = tuple(field for field in TEXT_FIELDS if field is not Field.COMMENT)


class ToolsMenu(QWidget):
    """A row of buttons; the last one opens a menu."""

    used = Signal()
    replace_asked = Signal()
    names_asked = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.draft = TagDraft(())
        self.number_button = self._button(
            tr("Number tracks"), tr("Number the tracks in the order of the list")
        )
        self.number_button.clicked.connect(self._number)
        self.replace_button = self._button(tr("Replace…"), tr("Find and replace"))
        self.replace_button.clicked.connect(self.replace_asked)
        self.names_button = self._button(tr("From names…"), tr("Tags from file names"))
        self.names_button.clicked.connect(self.names_asked)
        self.texts_button = self._button(tr("Capitals"), tr("Put capitals and blanks in order"))
        self.menu = QMenu(self.texts_button)
        self._add(tr("Capitals For Each Word"), capitalised, _NAMES)
        self._add(tr("Capital at the start only"), sentence, _NAMES)
        self._add(tr("small letters"), str.lower, _NAMES)
        self._add(tr("LARGE LETTERS"), str.upper, _NAMES)
        self.menu.addSeparator()
        self._add(tr("Tidy blanks and underscores"), tidy_blanks, TEXT_FIELDS)
        self.texts_button.setMenu(self.menu)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(4)
        for button in (
            self.number_button,
            self.texts_button,
            self.replace_button,
            self.names_button,
        ):
            layout.addWidget(button)
        layout.addStretch(1)

    def _number(self) -> None:
        self.draft.number()
        self.used.emit()

    def _add(self, text: str, change: Change, fields: tuple[Field, ...]) -> None:
        self.menu.addAction(text, self._changer(change, fields))

    def _changer(self, change: Change, fields: tuple[Field, ...]) -> Callable[[], None]:
        def use() -> None:
            self.draft.change_texts(change, fields)
            self.used.emit()

        return use

    def _button(self, text: str, tip: str) -> EnterButton:
        button = EnterButton(text, self)
        button.setProperty("compact", True)
        button.setAccessibleName(tip)
        button.setToolTip(tip)
        return button
