"""The loop over the lanes, washed, with edges to take hold of; and the song's markers."""

from collections.abc import Sequence

from PySide6.QtCore import QLineF, QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QFontMetricsF, QPainter, QPalette, QPen, QPolygonF

from player.core.practice.loops import Loops
from player.core.practice.song_loops import Marker
from player.ui.lanes.lane_places import LanePlaces
from player.ui.widgets import colours

_WASH = 34
"""How opaque the loop is, of 255."""
_HANDLE = 7.0
_LONGEST_NAME = 140.0


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
