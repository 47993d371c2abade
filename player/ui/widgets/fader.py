"""A vertical fader in decibels."""

from PySide6.QtCore import QEvent, QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QMouseEvent, QPainter, QPaintEvent, QWheelEvent
from PySide6.QtWidgets import QSizePolicy, QSlider, QWidget

from player.ui.widgets import colours, decibel_scale
from player.ui.widgets.colours import blend
from player.ui.widgets.own_keys import UP_DOWN, keeps
from player.ui.widgets.text import MINUS, decibels

_TENTHS = 10
_HANDLE = QSize(28, 14)
_KEYS = UP_DOWN | {Qt.Key.Key_PageUp, Qt.Key.Key_PageDown}
_INSET = 9.0
_FINE = 0.2
"""How much less the handle moves for the same way of the mouse while Shift is held."""


class Fader(QSlider):
    """-60 to +12 dB; drag (with Shift: finely), wheel, arrow keys; a double click is 0 dB."""

    moved = Signal(float)
    """The user moved it: the new level in dB."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(Qt.Orientation.Vertical, parent)
        self.setRange(int(decibel_scale.BOTTOM * _TENTHS), int(decibel_scale.TOP * _TENTHS))
        self.setSingleStep(_TENTHS)
        self.setPageStep(6 * _TENTHS)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)  # a drag leaves the focus where it was
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Expanding)
        self.valueChanged.connect(lambda value: self.moved.emit(value / _TENTHS))
        self._grip: tuple[float, float] | None = None
        self._marked = True
        self._ink: QColor | None = None

    @property
    def level(self) -> float:
        """Where it stands, in dB."""
        return self.value() / _TENTHS

    @property
    def level_text(self) -> str:
        """The level in words."""
        return decibels(self.level, decibel_scale.BOTTOM)

    def set_level(self, level: float) -> None:
        """Show a level (dB) without saying that the user moved."""
        blocked = self.blockSignals(True)
        self.setValue(round(level * _TENTHS))
        self.blockSignals(blocked)
        self.update()

    def set_marked(self, marked: bool) -> None:
        """Have the decibel marks beside it, or be as narrow as the handle."""
        self._marked = marked
        self.updateGeometry()
        self.update()

    def set_ink(self, ink: QColor | None) -> None:
        """Take a colour of its own for the way below the handle; None for the accent."""
        self._ink = ink
        self.update()

    def travel(self) -> tuple[float, float]:
        """Where the middle of the handle is at the bottom and at the top of its way, in pixels."""
        return self.height() - _INSET, _INSET

    def sizeHint(self) -> QSize:
        """Room for the marks and the handle."""
        marks = self.fontMetrics().horizontalAdvance(f"{MINUS}60") + 8 if self._marked else 0
        return QSize(marks + _HANDLE.width(), 112)

    def minimumSizeHint(self) -> QSize:
        """A fader that can still be handled."""
        return QSize(self.sizeHint().width(), 72)

    def event(self, event: QEvent) -> bool:
        """Keep the arrow keys from the window's shortcuts while it has the focus."""
        return keeps(event, _KEYS) or super().event(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Take hold: the level does not jump to the pointer."""
        if event.button() == Qt.MouseButton.LeftButton:
            self._grip = (event.position().y(), decibel_scale.place(self.level))
            self.setSliderDown(True)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Move the handle with the pointer."""
        if self._grip is None:
            return
        start, place = self._grip
        bottom, top = self.travel()
        moved = (start - event.position().y()) / (bottom - top)
        if event.modifiers() & Qt.KeyboardModifier.ShiftModifier:
            moved *= _FINE
        self.setValue(round(decibel_scale.level(place + moved) * _TENTHS))

    def mouseReleaseEvent(self, _event: QMouseEvent) -> None:
        """Let go."""
        self._grip = None
        self.setSliderDown(False)

    def mouseDoubleClickEvent(self, _event: QMouseEvent) -> None:
        """Back to 0 dB."""
        self.setValue(0)

    def wheelEvent(self, event: QWheelEvent) -> None:
        """One decibel for each notch."""
        notches = event.angleDelta().y() / 120
        self.setValue(round(self.value() + notches * self.singleStep()))
        event.accept()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw the marks, the groove and the handle."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if self._marked:
            self._paint_marks(painter)
        self._paint_groove(painter)
        self._paint_handle(painter)

    def _y(self, level: float) -> float:
        bottom, top = self.travel()
        return bottom + (top - bottom) * decibel_scale.place(level)

    def _centre(self) -> float:
        return self.width() - _HANDLE.width() / 2

    def _paint_marks(self, painter: QPainter) -> None:
        font = self.font()
        font.setPointSizeF(font.pointSizeF() * 0.78)
        painter.setFont(font)
        painter.setPen(self.palette().color(colours.DIM))
        high = painter.fontMetrics().height()
        right = self._centre() - _HANDLE.width() / 2 - 4
        free = float("inf")
        for mark in (decibel_scale.BOTTOM, *reversed(decibel_scale.MARKS)):
            if self._y(mark) > free:
                continue  # no room left above the mark below
            free = self._y(mark) - high
            text = "-∞" if mark == decibel_scale.BOTTOM else f"{mark:+d}" if mark else "0"
            box = QRectF(0, self._y(mark) - high / 2, right, high)
            flags = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
            painter.drawText(box, flags, text.replace("-", MINUS))

    def _paint_groove(self, painter: QPainter) -> None:
        bottom, top = self.travel()
        handle = self._y(self.level)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(self.palette().color(colours.LINE))
        painter.drawRoundedRect(QRectF(self._centre() - 2, top, 4, bottom - top), 2, 2)
        painter.setBrush(self._ink or self.palette().color(colours.ACCENT))
        painter.drawRoundedRect(QRectF(self._centre() - 2, handle, 4, bottom - handle), 2, 2)

    def _paint_handle(self, painter: QPainter) -> None:
        palette = self.palette()
        wide, high = _HANDLE.width() - 2, _HANDLE.height()
        box = QRectF(self._centre() - wide / 2, self._y(self.level) - high / 2, wide, high)
        body = blend(palette.color(colours.TEXT), palette.color(colours.RAISED), 0.16)
        painter.setBrush(body)
        edge = colours.ACCENT if self.hasFocus() else colours.GROOVE
        painter.setPen(palette.color(edge))
        painter.drawRoundedRect(box, 4, 4)
        painter.setPen(palette.color(colours.TEXT))
        middle = box.center()
        painter.drawLine(middle - QPointF(wide / 2 - 5, 0), middle + QPointF(wide / 2 - 5, 0))
