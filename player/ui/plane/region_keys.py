"""The keyboard on regions: everything that the mouse does."""

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent, QKeySequence

from player.core.plane.regions import Box, PlaneRegion, reshaped, with_gain
from player.engine.live.kinds import Mode
from player.ui.plane.editing import RegionEditing

if TYPE_CHECKING:
    from player.ui.plane.region_canvas import RegionCanvas

_OCTAVES = 1 / 6
"""How far an arrow key moves upwards or downwards."""
_SHIFT = Qt.KeyboardModifier.ShiftModifier
_KEYPAD = Qt.KeyboardModifier.KeypadModifier
_ARROWS = {
    Qt.Key.Key_Left: (-1, 0),
    Qt.Key.Key_Right: (1, 0),
    Qt.Key.Key_Down: (0, -1),
    Qt.Key.Key_Up: (0, 1),
}
_GAIN = {Qt.Key.Key_Plus: 1.0, Qt.Key.Key_Equal: 1.0, Qt.Key.Key_Minus: -1.0}
_NEW = {Qt.Key.Key_Insert, Qt.Key.Key_Return, Qt.Key.Key_Enter}
_DELETE = {Qt.Key.Key_Delete, Qt.Key.Key_Backspace}
_STEPS = {Qt.Key.Key_Tab: 1, Qt.Key.Key_Backtab: -1}
_DUPLICATE = QKeySequence("Ctrl+D")

Do = Callable[[], object]


class RegionKeys:
    """The keys of one canvas; those that move leave the window's own alone while none is meant."""

    def __init__(self, canvas: "RegionCanvas") -> None:
        self._canvas = canvas

    def takes(self, event: QEvent) -> bool:
        """Whether a key is for a region that window or Qt have another use for."""
        if not isinstance(event, QKeyEvent):
            return False
        if event.type() == QEvent.Type.ShortcutOverride and self._meaning(event) is not None:
            event.accept()
            return True
        if event.type() == QEvent.Type.KeyPress and event.key() in _STEPS:
            return self._canvas.editing.step(_STEPS[Qt.Key(event.key())])
        return False

    def press(self, event: QKeyEvent) -> bool:
        """Do it; whether there was something to do."""
        do = self._meaning(event)
        if do is not None:
            do()
        return do is not None

    def _meaning(self, event: QKeyEvent) -> Do | None:
        return command(event, self._canvas.editing) or self._plain(event)

    def _plain(self, event: QKeyEvent) -> Do | None:
        editing, key = self._canvas.editing, Qt.Key(event.key())
        shift = bool(event.modifiers() & _SHIFT)
        if event.modifiers() & ~(_SHIFT | _KEYPAD):
            return None
        if key is Qt.Key.Key_Escape:
            return self._escape
        if editing.region is None:
            return self._new if key in _NEW else None
        if key in _ARROWS:
            return lambda: editing.edit(lambda region: self._pushed(region, _ARROWS[key], shift))
        if key in _GAIN:
            return lambda: editing.edit(lambda region: _louder(region, _GAIN[key]))
        return editing.delete if key in _DELETE else None

    def _pushed(self, region: PlaneRegion, way: tuple[int, int], resize: bool) -> PlaneRegion:
        canvas = self._canvas
        across, octaves = way[0] * canvas.step, way[1] * _OCTAVES
        if not resize:
            return canvas.shifted(region, across, octaves)
        box = region.box
        first, last = canvas.across(box)
        wider = Box(box.left, box.right, box.low, box.high * 2**octaves, box.start, box.stop)
        return reshaped(region, canvas.put_across(wider, first, last + across))

    def _new(self) -> None:
        """A region in the middle of what is seen."""
        canvas = self._canvas
        first, last = canvas.extent()
        middle, quarter = (first + last) / 2, (last - first) / 8
        box = Box(-1.0, 1.0, 300.0, 3_000.0)
        box = canvas.put_across(box, middle - quarter, middle + quarter)
        canvas.editing.add(canvas.editing.new(box))

    def _escape(self) -> None:
        if not self._canvas.let_go():
            self._canvas.editing.select(None)


def _louder(region: PlaneRegion, by: float) -> PlaneRegion:
    now = region.region.gain if region.region.mode is Mode.GAIN else 0.0
    return with_gain(region, now + by)


def command(event: QKeyEvent, editing: RegionEditing) -> Do | None:
    """What a key with Ctrl asks for, wherever in the panel the focus is."""
    standard: dict[QKeySequence.StandardKey, Do] = {
        QKeySequence.StandardKey.Undo: editing.plane.undo,
        QKeySequence.StandardKey.Redo: editing.plane.redo,
        QKeySequence.StandardKey.Copy: editing.copy,
        QKeySequence.StandardKey.Paste: editing.paste,
    }
    for key, do in standard.items():
        if event.matches(key):
            return do
    if QKeySequence(event.keyCombination()) == _DUPLICATE:
        return editing.duplicate
    return None
