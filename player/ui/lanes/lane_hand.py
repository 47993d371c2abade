"""The mouse on the lanes: a click seeks, a drag makes a loop or moves its edges."""

from enum import Enum
from typing import TYPE_CHECKING

from PySide6.QtCore import QPointF, Qt
from PySide6.QtWidgets import QApplication

from player.base.units import Frames
from player.core.practice.song_loops import Passage
from player.ui.lanes.more_hands import MoreHands

if TYPE_CHECKING:
    from player.ui.lanes.lanes_canvas import LanesCanvas

_REACH = 6.0
"""Pixels from a loop's edge."""
_PUSH = 24
"""Pixels that the view scrolls at each move beyond its side."""


class _Grip(Enum):
    """What the hand does when it moves."""

    LOOP = "draws a loop, or moves an edge of it"
    SONG = "pulls the song along"
    OTHER = "moves something else that lies there"


class LaneHand:
    """One hand on the canvas."""

    def __init__(self, canvas: "LanesCanvas") -> None:
        self._canvas = canvas
        self._grip: _Grip | None = None
        self._from = QPointF()
        self._fixed: Frames = 0
        """The end of the loop that stays."""
        self._moved = False
        self._other: MoreHands | None = None

    @property
    def holds(self) -> bool:
        """Whether something is being dragged."""
        return self._grip is not None and self._moved

    def press(self, button: Qt.MouseButton, at: QPointF) -> None:
        """Begin."""
        if self._grip is not None:
            return
        self._from, self._moved = at, False
        if button is Qt.MouseButton.MiddleButton:
            self._grip = _Grip.SONG
        elif button is Qt.MouseButton.LeftButton:
            places = self._canvas.places
            found = (each for each in self._canvas.hands if each.take(at, places))
            self._other = next(found, None)
            self._grip = _Grip.LOOP if self._other is None else _Grip.OTHER
            other = self._other_edge(at)
            self._fixed = self._snapped(at) if other is None else other

    def move(self, at: QPointF) -> None:
        """Go on."""
        canvas = self._canvas
        if self._grip is None:
            canvas.setCursor(self._shape(at))
            return
        if not self._moved:
            away = abs(at.x() - self._from.x())
            if self._grip is _Grip.OTHER:
                away = max(away, abs(at.y() - self._from.y()))
            self._moved = away >= QApplication.startDragDistance() / 2
        if not self._moved:
            return
        if self._grip is _Grip.SONG:
            moved = (self._from.x() - at.x()) * canvas.places.ratio
            canvas.set_view(canvas.view.scrolled(round(moved)))
            self._from = at
        elif self._other is not None:
            self._other.drag(at, canvas.places)
        else:
            self._push(at)
            canvas.loops.preview(*self._passage(at))

    def release(self, at: QPointF) -> None:
        """End; a click seeks."""
        grip, self._grip = self._grip, None
        if grip is _Grip.LOOP and self._moved:
            self._canvas.loops.set(*self._passage(at))
        elif grip is _Grip.OTHER and self._moved and self._other is not None:
            self._other.drop()
        elif grip in {_Grip.LOOP, _Grip.OTHER}:
            self._click(at)
        self._moved, self._other = False, None

    def let_go(self) -> bool:
        """Leave everything as it was before; whether there was a drag."""
        held, grip = self.holds, self._grip
        self._grip, self._moved = None, False
        if held and grip is _Grip.LOOP:
            self._canvas.loops.values.restore()
        if held and self._other is not None:
            self._other.cancel()
        self._other = None
        return held

    def _click(self, at: QPointF) -> None:
        canvas = self._canvas
        marker, loop = canvas.marker_at(at), canvas.loop_at(at)
        if marker is None and loop is not None:
            canvas.loops.choose(loop)
        else:
            canvas.seek_asked.emit(canvas.places.frame(at.x()) if marker is None else marker.place)

    def _shape(self, at: QPointF) -> Qt.CursorShape:
        """How the pointer shows what it could take hold of."""
        canvas = self._canvas
        shapes = (each.shape(at, canvas.places) for each in canvas.hands)
        found = next((shape for shape in shapes if shape is not None), None)
        if found is not None:
            return found
        if self._other_edge(at) is not None:
            return Qt.CursorShape.SizeHorCursor
        on_name = canvas.marker_at(at) or canvas.loop_at(at)
        return Qt.CursorShape.PointingHandCursor if on_name else Qt.CursorShape.ArrowCursor

    def _other_edge(self, at: QPointF) -> Frames | None:
        """The end of the loop that stays if the one below the pointer is moved."""
        edges, places = self._canvas.loops.current.passage, self._canvas.places
        if edges is None:
            return None
        start, stop = (abs(places.x(edge) - at.x()) for edge in edges)
        if min(start, stop) > _REACH:
            return None
        return edges[1] if start < stop else edges[0]

    def _passage(self, at: QPointF) -> Passage:
        return self._fixed, self._snapped(at)

    def _snapped(self, at: QPointF) -> Frames:
        """The nearest beat, if loops begin and end there."""
        return self._canvas.loops.snapped(self._canvas.places.frame(at.x()))

    def _push(self, at: QPointF) -> None:
        canvas = self._canvas
        beyond = -1 if at.x() < 0 else 1 if at.x() > canvas.width() else 0
        if beyond:
            canvas.set_view(canvas.view.scrolled(beyond * _PUSH))
