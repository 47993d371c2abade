"""What hands do with mouse and keys: real events, sent to real widgets."""

from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt
from PySide6.QtGui import (
    QDragEnterEvent,
    QDragLeaveEvent,
    QDragMoveEvent,
    QDropEvent,
    QWheelEvent,
)
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

LEFT = Qt.MouseButton.LeftButton
NONE = Qt.KeyboardModifier.NoModifier
NOTCH = 120


def press(widget: QWidget, at: QPoint) -> None:
    """Press the left button."""
    QTest.mousePress(widget, LEFT, NONE, at)


def release(widget: QWidget, at: QPoint) -> None:
    """Let go of the left button."""
    QTest.mouseRelease(widget, LEFT, NONE, at)


def move(widget: QWidget, at: QPoint) -> None:
    """Bring the pointer here."""
    QTest.mouseMove(widget, at)


def click(widget: QWidget, at: QPoint | None = None) -> None:
    """Click, in the middle if nothing else is said."""
    QTest.mouseClick(widget, LEFT, NONE, at or widget.rect().center())


def double_click(widget: QWidget, at: QPoint | None = None) -> None:
    """Click twice, in the middle if nothing else is said."""
    click(widget, at)
    QTest.mouseDClick(widget, LEFT, NONE, at or widget.rect().center())


def drag(widget: QWidget, start: QPoint, end: QPoint) -> None:
    """Press at `start`, move half way, move to `end`, let go."""
    press(widget, start)
    move(widget, (start + end) / 2)
    move(widget, end)
    release(widget, end)


def wheel(widget: QWidget, notches: int) -> None:
    """Turn the wheel over the middle of the widget, away from the hand for more than 0."""
    at = QPointF(widget.rect().center())
    event = QWheelEvent(
        at,
        widget.mapToGlobal(at),
        QPoint(),
        QPoint(0, notches * NOTCH),
        Qt.MouseButton.NoButton,
        NONE,
        Qt.ScrollPhase.NoScrollPhase,
        False,
    )
    QApplication.sendEvent(widget, event)


def key(key: Qt.Key, modifier: Qt.KeyboardModifier = NONE) -> None:
    """Press a key: it goes to whatever has the focus."""
    target = QApplication.focusWidget() or QApplication.activeWindow()
    assert target is not None
    QTest.keyClick(target, key, modifier)


def type_text(text: str) -> None:
    """Type into whatever has the focus."""
    target = QApplication.focusWidget() or QApplication.activeWindow()
    assert target is not None
    QTest.keyClicks(target, text)


def drop(widget: QWidget, data: QMimeData, at: QPoint) -> bool:
    """Bring a drag that holds `data` over a widget and let go; whether it was taken."""
    actions, button = Qt.DropAction.CopyAction | Qt.DropAction.MoveAction, LEFT
    enter = QDragEnterEvent(at, actions, data, button, NONE)
    QApplication.sendEvent(widget, enter)
    move_ = QDragMoveEvent(at, actions, data, button, NONE)
    QApplication.sendEvent(widget, move_)
    if not (enter.isAccepted() and move_.isAccepted()):
        QApplication.sendEvent(widget, QDragLeaveEvent())
        return False
    QApplication.sendEvent(widget, QDropEvent(QPointF(at), actions, data, button, NONE))
    return True
