"""A button, and a still picture, of a one-colour drawing."""

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import (
    QPushButton,
    QSizePolicy,
    QStyle,
    QStyleOptionToolButton,
    QStylePainter,
    QToolButton,
    QWidget,
)

from player.ui.widgets import colours
from player.ui.widgets.tinted_svg import TintedSvg

ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)


class EnterButton(QPushButton):
    """A push button that Enter presses: the space bar belongs to the transport."""

    def __init__(self, text: str = "", parent: QWidget | None = None) -> None:
        super().__init__(text, parent)
        self.setAutoDefault(False)  # in a dialog, Enter elsewhere must not press it

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Click on Enter."""
        if event.key() in ENTER:
            self.click()
        else:
            super().keyPressEvent(event)


class EnterToolButton(QToolButton):
    """A flat button that Enter presses."""

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Click on Enter."""
        if event.key() in ENTER:
            self.click()
        else:
            super().keyPressEvent(event)


class IconButton(EnterToolButton):
    """A flat button with a drawing in the colour of the palette."""

    def __init__(
        self, source: bytes, side: int = 20, room: int = 32, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._svg = TintedSvg(source)
        self._side = side
        self._room = room
        self._role = colours.TEXT
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)  # a click leaves the focus where it was
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def set_drawing(self, source: bytes) -> None:
        """Show another drawing."""
        self._svg = TintedSvg(source)
        self.update()

    def set_role(self, role: colours.Role) -> None:
        """Take another colour of the palette."""
        self._role = role
        self.update()

    def sizeHint(self) -> QSize:
        """A square."""
        return QSize(self._room, self._room)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw the style's button, and the drawing on it."""
        painter = QStylePainter(self)
        option = QStyleOptionToolButton()
        self.initStyleOption(option)
        painter.drawComplexControl(QStyle.ComplexControl.CC_ToolButton, option)
        box = QRectF(0, 0, self._side, self._side)
        box.moveCenter(QRectF(self.rect()).center())
        role = self._role if self.isEnabled() else colours.GROOVE
        self._svg.paint(painter, box, self.palette().color(role))


class Picture(QWidget):
    """A drawing in one colour of the palette."""

    def __init__(
        self, source: bytes, side: int, role: colours.Role, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._svg = TintedSvg(source)
        self._role = role
        self.setFixedSize(side, side)

    def show_drawing(self, source: bytes, role: colours.Role) -> None:
        """Show another drawing, in another colour."""
        self._svg, self._role = TintedSvg(source), role
        self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw it."""
        self._svg.paint(QPainter(self), QRectF(self.rect()), self.palette().color(self._role))
