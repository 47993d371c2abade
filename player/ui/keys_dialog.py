"""A list of all keys, made from the table of commands."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence
from PySide6.QtWidgets import QDialog, QGridLayout, QLabel, QWidget

from player.ui.commands import COMMANDS

_FORMAT = QKeySequence.SequenceFormat.NativeText


class KeysDialog(QDialog):
    """Two columns of keys and what they do; it does not hold up the window."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle("Keys")
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        rows = [(each.keys[0], each.text) for each in COMMANDS if each.keys]
        layout = QGridLayout(self)
        layout.setContentsMargins(24, 16, 24, 24)
        layout.setHorizontalSpacing(16)
        layout.setVerticalSpacing(8)
        half = -(-len(rows) // 2)
        for number, (key, text) in enumerate(rows):
            column, row = divmod(number, half)
            name = QLabel(QKeySequence(key).toString(_FORMAT), self)
            name.setProperty("quiet", True)
            layout.addWidget(name, row, 2 * column, Qt.AlignmentFlag.AlignRight)
            layout.addWidget(QLabel(text.removesuffix("…"), self), row, 2 * column + 1)
