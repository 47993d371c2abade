"""A knob that places a sound between left and right."""

from PySide6.QtCore import QEvent, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QMouseEvent, QPainter, QPaintEvent, QPen, QWheelEvent
from PySide6.QtWidgets import QDial, QSizePolicy, QWidget

from player.ui.widgets import colours
from player.ui.widgets.own_keys import ARROWS, keeps

_STEPS = 100
_SIZE = 40
_SWEEP = 135.0
"""Degrees from the middle to either end."""
_FULL_WAY = 128
"""Pixels of mouse way from the middle to an end."""


def pan_text(pan: float) -> str:
    """A place from -1 to 1 as text: "L 30", "C", "R 100"."""
    percent = round(pan * _STEPS)
    if percent == 0:
        return "C"
    return f"L {-percent}" if percent < 0 else f"R {percent}"


class PanKnob(QDial):
    """-1 (left) to 1 (right); drag up or right, wheel, arrow keys; a double click is the middle."""

    moved = Signal(float)
    """The user turned it: the new place."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setRange(-_STEPS, _STEPS)
        self.setSingleStep(5)
        self.setPageStep(25)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)  # a drag leaves the focus where it was
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.valueChanged.connect(lambda value: self.moved.emit(value / _STEPS))
        self._grip: tuple[float, int] | None = None

    @property
    def pan(self) -> float:
        """Where it stands, -1 to 1."""
        return self.value() / _STEPS

    def set_pan(self, pan: float) -> None:
        """Show a place without saying that the user turned."""
        blocked = self.blockSignals(True)
        self.setValue(round(pan * _STEPS))
        self.blockSignals(blocked)
        self.update()

    def sizeHint(self) -> QSize:
        """A square."""
        return QSize(_SIZE, _SIZE)

    def minimumSizeHint(self) -> QSize:
        """It does not shrink."""
        return self.sizeHint()

    def event(self, event: QEvent) -> bool:
        """Keep the arrow keys from the window's shortcuts while it has the focus."""
        return keeps(event, ARROWS) or super().event(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Take hold."""
        if event.button() == Qt.MouseButton.LeftButton:
            self._grip = (_way(event), self.value())

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Turn with the pointer."""
        if self._grip is not None:
            start, value = self._grip
            self.setValue(round(value + (_way(event) - start) * _STEPS / _FULL_WAY))

    def mouseReleaseEvent(self, _event: QMouseEvent) -> None:
        """Let go."""
        self._grip = None

    def mouseDoubleClickEvent(self, _event: QMouseEvent) -> None:
        """Back to the middle."""
        self.setValue(0)

    def wheelEvent(self, event: QWheelEvent) -> None:
        """A step for each notch."""
        notches = event.angleDelta().y() / 120
        self.setValue(round(self.value() + notches * self.singleStep()))
        event.accept()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw the arc from the middle to where it stands, and a pointer."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        box = QRectF(0, 0, _SIZE, _SIZE).adjusted(4, 4, -4, -4)
        box.moveCenter(QRectF(self.rect()).center())
        self._paint_arc(painter, box)
        self._paint_body(painter, box)

    def _paint_arc(self, painter: QPainter, box: QRectF) -> None:
        palette = self.palette()
        for role, start, sweep in (
            (colours.LINE, 90 + _SWEEP, -2 * _SWEEP),
            (colours.ACCENT, 90.0, -self.pan * _SWEEP),
        ):
            pen = QPen(palette.color(role), 3)
            pen.setCapStyle(Qt.PenCapStyle.RoundCap)
            painter.setPen(pen)
            if sweep:
                painter.drawArc(box, round(start * 16), round(sweep * 16))

    def _paint_body(self, painter: QPainter, box: QRectF) -> None:
        palette = self.palette()
        body = box.adjusted(5, 5, -5, -5)
        painter.setPen(palette.color(colours.ACCENT if self.hasFocus() else colours.GROOVE))
        painter.setBrush(palette.color(colours.RAISED))
        painter.drawEllipse(body)
        painter.translate(body.center())
        painter.rotate(self.pan * _SWEEP)
        pen = QPen(palette.color(colours.TEXT), 2)
        pen.setCapStyle(Qt.PenCapStyle.RoundCap)
        painter.setPen(pen)
        painter.drawLine(0, round(-body.height() / 2 + 2), 0, round(-body.height() / 4))


def _way(event: QMouseEvent) -> float:
    return event.position().x() - event.position().y()
