"""A square picture with round corners, or a drawing where there is none."""

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QImage, QPainter, QPainterPath, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from player.ui.widgets import colours
from player.ui.widgets.tinted_svg import TintedSvg

_RADIUS = 8
_LEAST, _MOST = 96, 360


class CoverView(QWidget):
    """As large as its place lets it be; the whole picture is seen."""

    def __init__(self, drawing: bytes, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._drawing = TintedSvg(drawing)
        self._picture: QImage | None = None
        self._scaled: QImage | None = None
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.set_side(_LEAST)

    def set_picture(self, picture: QImage | None) -> None:
        """Show a picture; None for the drawing."""
        self._picture = None if picture is None or picture.isNull() else picture
        self._scaled = None
        self.update()

    def set_side(self, side: int) -> None:
        """Be this large, within what still looks like a cover."""
        side = min(max(side, _LEAST), _MOST)
        self.setFixedSize(QSize(side, side))
        self._scaled = None

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint it."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        box = QRectF(self.rect())
        shape = QPainterPath()
        shape.addRoundedRect(box, _RADIUS, _RADIUS)
        painter.setClipPath(shape)
        painter.fillRect(box, self.palette().color(colours.RAISED))
        if self._picture is None:
            margin = box.width() * 0.3
            inner = box.adjusted(margin, margin, -margin, -margin)
            self._drawing.paint(painter, inner, self.palette().color(colours.DIM))
        else:
            self._paint_picture(painter, self._picture)
        painter.setPen(QPen(self.palette().color(colours.LINE), 1))
        painter.drawRoundedRect(box.adjusted(0.5, 0.5, -0.5, -0.5), _RADIUS, _RADIUS)

    def _paint_picture(self, painter: QPainter, picture: QImage) -> None:
        ratio = self.devicePixelRatioF()
        if self._scaled is None or self._scaled.devicePixelRatio() != ratio:
            self._scaled = picture.scaled(
                self.size() * ratio,
                Qt.AspectRatioMode.KeepAspectRatio,
                Qt.TransformationMode.SmoothTransformation,
            )
            self._scaled.setDevicePixelRatio(ratio)
        box = QRectF(self._scaled.rect())
        box.setSize(box.size() / ratio)
        box.moveCenter(QRectF(self.rect()).center())
        painter.drawImage(box, self._scaled)
