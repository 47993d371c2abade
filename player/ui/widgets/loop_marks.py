"""A loop and markers on a bar that shows a song: painted, and found again under the pointer."""

from dataclasses import dataclass

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPalette, QPolygonF

from player.ui.widgets import colours

HANDLE = 10.0
"""Side of the handles at the top of the loop's edges, in pixels."""
_SHADE = 48
"""How much of the accent lies over the loop, of 255."""


@dataclass
class LoopMarks:
    """Places on the bar, in pixels from its left."""

    start: float | None = None
    stop: float | None = None
    on: bool = False
    """Whether playback goes round in it."""
    markers: tuple[float, ...] = ()

    def edge_at(self, at: QPointF) -> bool | None:
        """The edge whose handle is here: False for the start, True for the stop, None for none."""
        if at.y() > HANDLE:
            return None
        if self.stop is not None and 0 <= self.stop - at.x() <= HANDLE:
            return True
        if self.start is not None and 0 <= at.x() - self.start <= HANDLE:
            return False
        return None

    def paint(self, painter: QPainter, height: float, palette: QPalette) -> None:
        """Draw markers, the loop and its handles; the handles lie inside the loop."""
        painter.setRenderHint(QPainter.RenderHint.Antialiasing, False)
        for place in self.markers:
            painter.fillRect(QRectF(round(place), 0, 1, height), palette.color(colours.TEXT))
            flag = QPolygonF([QPointF(place, height - 7), QPointF(place + 7, height)])
            flag.append(QPointF(place, height))
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(palette.color(colours.TEXT))
            painter.drawPolygon(flag)
        ink = palette.color(colours.ACCENT if self.on else colours.DIM)
        if self.start is not None and self.stop is not None:
            shade = QColor(ink)
            shade.setAlpha(_SHADE)
            painter.fillRect(QRectF(self.start, 0, self.stop - self.start, height), shade)
        if self.start is not None:
            self._paint_edge(painter, round(self.start), 1, height, ink)
        if self.stop is not None:
            self._paint_edge(painter, round(self.stop), -1, height, ink)

    @staticmethod
    def _paint_edge(painter: QPainter, x: float, way: int, height: float, ink: QColor) -> None:
        painter.fillRect(QRectF(x - (way < 0), 0, 1, height), ink)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(ink)
        handle = [QPointF(x, 0), QPointF(x + way * HANDLE, 0), QPointF(x, HANDLE)]
        painter.drawPolygon(QPolygonF(handle))
