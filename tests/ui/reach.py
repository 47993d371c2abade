"""What the keyboard can reach, and what a screen reader says of it."""

from collections.abc import Iterator

from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible
from PySide6.QtWidgets import (
    QAbstractSpinBox,
    QApplication,
    QComboBox,
    QDialog,
    QKeySequenceEdit,
    QLabel,
    QWidget,
)

from tests.ui.hands import key


def focusable(window: QWidget) -> Iterator[QWidget]:
    """What the keyboard can reach, but for the insides of Qt's own controls."""
    for child in window.findChildren(QWidget):
        reached = child.focusPolicy() != Qt.FocusPolicy.NoFocus
        if reached and not child.isWindow() and not _is_inside(child):
            yield child


def _is_inside(child: QWidget) -> bool:
    above = child.parentWidget()
    while above is not None and not isinstance(above, QDialog):
        if isinstance(above, QAbstractSpinBox | QComboBox | QKeySequenceEdit):
            return True
        above = above.parentWidget()
    return False


def nameless(window: QWidget) -> list[str]:
    """The controls of which a screen reader could say no more than what they are."""
    return [
        f"{type(each).__name__} {each.objectName()} in {type(each.parent()).__name__}"
        for each in focusable(window)
        if not spoken(each) and not isinstance(each, QLabel)  # which says its text, if any
    ]


def spoken(widget: QWidget) -> str:
    """A control's name as a screen reader is told it."""
    return QAccessible.queryAccessibleInterface(widget).text(QAccessible.Text.Name)


def missed_by_tab(window: QWidget) -> list[str]:
    """The names of what Tab does not come to, on its way round the window."""
    start = QApplication.focusWidget()
    assert start is not None
    reached: list[QWidget] = []
    for _ in range(100):
        key(Qt.Key.Key_Tab)
        now = QApplication.focusWidget()
        assert now is not None
        reached.append(now)
        if now is start:
            break
    assert reached[-1] is start
    wanted = {
        each
        for each in focusable(window)
        if each.focusPolicy() & Qt.FocusPolicy.TabFocus and each.isVisible() and each.isEnabled()
    }
    return [each.accessibleName() for each in wanted - set(reached)]
