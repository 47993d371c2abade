"""A question inside the window: its words, what must be accepted, yes and no."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QCheckBox, QFrame, QHBoxLayout, QLabel, QVBoxLayout, QWidget

from player.ui.widgets.icon_button import EnterButton
from player.ui.widgets.text import breakable
from player.ui.words import tr


class QuestionBox(QFrame):
    """Hidden until something is asked; either answer hides it again."""

    answered = Signal(bool)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("question")
        self.text_label = QLabel(self)
        self.text_label.setWordWrap(True)
        self.text_label.setTextFormat(Qt.TextFormat.PlainText)
        self.accept_box = QCheckBox(tr("I accept these terms"), self)
        self.yes_button = EnterButton("", self)
        self.yes_button.setAccessibleName(tr("Yes"))
        self.yes_button.setProperty("primary", True)
        self.no_button = EnterButton(tr("No"), self)
        self.accept_box.toggled.connect(self.yes_button.setEnabled)
        self.yes_button.clicked.connect(lambda: self._answer(True))
        self.no_button.clicked.connect(lambda: self._answer(False))
        self._arrange()
        self.hide()

    def ask(self, text: str, yes: str, *, accept: bool) -> None:
        """Show the question; with `accept`, yes can be said only after the tick."""
        self.text_label.setText(breakable(text))
        self.accept_box.setChecked(False)
        self.accept_box.setVisible(accept)
        self.yes_button.setText(yes)
        self.yes_button.setEnabled(not accept)
        self.yes_button.setAccessibleName(yes)
        self.no_button.setAccessibleName(
            tr("No, do not {action}").format(action=f"{yes[0].lower()}{yes[1:]}")
        )
        self.show()
        (self.accept_box if accept else self.no_button).setFocus()

    def _answer(self, yes: bool) -> None:
        self.hide()
        self.answered.emit(yes)

    def _arrange(self) -> None:
        row = QHBoxLayout()
        row.setSpacing(8)
        row.addWidget(self.accept_box)
        row.addStretch(1)
        row.addWidget(self.no_button)
        row.addWidget(self.yes_button)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(12, 8, 8, 8)
        layout.setSpacing(8)
        layout.addWidget(self.text_label)
        layout.addLayout(row)
