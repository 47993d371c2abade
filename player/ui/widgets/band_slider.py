"""A narrow vertical slider in decibels around 0, as an equaliser's band has it."""

from PySide6.QtCore import QEvent, QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QMouseEvent, QPainter, QPaintEvent, QWheelEvent
from PySide6.QtWidgets import QSizePolicy, QSlider, QWidget

from player.ui.widgets import colours
from player.ui.widgets.own_keys import UP_DOWN, keeps

_TENTHS = 10
_INSET = 9.0
_HANDLE = QSize(22, 10)
_KEYS = UP_DOWN | {Qt.Key.Key_PageUp, Qt.Key.Key_PageDown, Qt.Key.Key_Home, Qt.Key.Key_End}


class BandSlider(QSlider):
    """Drag, wheel and arrow keys (half a decibel), page keys (3 dB); a double click is 0 dB."""

    moved = Signal(float)
    """The user moved it: the new level in dB."""

    def __init__(self, most: float, parent: QWidget | None = None) -> None:
        """`most`: how far it goes up and down, in dB."""
        super().__init__(Qt.Orientation.Vertical, parent)
        self.setRange(round(-most * _TENTHS), round(most * _TENTHS))
        self.setSingleStep(_TENTHS // 2)
        self.setPageStep(3 * _TENTHS)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.valueChanged.connect(lambda value: self.moved.emit(value / _TENTHS))
        self._grip: tuple[float, int] | None = None

    def set_level(self, level: float) -> None:
        """Show a level (dB) without saying that the user moved."""
        blocked = self.blockSignals(True)
        self.setValue(round(level * _TENTHS))
        self.blockSignals(blocked)
        self.update()

    def sizeHint(self) -> QSize:
        """Room for the handle."""
        return QSize(_HANDLE.width() + 12, 150)

    def minimumSizeHint(self) -> QSize:
        """A slider that can still be handled."""
        return QSize(_HANDLE.width() + 2, 96)

    def event(self, event: QEvent) -> bool:
        """Keep the arrow keys from the window's shortcuts while it has the focus."""
        return keeps(event, _KEYS) or super().event(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Take hold: the level does not jump to the pointer."""
        if event.button() == Qt.MouseButton.LeftButton:
            self._grip = (event.position().y(), self.value())
            self.setSliderDown(True)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Move the handle with the pointer."""
        if self._grip is not None:
            start, value = self._grip
            way = (start - event.position().y()) / (self.height() - 2 * _INSET)
            self.setValue(value + round(way * (self.maximum() - self.minimum())))

    def mouseReleaseEvent(self, _event: QMouseEvent) -> None:
        """Let go."""
        self._grip = None
        self.setSliderDown(False)

    def mouseDoubleClickEvent(self, _event: QMouseEvent) -> None:
        """Back to 0 dB."""
        self.setValue(0)

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Half a decibel for each notch."""
        self.setValue(round(self.value() + event.angleDelta().y() / 120 * self.singleStep()))
        event.accept()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw the groove, what is raised or lowered, and the handle."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        centre, high = self.width() / 2, self.height() - 2 * _INSET
        zero, handle = self._y(0), self._y(self.value())
        palette = self.palette()
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(palette.color(colours.LINE))
        painter.drawRoundedRect(QRectF(centre - 2, _INSET, 4, high), 2, 2)
        painter.drawRect(QRectF(centre - _HANDLE.width() / 2, zero - 0.5, _HANDLE.width(), 1))
        painter.setBrush(palette.color(colours.ACCENT))
        top, bottom = sorted((zero, handle))
        painter.drawRoundedRect(QRectF(centre - 2, top, 4, bottom - top), 2, 2)
        wide, tall = _HANDLE.width(), _HANDLE.height()
        box = QRectF(centre - wide / 2, handle - tall / 2, wide, tall)
        body = colours.blend(palette.color(colours.TEXT), palette.color(colours.RAISED), 0.16)
        painter.setBrush(body)
        edge = colours.ACCENT if self.hasFocus() else colours.GROOVE
        painter.setPen(palette.color(edge))
        painter.drawRoundedRect(box, 3, 3)
        painter.setPen(palette.color(colours.TEXT))
        middle = box.center()
        painter.drawLine(middle - QPointF(wide / 2 - 5, 0), middle + QPointF(wide / 2 - 5, 0))

    def _y(self, value: int) -> float:
        share = (self.maximum() - value) / (self.maximum() - self.minimum())
        return _INSET + share * (self.height() - 2 * _INSET)
