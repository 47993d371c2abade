"""The cheat sheet: all keys, by what they are for."""

from collections.abc import Iterable, Mapping, Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QDialog,
    QFrame,
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from player.ui.keymap import native
from player.ui.widgets.icon_button import EnterButton
from player.ui.words import tr

_COLUMNS = 3
Line = tuple[str, Sequence[str]]
"""What is done, and the keys that do it."""


class KeysDialog(QDialog):
    """Shows groups of lines; it does not hold up the window."""

    change_asked = Signal()
    """The user wants other keys."""

    def __init__(self, groups: Mapping[str, Iterable[Line]], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle(tr("Keys"))
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        sheet = QWidget(self)
        columns = QHBoxLayout(sheet)
        columns.setContentsMargins(0, 0, 8, 0)
        columns.setSpacing(32)
        for part in _shared_out({name: list(lines) for name, lines in groups.items()}):
            column = QVBoxLayout()
            column.setSpacing(16)
            for name, lines in part:
                column.addLayout(_group(name, lines, sheet))
            column.addStretch(1)
            columns.addLayout(column)
        self.change_button = EnterButton(tr("Change keys…"), self)
        self.change_button.setAccessibleName(tr("Change keys…"))
        self.change_button.clicked.connect(self.change_asked)
        self._arrange(sheet)

    def _arrange(self, sheet: QWidget) -> None:
        scroll = QScrollArea(self)
        scroll.setAccessibleName(tr("Keys"))
        scroll.setWidgetResizable(True)
        scroll.setFrameShape(QFrame.Shape.NoFrame)
        scroll.setWidget(sheet)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(24, 16, 16, 12)
        layout.addWidget(scroll)
        layout.addWidget(self.change_button, 0, Qt.AlignmentFlag.AlignLeft)
        wanted, around = sheet.sizeHint(), self.parentWidget()
        width, height = wanted.width() + 64, wanted.height() + 96
        if around is not None:
            width, height = min(width, around.width()), min(height, around.height() - 32)
        self.resize(width, height)


def _shared_out(groups: Mapping[str, list[Line]]) -> list[list[tuple[str, list[Line]]]]:
    """The groups in columns of about the same height, in their order."""
    whole = sum(len(lines) + 2 for lines in groups.values())
    columns: list[list[tuple[str, list[Line]]]] = [[]]
    filled = 0
    for name, lines in groups.items():
        if not lines:
            continue
        if len(columns) < _COLUMNS and filled >= whole * len(columns) / _COLUMNS:
            columns.append([])
        columns[-1].append((name, lines))
        filled += len(lines) + 2
    return columns


def _group(name: str, lines: Sequence[Line], parent: QWidget) -> QGridLayout:
    grid = QGridLayout()
    grid.setHorizontalSpacing(16)
    grid.setVerticalSpacing(6)
    title = QLabel(name, parent)
    font = title.font()
    font.setBold(True)
    title.setFont(font)
    grid.addWidget(title, 0, 0, 1, 2)
    for row, (text, keys) in enumerate(lines, start=1):
        grid.addWidget(QLabel(text, parent), row, 0)
        shown = QLabel(", ".join(native(key) for key in keys), parent)
        shown.setProperty("quiet", True)
        grid.addWidget(shown, row, 1)
    grid.setColumnStretch(0, 1)
    return grid
