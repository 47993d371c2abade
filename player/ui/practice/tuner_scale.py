"""The tuner's needle and strobe: how far a note is off."""

from PySide6.QtCore import QElapsedTimer, QPointF, QRectF, QSize, Qt, QTimer
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPen, QPolygonF
from PySide6.QtWidgets import QSizePolicy, QWidget

from player.core.practice.tuner import Reading
from player.ui.widgets import colours
from player.ui.widgets.text import MINUS

IN_TUNE = 2.0
"""Cents within which a note is called in tune."""
_ENDS = 50
_INTERVAL_MS = 33
_HIGH = 108
_MARGIN = 24.0
_BAND = 12.0
_STRIPE = 36.0
_SPEED = 4.0
"""Pixels a second that the strobe moves for each cent."""


class TunerScale(QWidget):
    """A needle over -50 to 50 cents; below it stripes that stand still when the note is right."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setFixedHeight(_HIGH)
        self._reading = Reading()
        self._shift = 0.0
        self._clock = QElapsedTimer()
        self._timer = QTimer(self)
        self._timer.setInterval(_INTERVAL_MS)
        self._timer.timeout.connect(self._turn)

    @property
    def in_tune(self) -> bool:
        """Whether a note is heard, and right."""
        return bool(self._reading.note) and abs(self._reading.cents) <= IN_TUNE

    def show_reading(self, reading: Reading) -> None:
        """Stand at what is heard; without a note the needle goes and the stripes stop."""
        self._reading = reading
        if not reading.note:
            self._timer.stop()
        elif not self._timer.isActive():
            self._clock.start()
            self._timer.start()
        self.update()

    def sizeHint(self) -> QSize:
        """Wide enough to see a cent."""
        return QSize(420, _HIGH)

    def minimumSizeHint(self) -> QSize:
        """As the hint, but narrower."""
        return QSize(240, _HIGH)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw scale, needle and strobe."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        self._paint_scale(painter)
        if self._reading.note:
            self._paint_needle(painter)
        self._paint_strobe(painter)

    def _turn(self) -> None:
        self._shift += self._reading.cents * _SPEED * self._clock.restart() / 1000
        self._shift %= _STRIPE
        self.update()

    def _place(self, cents: float) -> float:
        return self.width() / 2 + cents / _ENDS * (self.width() / 2 - _MARGIN)

    def _ink(self) -> QColor:
        if not self._reading.note:
            return self.palette().color(colours.DIM)
        return self.palette().color(colours.ACCENT if self.in_tune else colours.HOT)

    def _paint_scale(self, painter: QPainter) -> None:
        line, text = (self.palette().color(role) for role in (colours.DIM, colours.TEXT))
        near = QColor(self.palette().color(colours.ACCENT))
        near.setAlphaF(0.25)
        left, right = self._place(-IN_TUNE), self._place(IN_TUNE)
        painter.fillRect(QRectF(left, 8, right - left, 40), near)
        for cents in range(-_ENDS, _ENDS + 1, 5):
            long = cents % 10 == 0
            painter.setPen(QPen(text if cents == 0 else line, 2 if cents == 0 else 1))
            place = self._place(cents)
            painter.drawLine(QPointF(place, 28 if long else 38), QPointF(place, 48))
            if cents % 25 == 0:
                words = f"{MINUS}{-cents}" if cents < 0 else str(cents)
                box = QRectF(place - 20, 50, 40, 18)
                painter.drawText(box, Qt.AlignmentFlag.AlignCenter, words)

    def _paint_needle(self, painter: QPainter) -> None:
        place = self._place(self._reading.cents)
        ink = self._ink()
        painter.setPen(QPen(ink, 3))
        painter.drawLine(QPointF(place, 14), QPointF(place, 48))
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(ink)
        tip = [QPointF(place - 8, 4), QPointF(place + 8, 4), QPointF(place, 18)]
        painter.drawPolygon(QPolygonF(tip))

    def _paint_strobe(self, painter: QPainter) -> None:
        top = self.height() - 2 * _BAND - 6
        painter.setClipRect(QRectF(_MARGIN, top, self.width() - 2 * _MARGIN, 2 * _BAND + 4))
        ink = self._ink()
        for row, speed in enumerate((1, 2)):  # the lower one turns twice as fast
            place = _MARGIN - 2 * _STRIPE + (self._shift * speed) % _STRIPE
            while place < self.width():
                painter.fillRect(QRectF(place, top + row * (_BAND + 4), _STRIPE / 2, _BAND), ink)
                place += _STRIPE
