"""A label for one line of text of any length."""

from PySide6.QtCore import QEvent, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QLabel, QSizePolicy, QWidget


class ElidedLabel(QLabel):
    """Shows as much text as there is room for, and all of it in its tool tip."""

    def __init__(self, text: str = "", parent: QWidget | None = None) -> None:
        super().__init__(text, parent)
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)

    @property
    def shown(self) -> str:
        """The text as it is on screen."""
        room = self.contentsRect().width()
        return self.fontMetrics().elidedText(self._line, Qt.TextElideMode.ElideRight, room)

    def minimumSizeHint(self) -> QSize:
        """It can shrink to nothing, so that no title makes a window wide."""
        return QSize(0, self.fontMetrics().height() + 2)

    def sizeHint(self) -> QSize:
        """One line."""
        wide = self.fontMetrics().horizontalAdvance(self._line) + 2
        return QSize(wide, super().sizeHint().height())

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw the line."""
        painter = QPainter(self)
        painter.setPen(self.palette().color(self.foregroundRole()))
        painter.drawText(self.contentsRect(), self.alignment(), self.shown)

    def event(self, event: QEvent) -> bool:
        """Have the whole text in the tool tip when it does not fit."""
        if event.type() == QEvent.Type.ToolTip:
            self.setToolTip(self.text() if self.shown != self._line else "")
        return super().event(event)

    @property
    def _line(self) -> str:
        return " ".join(self.text().split())
