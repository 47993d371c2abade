"""A field that shows a level in decibels and takes a typed one."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent
from PySide6.QtWidgets import QLineEdit, QSizePolicy, QWidget

from player.ui.widgets import decibel_scale
from player.ui.widgets.text import MINUS, decibels, parse_decibels


class LevelField(QLineEdit):
    """Enter takes what was typed, Escape leaves it; both give the keys back to the window."""

    entered = Signal(float)
    """The user typed a level, in dB."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._level = 0.0
        self._unit = True
        self.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.setFocusPolicy(Qt.FocusPolicy.ClickFocus)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.setAcceptDrops(False)  # music dropped here belongs to the window
        self.set_unit(True)

    def set_unit(self, unit: bool) -> None:
        """Show the unit behind the number, or leave it out where room is scarce."""
        self._unit = unit
        longest = f"{MINUS}60.0 dB" if unit else f"{MINUS}60.0"
        room = 20 if unit else 12
        self.setFixedWidth(self.fontMetrics().horizontalAdvance(longest) + room)
        self.set_level(self._level)

    def set_level(self, level: float) -> None:
        """Show a level in dB, unless somebody types now."""
        self._level = level
        if not self.hasFocus():
            self.setText(self._words)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Take or leave what was typed."""
        if event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            self._take()
            self.clearFocus()
        elif event.key() == Qt.Key.Key_Escape:
            self.clearFocus()
        else:
            super().keyPressEvent(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Let typing replace the level."""
        super().focusInEvent(event)
        self.selectAll()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Show the level as it is."""
        super().focusOutEvent(event)
        self.setText(self._words)
        self.deselect()

    @property
    def _words(self) -> str:
        words = decibels(self._level, decibel_scale.BOTTOM)
        return words if self._unit else words.removesuffix(" dB")

    def _take(self) -> None:
        level = parse_decibels(self.text(), decibel_scale.BOTTOM)
        if level is not None:
            self._level = min(max(level, decibel_scale.BOTTOM), decibel_scale.TOP)
            self.entered.emit(self._level)
