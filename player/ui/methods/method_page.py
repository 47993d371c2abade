"""One method: what it does, its picture, what it assumes, when it works and when it fails."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QVBoxLayout, QWidget

from player.ui.methods.method_texts import Method
from player.ui.methods.pictures import MethodPicture
from player.ui.words import mark, tr

HEADINGS = {
    "assumes": mark("What it assumes"),
    "works": mark("When it works"),
    "fails": mark("When it fails"),
    "measured": mark("Measured"),
    "cost": mark("What it costs"),
    "paper": mark("Where it comes from"),
}
"""The parts of the text, in their order."""


class MethodPage(QWidget):
    """Text and picture; a screen reader reads the labels one by one."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.title_label = _words(self)
        font = self.title_label.font()
        font.setPointSizeF(font.pointSizeF() * 1.5)
        font.setBold(True)
        self.title_label.setFont(font)
        self.does_label = _words(self)
        self.picture = MethodPicture(self)
        self.labels = {part: _words(self) for part in HEADINGS}
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 8, 0)
        layout.setSpacing(4)
        layout.addWidget(self.title_label)
        layout.addWidget(self.does_label)
        layout.addSpacing(8)
        layout.addWidget(self.picture)
        for part, label in self.labels.items():
            heading = _words(self)
            heading.setText(tr(HEADINGS[part]))
            heading.setProperty("quiet", True)
            layout.addSpacing(8)
            layout.addWidget(heading)
            layout.addWidget(label)
        layout.addStretch(1)

    def show_method(self, method: Method) -> None:
        """Show another method."""
        self.title_label.setText(method.title)
        self.does_label.setText(method.does)
        self.picture.show_picture(method.picture, method.title, method.shown)
        for part, label in self.labels.items():
            label.setText(getattr(method, part))


def _words(parent: QWidget) -> QLabel:
    label = QLabel(parent)
    label.setWordWrap(True)
    label.setTextFormat(Qt.TextFormat.PlainText)
    label.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
    return label
