"""A stereo peak meter with hold and decay."""

from PySide6.QtCore import QElapsedTimer, QRectF, QSize, Qt, QTimer
from PySide6.QtGui import QColor, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from player.ui.widgets import colours, decibel_scale
from player.ui.widgets.decibel_scale import peak_level, place

DECAY = 30.0
"""How fast a level falls, in dB a second."""
HOLD = 1.2
"""Seconds for which the highest level stays marked."""
_HOT = -6.0
_BAR = 6
_INTERVAL_MS = 33


class _Channel:
    """What one bar shows, in dB."""

    def __init__(self) -> None:
        self.level = self.held = decibel_scale.BOTTOM
        self.since = 0.0

    def hit(self, level: float) -> None:
        self.level = max(self.level, level)
        if level >= self.held:
            self.held, self.since = level, 0.0

    def fall(self, time: float) -> None:
        self.level = max(decibel_scale.BOTTOM, self.level - DECAY * time)
        self.since += time
        if self.since > HOLD:
            self.held = max(self.level, self.held - DECAY * time)

    @property
    def still(self) -> bool:
        return self.held <= decibel_scale.BOTTOM


class LevelMeter(QWidget):
    """Two bars on the faders' scale; it falls by itself when nothing more comes."""

    def __init__(
        self, orientation: Qt.Orientation = Qt.Orientation.Vertical, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._upright = orientation == Qt.Orientation.Vertical
        self._margin = 0.0
        self._ink: QColor | None = None
        self._channels = (_Channel(), _Channel())
        self._clock = QElapsedTimer()
        self._timer = QTimer(self)
        self._timer.setInterval(_INTERVAL_MS)
        self._timer.timeout.connect(self._tick)
        fixed, free = QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Expanding
        self.setSizePolicy(*((fixed, free) if self._upright else (free, fixed)))

    @property
    def levels(self) -> tuple[float, float]:
        """What the bars show now, in dB: left, right."""
        return self._channels[0].level, self._channels[1].level

    @property
    def held(self) -> tuple[float, float]:
        """The marked highest levels, in dB: left, right."""
        return self._channels[0].held, self._channels[1].held

    def set_margin(self, margin: float) -> None:
        """Leave this many pixels free at both ends, to stand level with a fader's travel."""
        self._margin = margin

    def set_ink(self, ink: QColor | None) -> None:
        """Take a colour of its own below -6 dB; None for the accent."""
        self._ink = ink
        self.update()

    def set_peaks(self, left: float, right: float) -> None:
        """Show new peaks (linear amplitude); a bar never falls faster than its decay."""
        for channel, peak in zip(self._channels, (left, right), strict=True):
            channel.hit(peak_level(peak))
        if not self._timer.isActive() and not self._still:
            self._clock.start()
            self._timer.start()
        self.update()

    def advance(self, time: float) -> None:
        """Let `time` seconds pass."""
        for channel in self._channels:
            channel.fall(time)
        if self._still:
            self._timer.stop()
        self.update()

    def sizeHint(self) -> QSize:
        """Two bars and the gap between them."""
        return QSize(2 * _BAR + 2, 112) if self._upright else QSize(128, 8)

    def minimumSizeHint(self) -> QSize:
        """As the hint, but shorter."""
        return QSize(2 * _BAR + 2, 32) if self._upright else QSize(48, 8)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw both bars."""
        painter = QPainter(self)
        long = (self.height() if self._upright else self.width()) - 2 * self._margin
        thick = ((self.width() if self._upright else self.height()) - 2) / 2
        for number, channel in enumerate(self._channels):
            side = number * (thick + 2)
            self._paint_part(painter, side, thick, (0.0, long), colours.LINE)
            for role, low, high in self._parts(channel.level):
                self._paint_part(painter, side, thick, (low * long, high * long), role)
            if not channel.still:
                at = place(channel.held) * long
                role = colours.ERROR if channel.held >= 0 else colours.TEXT
                self._paint_part(painter, side, thick, (max(0.0, at - 2), at), role)

    @property
    def _still(self) -> bool:
        return all(channel.still for channel in self._channels)

    def _tick(self) -> None:
        self.advance(self._clock.restart() / 1000)

    def _parts(self, level: float) -> list[tuple[colours.Role, float, float]]:
        """The bar's pieces, each in its colour, from and to a place of 0 to 1."""
        top, hot, full = place(level), place(_HOT), place(0.0)
        pieces = (
            (colours.ACCENT, 0.0, hot),
            (colours.HOT, hot, full),
            (colours.ERROR, full, 1.0),
        )
        return [(role, low, min(high, top)) for role, low, high in pieces if top > low]

    def _paint_part(
        self,
        painter: QPainter,
        side: float,
        thick: float,
        span: tuple[float, float],
        role: colours.Role,
    ) -> None:
        low, high = span
        box = QRectF(low + self._margin, side, high - low, thick)
        if self._upright:
            box = QRectF(side, self.height() - self._margin - high, thick, high - low)
        own = self._ink if role == colours.ACCENT else None
        painter.fillRect(box, own or self.palette().color(role))
