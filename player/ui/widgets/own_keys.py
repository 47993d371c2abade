"""Lets a widget that has the focus keep keys that are shortcuts of its window."""

from collections.abc import Container

from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent

UP_DOWN = frozenset({Qt.Key.Key_Up, Qt.Key.Key_Down})
ARROWS = UP_DOWN | {Qt.Key.Key_Left, Qt.Key.Key_Right}


def keeps(event: QEvent, keys: Container[int], *, letters: bool = False) -> bool:
    """Whether `event` asks for one of `keys`, or for a letter, without modifiers.

    It is accepted then.
    """
    if event.type() != QEvent.Type.ShortcutOverride or not isinstance(event, QKeyEvent):
        return False
    if event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier:
        return False
    if event.key() not in keys and not (letters and event.text().isalpha()):
        return False
    event.accept()
    return True
