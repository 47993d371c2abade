"""The mouse on regions: draw, take hold, move, resize, let go."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QPointF, Qt
from PySide6.QtWidgets import QApplication

from player.core.plane.regions import Box, PlaneRegion, reshaped
from player.engine.live.kinds import Point

if TYPE_CHECKING:
    from player.ui.plane.region_canvas import RegionCanvas

_FRESH = Qt.KeyboardModifier.ControlModifier
"""Held: a new region is drawn, whatever lies below."""
_CORNERS = 3
_APART = 3.0
"""Pixels between two points of a free-hand shape."""
_CURSORS = {
    (-1, -1): Qt.CursorShape.SizeFDiagCursor,
    (1, 1): Qt.CursorShape.SizeFDiagCursor,
    (-1, 1): Qt.CursorShape.SizeBDiagCursor,
    (1, -1): Qt.CursorShape.SizeBDiagCursor,
    (-1, 0): Qt.CursorShape.SizeHorCursor,
    (1, 0): Qt.CursorShape.SizeHorCursor,
    (0, -1): Qt.CursorShape.SizeVerCursor,
    (0, 1): Qt.CursorShape.SizeVerCursor,
}


class RegionHand:
    """One hand on one canvas."""

    def __init__(self, canvas: "RegionCanvas") -> None:
        self._canvas = canvas
        self._from: QPointF | None = None
        self._held: tuple[int, PlaneRegion] | None = None
        """The region that is moved or resized, as it was."""
        self._handle: tuple[int, int] | None = None
        self._moved = False
        self._last = QPointF()
        self._points: list[Point] = []
        """Where the hand has been, as values: the picture may move below it."""

    def press(self, at: QPointF, modifiers: Qt.KeyboardModifier) -> None:
        """Begin."""
        canvas, editing = self._canvas, self._canvas.editing
        self._from, self._moved, self._held = at, False, None
        self._last, self._points = at, [self._value(at)]
        fresh = bool(modifiers & _FRESH)
        self._handle = None if fresh else canvas.handle_at(at)
        if self._handle is None:
            editing.select(None if fresh else canvas.region_at(at))
        if editing.selected is not None and editing.region is not None:
            self._held = (editing.selected, editing.region)

    def move(self, at: QPointF) -> None:
        """Go on."""
        start = self._from
        if start is None:
            self._show_cursor(at)
            return
        if not self._moved:
            away = (at - start).manhattanLength()
            self._moved = away >= QApplication.startDragDistance() / 2
        if not self._moved:
            return
        editing = self._canvas.editing
        if self._held is not None:
            number, region = self._held
            editing.drag(number, self._pulled(region, start, at))
        elif (drawn := self._drawn(at)) is not None:
            editing.drag(len(editing.plane.settled), drawn)

    def release(self, at: QPointF) -> None:
        """End; a click where nothing is picks what sounds there."""
        if self._from is None:
            return
        moved, held = self._moved, self._held
        self._from = self._held = self._handle = None
        if moved:
            self._canvas.editing.drop()
        elif held is None:
            self._canvas.pick(at)
        self._show_cursor(at)

    def let_go(self) -> bool:
        """Leave everything as it was before; whether there was a drag."""
        dragging = self._from is not None and self._moved
        self._from = self._held = self._handle = None
        if dragging:
            self._canvas.editing.cancel()
        return dragging

    def _pulled(self, region: PlaneRegion, start: QPointF, at: QPointF) -> PlaneRegion:
        canvas, scales = self._canvas, self._canvas.scales
        if self._handle is None:
            across = (at.x() - start.x()) * scales.per_pixel
            up = (start.y() - at.y()) * scales.octaves_a_pixel
            return canvas.shifted(region, across, up)
        side, end = self._handle
        first, last = canvas.across(region.box)
        low, high = region.box.low, region.box.high
        if side:
            value = scales.value(at.x())
            first, last = (value, last) if side < 0 else (first, value)
        if end:
            hertz = scales.hertz(at.y())
            low, high = (low, hertz) if end < 0 else (hertz, high)
        box = Box(region.box.left, region.box.right, low, high, region.box.start, region.box.stop)
        return reshaped(region, canvas.put_across(box, first, last))

    def _drawn(self, at: QPointF) -> PlaneRegion | None:
        canvas = self._canvas
        if canvas.editing.lasso and canvas.shows_outlines:
            return self._lassoed(at)
        return canvas.editing.new(self._box([self._points[0], self._value(at)]))

    def _lassoed(self, at: QPointF) -> PlaneRegion | None:
        if (at - self._last).manhattanLength() >= _APART:
            self._last = at
            self._points.append(self._value(at))
        if len(self._points) < _CORNERS:
            return None
        outline = tuple((min(max(pan, -1.0), 1.0), hertz) for pan, hertz in self._points)
        return self._canvas.editing.new(self._box(self._points), outline)

    def _value(self, at: QPointF) -> Point:
        scales = self._canvas.scales
        return scales.value(at.x()), scales.hertz(at.y())

    def _box(self, points: Sequence[Point]) -> Box:
        values, hertz = zip(*points, strict=True)
        box = Box(-1.0, 1.0, min(hertz), max(hertz))
        return self._canvas.put_across(box, min(values), max(values))

    def _show_cursor(self, at: QPointF) -> None:
        canvas = self._canvas
        handle = canvas.handle_at(at)
        if handle is not None:
            canvas.setCursor(_CURSORS[handle])
        elif canvas.region_at(at) is not None:
            canvas.setCursor(Qt.CursorShape.SizeAllCursor)
        else:
            canvas.setCursor(Qt.CursorShape.CrossCursor)
