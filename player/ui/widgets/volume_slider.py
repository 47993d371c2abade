"""A small horizontal slider from 0 to 100 %."""

from PySide6.QtCore import QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QMouseEvent, QPainter, QPaintEvent, QWheelEvent
from PySide6.QtWidgets import QSizePolicy, QSlider, QWidget

from player.ui.widgets import colours

_HANDLE = 7.0
"""The handle's radius."""


class VolumeSlider(QSlider):
    """Follows the pointer from the first click; wheel and arrow keys move it by 5 %."""

    moved = Signal(float)
    """The user moved it: 0 to 1."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(Qt.Orientation.Horizontal, parent)
        self.setRange(0, 100)
        self.setSingleStep(5)
        self.setPageStep(10)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.valueChanged.connect(lambda value: self.moved.emit(value / 100))

    def set_volume(self, volume: float) -> None:
        """Show a volume (0 to 1) without saying that the user moved."""
        blocked = self.blockSignals(True)
        self.setValue(round(volume * 100))
        self.blockSignals(blocked)
        self.update()

    def sizeHint(self) -> QSize:
        """Room for the handle's whole way."""
        return QSize(128, 20)

    def minimumSizeHint(self) -> QSize:
        """Short, but it can be handled."""
        return QSize(64, 20)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Come to the pointer."""
        if event.button() == Qt.MouseButton.LeftButton:
            self.setSliderDown(True)
            self._follow(event)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Follow the pointer."""
        if self.isSliderDown():
            self._follow(event)

    def mouseReleaseEvent(self, _event: QMouseEvent) -> None:
        """Stay."""
        self.setSliderDown(False)

    def wheelEvent(self, event: QWheelEvent) -> None:
        """A step for each notch."""
        self.setValue(round(self.value() + event.angleDelta().y() / 120 * self.singleStep()))
        event.accept()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw the groove and the handle."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        middle, way = self.height() / 2, self.width() - 2 * _HANDLE
        at = _HANDLE + way * self.value() / self.maximum()
        for role, end in ((colours.LINE, _HANDLE + way), (colours.ACCENT, at)):
            painter.setBrush(self.palette().color(role))
            painter.drawRoundedRect(QRectF(_HANDLE, middle - 2, end - _HANDLE, 4), 2, 2)
        painter.setBrush(self.palette().color(colours.TEXT))
        painter.setPen(self.palette().color(colours.ACCENT if self.hasFocus() else colours.LINE))
        painter.drawEllipse(QPointF(at, middle), _HANDLE - 1, _HANDLE - 1)

    def _follow(self, event: QMouseEvent) -> None:
        way = max(1.0, self.width() - 2 * _HANDLE)
        self.setValue(round((event.position().x() - _HANDLE) / way * self.maximum()))
