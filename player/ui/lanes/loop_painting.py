"""The loop over the lanes, washed, with edges to take hold of; named loops and markers."""

from collections.abc import Sequence

from PySide6.QtCore import QLineF, QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QFontMetricsF, QPainter, QPalette, QPen, QPolygonF

from player.core.practice.loops import Loops
from player.core.practice.song_loops import Marker, NamedLoop
from player.ui.lanes.lane_places import LanePlaces
from player.ui.widgets import colours

_WASH = 34
"""How opaque the loop is, of 255."""
_HANDLE = 7.0
_LONGEST_NAME = 140.0
_NAMED = 60
"""How opaque a named loop is that is not chosen, of 255."""


def paint_loop(
    painter: QPainter, places: LanePlaces, loops: Loops, ruler: QRectF, palette: QPalette
) -> None:
    """The edges that are set, and what lies between them; pale while the song plays on."""
    now = loops.current
    ink = palette.color(colours.ACCENT if loops.on else colours.DIM)
    bottom = places.area.bottom()
    if now.passage is not None:
        left, right = (places.x(edge) for edge in now.passage)
        wash = QColor(ink)
        wash.setAlpha(_WASH)
        inside = QRectF(left, places.area.top(), right - left, places.area.height())
        painter.fillRect(inside & places.area, wash)
        painter.fillRect(QRectF(left, ruler.bottom() - 4, right - left, 4) & ruler, ink)
    for edge, way in ((now.start, 1), (now.stop, -1)):
        if edge is None:
            continue
        x = places.x(edge)
        if -_HANDLE <= x <= places.area.right() + _HANDLE:
            painter.fillRect(QRectF(x - 0.75, ruler.top(), 1.5, bottom - ruler.top()), ink)
            _paint_flag(painter, QPointF(x, ruler.top()), way, ink)


def _paint_flag(painter: QPainter, at: QPointF, way: int, ink: QColor) -> None:
    """It points into the loop."""
    flag = [at, at + QPointF(way * _HANDLE, 0), at + QPointF(0, 1.5 * _HANDLE)]
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(ink)
    painter.drawPolygon(QPolygonF(flag))
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing, False)


def marker_tags(
    places: LanePlaces, markers: Sequence[Marker], metrics: QFontMetricsF
) -> list[tuple[Marker, QRectF]]:
    """Where the names of the markers in sight are: at the foot of the lanes."""
    found: list[tuple[Marker, QRectF]] = []
    for marker in markers:
        x = places.x(marker.place)
        if -_LONGEST_NAME <= x <= places.area.right():
            width = min(metrics.horizontalAdvance(marker.name) + 8, _LONGEST_NAME)
            height = metrics.height() + 2
            found.append((marker, QRectF(x, places.area.bottom() - height, width, height)))
    return found


def paint_markers(
    painter: QPainter, places: LanePlaces, tags: list[tuple[Marker, QRectF]], palette: QPalette
) -> None:
    """A line at each place, and its name."""
    ink = palette.color(colours.WARNING)
    for marker, tag in tags:
        painter.setPen(QPen(ink, 1, Qt.PenStyle.DashLine))
        x = round(tag.left()) + 0.5
        painter.drawLine(QLineF(x, places.area.top(), x, tag.bottom()))
        painter.fillRect(tag, ink)
        painter.setPen(palette.color(colours.ON_ACCENT))
        words = painter.fontMetrics().elidedText(
            marker.name, Qt.TextElideMode.ElideRight, int(tag.width() - 6)
        )
        painter.drawText(tag, Qt.AlignmentFlag.AlignCenter, words)


def loop_tags(
    places: LanePlaces, loops: Sequence[NamedLoop], metrics: QFontMetricsF
) -> list[tuple[NamedLoop, QRectF]]:
    """Where the named loops in sight are: over the markers' names, each in the lowest free row."""
    found: list[tuple[NamedLoop, QRectF]] = []
    height = metrics.height() + 2
    free_from: list[float] = []
    for loop in loops:
        left, right = places.x(loop.start), places.x(loop.stop)
        row = next((row for row, free in enumerate(free_from) if free <= left), len(free_from))
        free_from[row : row + 1] = [right]
        tag = QRectF(left, places.area.bottom() - (row + 2) * height - 1, right - left, height - 1)
        if tag.intersects(places.area):
            found.append((loop, tag))
    return found


def paint_named_loops(
    painter: QPainter,
    places: LanePlaces,
    tags: list[tuple[NamedLoop, QRectF]],
    chosen: NamedLoop | None,
    palette: QPalette,
) -> None:
    """A bar from start to stop, with the name as far as it has room."""
    ink = palette.color(colours.ACCENT)
    pale = QColor(ink)
    pale.setAlpha(_NAMED)
    for loop, tag in tags:
        seen = tag & places.area
        painter.fillRect(seen, ink if loop == chosen else pale)
        painter.setPen(palette.color(colours.ON_ACCENT if loop == chosen else colours.TEXT))
        room = seen.adjusted(4, 0, -4, 0)
        words = painter.fontMetrics().elidedText(
            loop.name, Qt.TextElideMode.ElideRight, int(room.width())
        )
        painter.drawText(room, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter, words)
