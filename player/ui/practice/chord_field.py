"""Where a chord is typed, over its place in the lane."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent
from PySide6.QtWidgets import QLineEdit, QWidget

from player.ui.words import tr


class ChordField(QLineEdit):
    """Enter gives what was typed; Escape, and going elsewhere, leave it as it was."""

    given = Signal(str)
    ended = Signal()

    def __init__(self, text: str, parent: QWidget | None = None) -> None:
        super().__init__(text, parent)
        self.setAccessibleName(tr("Chord"))
        self.setPlaceholderText("C  F#m7  G/B")
        self.selectAll()
        self._over = False

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Take it, or leave it."""
        if event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            self.given.emit(self.text())
            self._end()
        elif event.key() == Qt.Key.Key_Escape:
            self._end()
        else:
            super().keyPressEvent(event)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Leave it as it was."""
        super().focusOutEvent(event)
        self._end()

    def _end(self) -> None:
        if not self._over:
            self._over = True
            self.ended.emit()
