"""Position and length of what plays; a click shows what is left instead."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QMouseEvent
from PySide6.QtWidgets import QLabel, QWidget

from player.ui.widgets.text import MINUS, clock
from player.ui.words import tr


class TimeLabel(QLabel):
    """Shows 1:07 / 3:25, or with a minus what is left; without a length only the position."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._position = 0.0
        self._length: float | None = None
        self._counts_down = False
        self.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        self.setToolTip(tr("Click for the time that is left"))
        self.setAccessibleName(tr("Position and length"))
        self.clear()

    def set_time(self, position: float, length: float | None) -> None:
        """Show a position and a length, in seconds."""
        self._position, self._length = position, length
        self._show()

    def clear(self) -> None:
        """Show that nothing is open."""
        self.setText("")

    def mousePressEvent(self, _event: QMouseEvent) -> None:
        """Count up or down."""
        self._counts_down = not self._counts_down
        if self.text():
            self._show()

    def _show(self) -> None:
        text = clock(self._position)
        if self._length is not None:
            left = max(0.0, self._length - self._position)
            first = f"{MINUS}{clock(left)}" if self._counts_down else text
            text = f"{first} / {clock(self._length)}"
        if text != self.text():  # called up to 60 times a second
            self.setText(text)
