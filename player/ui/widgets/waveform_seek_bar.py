"""A seek bar that is the outline of the song, and shows which parts of it are marked as done."""

import numpy as np
from PySide6.QtCore import QEvent, QPointF, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QColor,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPixmap,
    QResizeEvent,
    QWheelEvent,
)
from PySide6.QtWidgets import QAbstractSlider, QSizePolicy, QSlider, QWidget

from player.ui.widgets import colours
from player.ui.widgets.colours import blend
from player.ui.widgets.loop_marks import LoopMarks
from player.ui.widgets.text import clock
from player.ui.widgets.wave_picture import Peaks, bar_count, paint_wave

_LONGEST = 2**31 - 1
_STEP = 5
_PAGE = 30
_HIGHEST = 72
_LEAST = 3.0
"""Pixels that a loop is wide at least; less was a click."""
_EDGE = 2
"""Pixels beside the playhead that are painted anew when it moves."""


class WaveformSeekBar(QSlider):
    """Its value is a frame; click, drag, wheel and keys ask for another place.

    A drag with Shift, or at a handle of the loop, makes a loop instead.
    """

    seek_requested = Signal(int)
    """The user wants to go to this frame."""
    loop_moved = Signal(int, int)
    """The hand moves: a loop from where it began, or from the other edge, to where it is."""
    loop_made = Signal(int, int)
    """The hand let go of such a loop."""
    loop_dropped = Signal()
    """The hand gave it up."""

    def __init__(self, rate: int, parent: QWidget | None = None) -> None:
        super().__init__(Qt.Orientation.Horizontal, parent)
        self._rate = rate
        self._peaks: Peaks | None = None
        self._cells = b""
        self._cell_frames = 1
        self._hover: float | None = None
        self._pictures: tuple[QPixmap, QPixmap] | None = None
        self._loop: tuple[int | None, int | None] = (None, None)
        self._loop_on = False
        self._markers: tuple[int, ...] = ()
        self._counted = ""
        self._anchor: int | None = None
        """The end of the loop that stays, while the hand moves the other one."""
        self.setRange(0, 0)
        self.setTracking(False)  # the value stays where playback is until the hand lets go
        self.setSingleStep(_STEP * rate)
        self.setPageStep(_PAGE * rate)
        self.setLayoutDirection(Qt.LayoutDirection.LeftToRight)  # time does not turn round
        self.setMouseTracking(True)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        self.setMaximumHeight(_HIGHEST)
        self.actionTriggered.connect(self._on_action)

    @property
    def hover_text(self) -> str:
        """The time under the pointer, or "" where there is none."""
        frame = self._hover_frame()
        return "" if frame is None else clock(frame / self._rate)

    def set_length(self, length: int | None) -> None:
        """Set the song's length in frames; None if there is nothing to seek in."""
        self.setRange(0, min(length or 0, _LONGEST))
        self._redraw()

    def set_peaks(self, peaks: Peaks | None) -> None:
        """Set the outline, shape (bins, 2): lowest and highest sample of each; None if unknown."""
        self._peaks = peaks
        self._redraw()

    def set_cells(self, cells: bytes, cell_frames: int) -> None:
        """Mark parts of the song: one byte for each `cell_frames` frames, 0 is not done."""
        if cells != self._cells:
            self._cells, self._cell_frames = cells, cell_frames
            self._redraw()

    def set_loop(self, start: int | None, stop: int | None, *, on: bool) -> None:
        """Show the edges of a loop, and whether playback goes round in it."""
        if ((start, stop), on) != (self._loop, self._loop_on):
            self._loop, self._loop_on = (start, stop), on
            self.update()

    def set_markers(self, markers: tuple[int, ...]) -> None:
        """Show markers at these frames."""
        if markers != self._markers:
            self._markers = markers
            self.update()

    def set_counted(self, text: str) -> None:
        """Show at the playhead what is counted before it goes on; "" for nothing."""
        if text != self._counted:
            self._counted = text
            self.update()

    def set_position(self, position: int) -> None:
        """Show where playback is, unless the user holds the playhead now."""
        if self.isSliderDown() or position == self.value():
            return
        before = self._x(self.value())
        blocked = self.blockSignals(True)
        self.setValue(position)
        self.blockSignals(blocked)
        self._update_between(before, self._x(self.value()))

    def sliderChange(self, change: QAbstractSlider.SliderChange) -> None:
        """Leave the painting to `set_position`: a slider would paint all of itself."""
        if change != QAbstractSlider.SliderChange.SliderValueChange:
            super().sliderChange(change)

    def sizeHint(self) -> QSize:
        """Wide and low."""
        return QSize(640, _HIGHEST)

    def minimumSizeHint(self) -> QSize:
        """Still enough to hit a place."""
        return QSize(160, 32)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Take the playhead to the pointer."""
        if event.button() == Qt.MouseButton.LeftButton and self.maximum():
            self._anchor = self._anchor_of(event)
            if self._anchor is None:
                self.setSliderDown(True)
                self._drag_to(event)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Drag the playhead or a loop, or show the time under the pointer."""
        self._hover = event.position().x()
        if self._anchor is not None:
            self.loop_moved.emit(self._anchor, self._frame(self._hover))
        elif self.isSliderDown():
            self._drag_to(event)
        held = self._marks().edge_at(event.position()) is not None or self._anchor is not None
        self.setCursor(Qt.CursorShape.SizeHorCursor if held else Qt.CursorShape.ArrowCursor)
        self.update()

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Go where the playhead was let go, or have the loop."""
        if self._anchor is not None and event.button() == Qt.MouseButton.LeftButton:
            anchor, self._anchor = self._anchor, None
            there = self._frame(event.position().x())
            if abs(self._x(there) - self._x(anchor)) < _LEAST:
                self.loop_dropped.emit()
            else:
                self.loop_made.emit(anchor, there)
            return
        if self.isSliderDown() and event.button() == Qt.MouseButton.LeftButton:
            self._drag_to(event)
            self.setSliderDown(False)
            self.seek_requested.emit(self.sliderPosition())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Escape lets go of a drag without seeking, or without a loop."""
        if event.key() == Qt.Key.Key_Escape and self._anchor is not None:
            self._anchor = None
            self.loop_dropped.emit()
        elif event.key() == Qt.Key.Key_Escape and self.isSliderDown():
            self.setSliderPosition(self.value())
            blocked = self.blockSignals(True)
            self.setSliderDown(False)
            self.blockSignals(blocked)
            self.update()
        else:
            super().keyPressEvent(event)

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Five seconds for each notch."""
        notches = event.angleDelta().y() / 120
        if notches and self.maximum():
            wanted = round(self.value() + notches * self.singleStep())
            self.seek_requested.emit(min(max(wanted, 0), self.maximum()))
        event.accept()

    def leaveEvent(self, event: QEvent) -> None:
        """Hide the time under the pointer."""
        self._hover = None
        self.update()
        super().leaveEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Paint the outline for the new size."""
        self._pictures = None
        super().resizeEvent(event)

    def changeEvent(self, event: QEvent) -> None:
        """Paint the outline in the new colours."""
        if event.type() in {QEvent.Type.PaletteChange, QEvent.Type.StyleChange}:
            self._redraw()
        super().changeEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Put the two pictures of the outline together at the playhead."""
        painter = QPainter(self)
        coming, played = self._wave()
        head = self._x(self.sliderPosition())
        dirty = QRectF(event.rect())
        for picture, left, right in ((played, 0.0, head), (coming, head, float(self.width()))):
            part = QRectF(left, 0, right - left, self.height()) & dirty
            if not part.isEmpty():
                ratio = picture.devicePixelRatio()
                source = QRectF(part.topLeft() * ratio, part.size() * ratio)
                painter.drawPixmap(part, picture, source)
        if self.maximum():
            self._marks().paint(painter, self.height(), self.palette())
            painter.fillRect(QRectF(head - 0.5, 0, 1.5, self.height()), self._ink(colours.TEXT))
            self._paint_words(painter, head)
        if self.hasFocus() and self.maximum():
            painter.setPen(self._ink(colours.GROOVE))
            bottom = self.height() - 1
            painter.drawLine(QPointF(0, bottom), QPointF(self.width(), bottom))

    def _marks(self) -> LoopMarks:
        start, stop = (None if edge is None else self._x(edge) for edge in self._loop)
        markers = tuple(self._x(place) for place in self._markers)
        return LoopMarks(start, stop, self._loop_on, markers if self.maximum() else ())

    def _anchor_of(self, event: QMouseEvent) -> int | None:
        """Where a loop begins that the hand is about to drag, if it is."""
        if event.modifiers() & Qt.KeyboardModifier.ShiftModifier:
            return self._frame(event.position().x())
        edge = self._marks().edge_at(event.position())
        if edge is None or None in self._loop:
            return None
        return self._loop[0] if edge else self._loop[1]

    def _ink(self, role: colours.Role) -> QColor:
        return self.palette().color(role)

    def _wave(self) -> tuple[QPixmap, QPixmap]:
        """What is to come, and what has been played."""
        ratio = self.devicePixelRatioF()
        if self._pictures is None or self._pictures[0].devicePixelRatio() != ratio:
            ground, accent = self._ink(colours.SURFACE), self._ink(colours.ACCENT)
            grey, light = self._ink(colours.GROOVE), self._ink(colours.DIM)
            lit = self._lit()
            self._pictures = (
                paint_wave(
                    self.size(), ratio, self._peaks, lit, (grey, blend(accent, ground, 0.55))
                ),
                paint_wave(self.size(), ratio, self._peaks, lit, (light, accent)),
            )
        return self._pictures

    def _lit(self) -> list[bool]:
        """For each bar, whether its part of the song is done."""
        count = bar_count(self.width())
        if not self._cells or not self.maximum():
            return [False] * count
        cells = np.frombuffer(self._cells, np.uint8)
        middles = (np.arange(count) + 0.5) * (self.maximum() / count)
        places = np.minimum((middles // self._cell_frames).astype(int), len(cells) - 1)
        return [bool(done) for done in cells[places]]

    def _paint_words(self, painter: QPainter, head: float) -> None:
        """The time at the pointer, and what is counted at the playhead."""
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        text = self.hover_text
        if text and self._hover is not None:
            painter.fillRect(QRectF(self._hover, 0, 1, self.height()), self._ink(colours.DIM))
            self._paint_box(painter, self._hover, text)
        if self._counted:
            font = self.font()
            font.setBold(True)
            font.setPixelSize(self.height() // 2)
            painter.setFont(font)
            self._paint_box(painter, head, self._counted)

    def _paint_box(self, painter: QPainter, x: float, text: str) -> None:
        """Words beside x, on its right where there is room."""
        metrics = painter.fontMetrics()
        box = QRectF(0, 0, metrics.horizontalAdvance(text) + 12, metrics.height() + 4)
        left = x + 6
        if left + box.width() > self.width():
            left = x - 6 - box.width()
        box.moveTo(left, 2)
        painter.setPen(self._ink(colours.LINE))
        painter.setBrush(self._ink(colours.RAISED))
        painter.drawRoundedRect(box, 4, 4)
        painter.setPen(self._ink(colours.TEXT))
        painter.drawText(box, Qt.AlignmentFlag.AlignCenter, text)

    def _on_action(self, action: int) -> None:
        """Keys and screen readers come here, before the value changes."""
        if action != QAbstractSlider.SliderAction.SliderMove.value:
            self.seek_requested.emit(self.sliderPosition())

    def _drag_to(self, event: QMouseEvent) -> None:
        self.setSliderPosition(self._frame(event.position().x()))
        self.update()

    def _hover_frame(self) -> int | None:
        return self._frame(self._hover) if self._hover is not None and self.maximum() else None

    def _frame(self, x: float) -> int:
        return round(min(max(x / max(1, self.width()), 0.0), 1.0) * self.maximum())

    def _x(self, frame: int) -> float:
        return frame / self.maximum() * self.width() if self.maximum() else 0.0

    def _update_between(self, one: float, other: float) -> None:
        left, right = min(one, other), max(one, other)
        self.update(QRect(int(left) - _EDGE, 0, int(right - left) + 2 * _EDGE + 2, self.height()))

    def _redraw(self) -> None:
        self._pictures = None
        self.update()
