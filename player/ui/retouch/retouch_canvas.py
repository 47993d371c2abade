"""The spectrogram of a stem, on which the hand paints."""

from collections.abc import Mapping

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QEvent, QPointF, Qt, Signal
from PySide6.QtGui import (
    QColor,
    QImage,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPen,
    QPixmap,
    QWheelEvent,
)
from PySide6.QtWidgets import QWidget

from player.base.units import SAMPLE_RATE, Frames, Seconds
from player.core.plane.picture import LOWEST, RATE, ROWS, SECTION, Section
from player.engine.live.kinds import HIGHEST
from player.retouch.strokes import Kind, Spot, Stroke
from player.ui.plane.frequency_canvas import FrequencyCanvas
from player.ui.plane.inks import Inks
from player.ui.plane.scales import Scales, clock
from player.ui.retouch.brush import Brush
from player.ui.retouch.stroke_painting import paint_brush, paint_line
from player.ui.widgets import colours
from player.ui.widgets.icon_button import ENTER
from player.ui.widgets.own_keys import ARROWS, keeps
from player.ui.words import tr

_WIDTHS = (1, 2, 4, 6, 10, 20)
"""Seconds that can be seen at a time."""
_TICKS = 6
_CENTRE = 128
_FRESH, _DONE, _POINTER = 120, 50, 220
"""How opaque strokes are that are being drawn, and that were; and the brush."""
_TURN: Seconds = 0.25
"""The playhead turns the page so long before the right edge."""


