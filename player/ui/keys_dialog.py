"""A list of all keys, made from the table of commands."""

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence
from PySide6.QtWidgets import QDialog, QGridLayout, QLabel, QWidget

from player.ui.commands import Command

_FORMAT = QKeySequence.SequenceFormat.NativeText


class KeysDialog(QDialog):
    """Two columns of keys and what they do; it does not hold up the window."""

    def __init__(self, commands: Sequence[Command], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle("Keys")
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        rows = [each for each in commands if each.keys]
        layout = QGridLayout(self)
        layout.setContentsMargins(24, 16, 24, 24)
        layout.setHorizontalSpacing(16)
        layout.setVerticalSpacing(6)
        half = -(-len(rows) // 2)
        for number, each in enumerate(rows):
            column, row = divmod(number, half)
            keys = (QKeySequence(key).toString(_FORMAT) for key in each.keys)
            name = QLabel(", ".join(keys), self)
            name.setProperty("quiet", True)
            layout.addWidget(name, row, 2 * column, Qt.AlignmentFlag.AlignRight)
            layout.addWidget(QLabel(each.text.removesuffix("…"), self), row, 2 * column + 1)
