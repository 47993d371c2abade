"""The keyboard on the lanes: everything that the mouse does."""

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent

if TYPE_CHECKING:
    from player.ui.lanes.lanes_canvas import LanesCanvas

ZOOM = 0.8
"""One step of zooming in."""
_NUDGE, _PAGE = 0.1, 0.9
"""Shares of the width."""
_SHIFT = Qt.KeyboardModifier.ShiftModifier
_KEYPAD = Qt.KeyboardModifier.KeypadModifier
Key = Qt.Key
Do = Callable[[], object]


class LaneKeys:
    """The keys of the canvas, while it has the focus."""

    def __init__(self, canvas: "LanesCanvas") -> None:
        self._plain: dict[int, Do] = {
            Key.Key_PageDown: lambda: canvas.turn(_PAGE),
            Key.Key_PageUp: lambda: canvas.turn(-_PAGE),
            Key.Key_Home: lambda: canvas.set_view(canvas.view.scrolled(-canvas.view.columns)),
            Key.Key_End: lambda: canvas.set_view(canvas.view.scrolled(canvas.view.columns)),
            Key.Key_Escape: canvas.let_go,
        }
        self._shifted: dict[int, Do] = {
            Key.Key_Left: lambda: canvas.turn(-_NUDGE),
            Key.Key_Right: lambda: canvas.turn(_NUDGE),
            Key.Key_Up: lambda: canvas.zoom(ZOOM),
            Key.Key_Down: lambda: canvas.zoom(1 / ZOOM),
        }

    def takes(self, event: QEvent) -> bool:
        """Whether a key is meant here that is a shortcut of the window, too."""
        if event.type() != QEvent.Type.ShortcutOverride or not isinstance(event, QKeyEvent):
            return False
        if self._meaning(event) is None:
            return False
        event.accept()
        return True

    def press(self, event: QKeyEvent) -> bool:
        """Do it; whether there was something to do."""
        do = self._meaning(event)
        if do is not None:
            do()
        return do is not None

    def _meaning(self, event: QKeyEvent) -> Do | None:
        held = event.modifiers() & ~_KEYPAD
        if held == Qt.KeyboardModifier.NoModifier:
            return self._plain.get(event.key())
        return self._shifted.get(event.key()) if held == _SHIFT else None
