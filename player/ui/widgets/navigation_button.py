"""A button that leads to a place: a drawing with words, or the drawing alone."""

from PySide6.QtCore import QRect, QRectF, QSize, Qt
from PySide6.QtGui import QPaintEvent
from PySide6.QtWidgets import (
    QSizePolicy,
    QStyle,
    QStyleOptionToolButton,
    QStylePainter,
    QWidget,
)

from player.ui.widgets import colours
from player.ui.widgets.icon_button import EnterToolButton
from player.ui.widgets.tinted_svg import TintedSvg

_SIDE = 20
_EDGE = 10
_HIGH = 36


class NavigationButton(EnterToolButton):
    """Lit while its place is shown."""

    def __init__(self, source: bytes, text: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._svg = TintedSvg(source)
        self._narrow = False
        self.setText(text)
        self.setCheckable(True)
        self.setAccessibleName(text)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)

    def set_narrow(self, narrow: bool) -> None:
        """Show the drawing alone."""
        self._narrow = narrow
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        """The drawing, and the words beside it."""
        words = 0 if self._narrow else _EDGE + self.fontMetrics().horizontalAdvance(self.text())
        return QSize(2 * _EDGE + _SIDE + words, _HIGH)

    def minimumSizeHint(self) -> QSize:
        """The drawing alone."""
        return QSize(2 * _EDGE + _SIDE, _HIGH)

    def nextCheckState(self) -> None:
        """Stay as it is: the place that is shown lights its button."""

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw the style's button, the drawing and the words."""
        painter = QStylePainter(self)
        option = QStyleOptionToolButton()
        self.initStyleOption(option)
        option.text = ""
        painter.drawComplexControl(QStyle.ComplexControl.CC_ToolButton, option)
        role = colours.ACCENT if self.isChecked() else colours.TEXT
        painter.setPen(self.palette().color(role))
        box = QRectF(_EDGE, (self.height() - _SIDE) / 2, _SIDE, _SIDE)
        self._svg.paint(painter, box, self.palette().color(role))
        room = QRect(2 * _EDGE + _SIDE, 0, self.width() - 3 * _EDGE - _SIDE, self.height())
        if not self._narrow and room.width() > 0:
            metrics = self.fontMetrics()
            shown = metrics.elidedText(self.text(), Qt.TextElideMode.ElideRight, room.width())
            painter.drawText(room, Qt.AlignmentFlag.AlignVCenter, shown)
