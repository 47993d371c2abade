"""A picture with frequency upwards, and the marks around it."""

from collections.abc import Mapping

from PySide6.QtCore import QEvent, QLineF, QRectF, QSize, Qt
from PySide6.QtGui import QFocusEvent, QImage, QPainter, QPaintEvent, QPen, QResizeEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from player.ui.plane.inks import Inks
from player.ui.plane.scales import HERTZ_MARKS, Scales
from player.ui.widgets import colours

_LEFT, _BOTTOM, _EDGE = 32, 20, 6
_LEAST = QSize(120, 100)
_GRID, _NOW = 26, 150
"""How opaque lines are, of 255."""


class FrequencyCanvas(QWidget):
    """Those who draw it say what lies along x, and give the picture."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._inks: Inks | None = None
        self._lines: tuple[list[QLineF], list[QLineF]] | None = None
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)

    def extent(self) -> tuple[float, float]:
        """The values at the left and at the right edge."""
        raise NotImplementedError

    def marks(self) -> Mapping[float, str]:
        """What is written below the picture."""
        raise NotImplementedError

    @property
    def now(self) -> float | None:
        """The mark that is the playhead, if it is one of them."""
        return None

    def picture(self, inks: Inks) -> QImage:
        """What is seen now."""
        raise NotImplementedError

    def paint_over(self, painter: QPainter, inks: Inks) -> None:
        """What lies over the picture."""
        raise NotImplementedError

    @property
    def area(self) -> QRectF:
        """Where the picture is."""
        return QRectF(self.rect()).adjusted(_LEFT, _EDGE, -_EDGE, -_BOTTOM)

    @property
    def scales(self) -> Scales:
        """Where values lie now."""
        return Scales(self.area, *self.extent())

    def refresh(self) -> None:
        """Draw the picture again."""
        self.update(self.area.toAlignedRect())

    def minimumSizeHint(self) -> QSize:
        """Small: the window decides."""
        return _LEAST

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Find the lines' places anew."""
        self._lines = None
        super().resizeEvent(event)

    def changeEvent(self, event: QEvent) -> None:
        """Draw in the new colours."""
        if event.type() in {event.Type.PaletteChange, event.Type.StyleChange}:
            self._inks = None
            self.update()
        super().changeEvent(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Show that keys go here; Tab leads to the first region, Shift+Tab to the last."""
        super().focusInEvent(event)
        self.update()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Look as before."""
        super().focusOutEvent(event)
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        """The picture, what lies over it, and the marks if they have to be drawn again."""
        inks = self._inks = self._inks or Inks(self.palette())
        painter = QPainter(self)
        area = self.area
        if not area.toAlignedRect().contains(event.rect()):
            painter.fillRect(self.rect(), inks.ground)
            self._paint_marks(painter, area)
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        image = self.picture(inks)
        painter.setClipRect(area)
        painter.drawImage(area, image, QRectF(image.rect()))
        self._paint_lines(painter)
        painter.setClipRect(area.adjusted(-5, -5, 5, 5))
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        self.paint_over(painter, inks)

    def _paint_lines(self, painter: QPainter) -> None:
        grid, now = self._lines = self._lines or self._find_lines()
        line = self.palette().color(colours.TEXT)
        for lines, opaque in ((grid, _GRID), (now, _NOW)):
            line.setAlpha(opaque)
            painter.setPen(QPen(line, 1))
            painter.drawLines(lines)

    def _find_lines(self) -> tuple[list[QLineF], list[QLineF]]:
        """The grid, and the playhead; they stand still whatever moves."""
        scales, area = self.scales, self.area
        grid: list[QLineF] = []
        now: list[QLineF] = []
        for hertz in HERTZ_MARKS:
            y = round(scales.y(hertz)) + 0.5
            grid.append(QLineF(area.left(), y, area.right(), y))
        for value in self.marks():
            x = round(scales.x(value)) + 0.5
            (now if value == self.now else grid).append(QLineF(x, area.top(), x, area.bottom()))
        return grid, now

    def _paint_marks(self, painter: QPainter, area: QRectF) -> None:
        scales, middle = self.scales, Qt.AlignmentFlag.AlignCenter
        right = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
        painter.setPen(self.palette().color(colours.DIM))
        font = self.font()
        font.setPointSizeF(font.pointSizeF() * 0.88)
        painter.setFont(font)
        for hertz, words in HERTZ_MARKS.items():
            y = scales.y(hertz)
            painter.drawText(QRectF(0, y - 8, _LEFT - 5, 16), right, words)
        for value, words in self.marks().items():
            x = min(max(scales.x(value), area.left() + 6), area.right() - 6)
            painter.drawText(QRectF(x - 40, area.bottom() + 2, 80, _BOTTOM - 3), middle, words)
        focus = colours.ACCENT if self.hasFocus() else colours.LINE
        painter.setPen(self.palette().color(focus))
        painter.drawRect(area.adjusted(-1, -1, 0, 0))
