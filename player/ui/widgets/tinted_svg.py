"""One-colour SVG drawings, painted in any colour, sharp on any screen."""

from PySide6.QtCore import QByteArray, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPixmap
from PySide6.QtSvg import QSvgRenderer


class TintedSvg:
    """A drawing of which only the shape counts."""

    def __init__(self, source: bytes) -> None:
        self._renderer = QSvgRenderer(QByteArray(source))
        self._made: dict[tuple[int, float, int], QPixmap] = {}

    def pixmap(self, side: int, ratio: float, colour: QColor) -> QPixmap:
        """A square picture of `side` pixels; `ratio` is the screen's pixel ratio."""
        key = (side, ratio, colour.rgba())
        if key not in self._made:
            self._made[key] = self._paint(side, ratio, colour)
        return self._made[key]

    def paint(self, painter: QPainter, box: QRectF, colour: QColor) -> None:
        """Paint it in the middle of `box`, as large as fits."""
        side = int(min(box.width(), box.height()))
        ratio = painter.device().devicePixelRatioF()
        square = QRectF(0, 0, side, side)
        square.moveCenter(box.center())
        painter.drawPixmap(square.topLeft(), self.pixmap(side, ratio, colour))

    def _paint(self, side: int, ratio: float, colour: QColor) -> QPixmap:
        picture = QPixmap(QSize(side, side) * ratio)
        picture.fill(Qt.GlobalColor.transparent)
        painter = QPainter(picture)
        self._renderer.render(painter)
        painter.setCompositionMode(QPainter.CompositionMode.CompositionMode_SourceIn)
        painter.fillRect(picture.rect(), colour)
        painter.end()
        picture.setDevicePixelRatio(ratio)
        return picture
