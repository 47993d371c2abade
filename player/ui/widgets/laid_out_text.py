"""Short texts that are painted over and over: cut to their room and laid out once."""

from collections import OrderedDict

from PySide6.QtCore import QPointF, QRect, Qt
from PySide6.QtGui import QFont, QFontMetrics, QPainter, QStaticText

_KEPT = 4000


class LaidOutText:
    """Paints lines of one font. A line costs a third of what `QPainter.drawText` takes."""

    def __init__(self, font: QFont) -> None:
        self._font = font
        self._metrics = QFontMetrics(font)
        self._made: OrderedDict[tuple[str, int], tuple[QStaticText, int]] = OrderedDict()

    @property
    def font(self) -> QFont:
        """The font of all lines."""
        return self._font

    @property
    def height(self) -> int:
        """The height of a line in pixels."""
        return self._metrics.height()

    def advance(self, text: str) -> int:
        """The width of the whole text in pixels."""
        return self._metrics.horizontalAdvance(text)

    def paint(self, painter: QPainter, room: QRect, text: str, *, right: bool = False) -> None:
        """Paint a line in the middle of `room`, at its left or right; the painter has the font."""
        if not text or room.width() <= 0:
            return
        laid, width = self._laid_out(text, room.width())
        x = room.x() + (room.width() - width if right else 0)
        painter.drawStaticText(QPointF(x, room.y() + self._drop(room)), laid)

    def _drop(self, room: QRect) -> int:
        return (room.height() - self._metrics.height()) // 2

    def _laid_out(self, text: str, width: int) -> tuple[QStaticText, int]:
        key = (text, width)
        known = self._made.get(key)
        if known is None:
            line = text if text.isprintable() else " ".join(text.split())
            cut = self._metrics.elidedText(line, Qt.TextElideMode.ElideRight, width)
            laid = QStaticText(cut)
            laid.setTextFormat(Qt.TextFormat.PlainText)
            laid.setPerformanceHint(QStaticText.PerformanceHint.AggressiveCaching)
            laid.prepare(font=self._font)
            known = self._made[key] = (laid, self._metrics.horizontalAdvance(cut))
            if len(self._made) > _KEPT:
                self._made.popitem(last=False)
        return known
