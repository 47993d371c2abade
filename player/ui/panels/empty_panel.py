"""What a place says when there is nothing in it, and what to do first."""

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QVBoxLayout, QWidget

from player.ui.icons import icon
from player.ui.tips import set_tip
from player.ui.widgets import colours
from player.ui.widgets.icon_button import EnterButton, Picture


class EmptyPanel(QFrame):
    """A drawing, a title, a hint, and buttons in the order they are added."""

    def __init__(self, drawing: str, title: str, hint: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("panel")
        self.title_label = QLabel(title, self)
        font = self.title_label.font()
        font.setPointSizeF(font.pointSizeF() * 1.5)
        font.setBold(True)
        self.title_label.setFont(font)
        self.hint_label = QLabel(hint, self)
        self.hint_label.setProperty("quiet", True)
        self.buttons: list[EnterButton] = []
        self._row = QHBoxLayout()
        self._arrange(Picture(icon(drawing), 56, colours.DIM, self))

    def add_button(
        self, text: str, what: Callable[[], object], *, command: str = "", tip: str = ""
    ) -> EnterButton:
        """Add a button; the first is the one that leads on. Its tip is the command's, or `tip`."""
        button = EnterButton(text, self)
        button.setProperty("primary", not self.buttons)
        button.setAccessibleName(text)
        if command:
            set_tip(button, command, tip)
        else:
            button.setToolTip(tip or text)
        button.clicked.connect(lambda _on: what())
        self.buttons.append(button)
        self._row.insertWidget(len(self.buttons), button)
        return button

    def _arrange(self, picture: Picture) -> None:
        layout = QVBoxLayout(self)
        layout.setSpacing(8)
        layout.addStretch(2)
        layout.addWidget(picture, 0, Qt.AlignmentFlag.AlignHCenter)
        for label in (self.title_label, self.hint_label):
            label.setAlignment(Qt.AlignmentFlag.AlignCenter)
            label.setWordWrap(True)
            layout.addWidget(label)
        self._row.setSpacing(8)
        self._row.addStretch(1)
        self._row.addStretch(1)
        layout.addSpacing(8)
        layout.addLayout(self._row)
        layout.addStretch(3)