class RetouchCanvas(FrequencyCanvas):
    """Time from left to right; pages turn with the playhead, but not under the hand."""

    painted = Signal(object)
    """A stroke was drawn."""
    wanted = Signal(int)
    """A section is to be seen that was not drawn yet."""

    def __init__(self, brush: Brush, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.brush = brush
        self._sections: dict[int, Section] = {}
        self._asked: set[int] = set()
        self._strokes: tuple[Stroke, ...] = ()
        self._first = 0
        self._seconds = 6
        self._playhead: Seconds = 0.0
        self._line: list[Spot] = []
        self._drawn: tuple[object, tuple[Stroke, ...], QPixmap] | None = None
        self._pointer: Spot | None = None
        self.setMouseTracking(True)
        self.setCursor(Qt.CursorShape.CrossCursor)
        self.setAccessibleName(tr("Spectrogram of the stem"))
        self.setAccessibleDescription(
            tr("Drag to paint. Arrows move the brush, Enter paints a dab, + and − zoom.")
        )

    # -- what is seen

    def show_position(self, position: Frames) -> None:
        """The song plays here."""
        self._playhead = position / SAMPLE_RATE
        first, last = self.extent()
        if not self._line and not first <= self._playhead < last - _TURN:
            self._first = max(0, int((self._playhead - _TURN) * RATE))
        self.refresh()

    def show_strokes(self, strokes: tuple[Stroke, ...]) -> None:
        """These were painted: the pictures are drawn anew, the old ones stay until then."""
        if strokes != self._strokes:
            self._strokes = strokes
            self._asked.clear()
            self.refresh()

    def forget(self) -> None:
        """Another stem is to be seen."""
        self._sections.clear()
        self._asked.clear()
        self.refresh()

    def take(self, number: int, section: Section) -> None:
        """A picture is there."""
        self._sections[number] = section
        self.refresh()

    def zoom(self, steps: int, at: Seconds | None = None) -> None:
        """See more time, or less; what is at `at` (the middle) stays where it is."""
        first, last = self.extent()
        at = (first + last) / 2 if at is None else at
        place = min(max(_WIDTHS.index(self._seconds) + steps, 0), len(_WIDTHS) - 1)
        self._seconds = _WIDTHS[place]
        share = (at - first) / (last - first)
        self._first = max(0, round((at - share * self._seconds) * RATE))
        self.update()

    def extent(self) -> tuple[Seconds, Seconds]:
        """Seconds into the song."""
        return self._first / RATE, self._first / RATE + self._seconds

    def marks(self) -> Mapping[Seconds, str]:
        """The time, at whole columns."""
        step = self._seconds / _TICKS
        first = self._first / RATE
        return {first + n * step: clock(first + n * step) for n in range(1, _TICKS)}

    def picture(self, inks: Inks) -> QImage:
        """What is known by now; the rest is asked for."""
        count = self._seconds * RATE
        levels = np.zeros((count, ROWS), np.uint8)
        for number in range(self._first // SECTION, (self._first + count - 1) // SECTION + 1):
            if number not in self._asked:
                self._asked.add(number)
                self.wanted.emit(number)
            if number in self._sections:
                self._put(levels, number)
        return inks.spectrogram(levels.T[::-1], np.full((ROWS, count), _CENTRE, np.uint8))

    def paint_over(self, painter: QPainter, _inks: Inks) -> None:
        """Strokes, the playhead and the brush."""
        scales = self.scales
        painter.drawPixmap(0, 0, self._done(scales))
        if self._line:
            fresh = self.brush.stroke(self._line)
            paint_line(painter, scales, fresh, self._ink(fresh, _FRESH))
        painter.setPen(QPen(self.palette().color(colours.TEXT), 1.5))
        x = scales.x(self._playhead)
        painter.drawLine(QPointF(x, self.area.top()), QPointF(x, self.area.bottom()))
        if self._pointer is not None:
            ink = self.palette().color(colours.TEXT)
            ink.setAlpha(_POINTER)
            painter.setPen(QPen(ink, 1))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            paint_brush(painter, scales, self.brush.stroke([self._pointer]))

    # -- the hand

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Begin a stroke."""
        if event.button() is Qt.MouseButton.LeftButton and self.brush.usable:
            self._line = [self._spot(event.position())]
            self.refresh()

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Draw on, or bring the brush along."""
        spot = self._pointer = self._spot(event.position())
        if self._line and self.brush.far_enough(spot, self._line[-1]):
            self._line.append(spot)
        self.refresh()

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """The stroke is done."""
        if self._line and event.button() is Qt.MouseButton.LeftButton:
            stroke, self._line = self.brush.stroke(self._line), []
            self.painted.emit(stroke)
            self.refresh()

    def leaveEvent(self, _event: QEvent) -> None:
        """The brush is away."""
        self._pointer = None
        self.refresh()

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Zoom in and out around the pointer."""
        self.zoom(-1 if event.angleDelta().y() > 0 else 1, self._spot(event.position()).time)

    def event(self, event: QEvent) -> bool:
        """Keep the arrows from the shortcuts."""
        return keeps(event, ARROWS) or super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Move the brush, paint a dab, zoom."""
        if event.text() in {"+", "-"}:
            self.zoom(-1 if event.text() == "+" else 1)
        elif event.key() in ENTER and self._pointer is not None and self.brush.usable:
            self.painted.emit(self.brush.stroke([self._pointer]))
        elif event.key() in ARROWS:
            self._step(Qt.Key(event.key()))
        else:
            super().keyPressEvent(event)
        self.refresh()

    def _step(self, key: Qt.Key) -> None:
        first, last = self.extent()
        here = self._pointer or Spot((first + last) / 2, 1_000.0)
        side = {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1}.get(key, 0)
        up = {Qt.Key.Key_Down: -1, Qt.Key.Key_Up: 1}.get(key, 0)
        time = min(max(here.time + side * self.brush.seconds, first), last)
        hertz = min(max(here.hertz * 2 ** (up * self.brush.octaves), LOWEST), HIGHEST)
        self._pointer = Spot(time, hertz)

    def _spot(self, at: QPointF) -> Spot:
        scales = self.scales
        hertz = min(max(scales.hertz(at.y()), LOWEST), HIGHEST)
        return Spot(max(0.0, scales.value(at.x())), hertz)

    # -- drawing

    def _put(self, levels: NDArray[np.uint8], number: int) -> None:
        start = number * SECTION - self._first
        first, last = max(0, start), min(len(levels), start + SECTION)
        levels[first:last] = self._sections[number].levels[first - start : last - start]

    def _done(self, scales: Scales) -> QPixmap:
        """All that was painted, each stroke drawn once for as long as the view stands still."""
        ratio = self.devicePixelRatioF()
        view = (scales, self.palette().cacheKey(), ratio)
        drawn = self._drawn
        if drawn is None or drawn[0] != view or drawn[1] != self._strokes[: len(drawn[1])]:
            pixmap = QPixmap(self.size() * ratio)
            pixmap.setDevicePixelRatio(ratio)
            pixmap.fill(Qt.GlobalColor.transparent)
            drawn = (view, (), pixmap)
        new = self._strokes[len(drawn[1]) :]
        if new:
            painter = QPainter(drawn[2])
            for stroke in new:
                painter.setRenderHint(QPainter.RenderHint.Antialiasing)
                paint_line(painter, scales, stroke, self._ink(stroke, _DONE))
            painter.end()
        self._drawn = (view, self._strokes, drawn[2])
        return drawn[2]

    def _ink(self, stroke: Stroke, alpha: int) -> QColor:
        eraser = stroke.kind is Kind.ERASER
        ink = self.palette().color(colours.SURFACE if eraser else colours.WARNING)
        ink.setAlpha(alpha)
        return ink
