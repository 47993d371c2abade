"""What is seen under the pointer while something is dragged."""

from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtGui import QPainter, QPixmap
from PySide6.QtWidgets import QWidget

from player.ui.widgets import colours

_ROOM = QSize(24, 12)


def drag_label(words: str, widget: QWidget) -> QPixmap:
    """A small label in the widget's colours."""
    size = widget.fontMetrics().size(0, words) + _ROOM
    ratio = widget.devicePixelRatioF()
    picture = QPixmap(size * ratio)
    picture.setDevicePixelRatio(ratio)
    picture.fill(Qt.GlobalColor.transparent)
    painter = QPainter(picture)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(widget.palette().color(colours.ACCENT))
    painter.setBrush(widget.palette().color(colours.RAISED))
    box = QRect(0, 0, size.width() - 1, size.height() - 1)
    painter.drawRoundedRect(box, size.height() / 2, size.height() / 2)
    painter.setPen(widget.palette().color(colours.TEXT))
    painter.setFont(widget.font())
    painter.drawText(box, Qt.AlignmentFlag.AlignCenter, words)
    painter.end()
    return picture
