"""The loop over the lanes: washed, with edges to take hold of."""

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPalette, QPolygonF

from player.ui.lanes.lane_loop import LaneLoop
from player.ui.lanes.lane_places import LanePlaces
from player.ui.widgets import colours

_WASH = 34
"""How opaque the loop is, of 255."""
_HANDLE = 7.0


def paint_loop(
    painter: QPainter, places: LanePlaces, loop: LaneLoop, ruler: QRectF, palette: QPalette
) -> None:
    """Nothing, if there is none."""
    if loop.edges is None:
        return
    ink = palette.color(colours.ACCENT if loop.on else colours.DIM)
    left, right = (places.x(edge) for edge in loop.edges)
    bottom = places.area.bottom()
    seen = QRectF(left, ruler.bottom(), right - left, bottom - ruler.bottom()) & places.area
    wash = QColor(ink)
    wash.setAlpha(_WASH)
    painter.fillRect(seen, wash)
    bar = QRectF(left, ruler.bottom() - 5, right - left, 4) & ruler
    painter.fillRect(bar, ink)
    for x, way in ((left, 1), (right, -1)):
        if -_HANDLE <= x <= places.area.right() + _HANDLE:
            painter.fillRect(QRectF(x - 0.75, ruler.top(), 1.5, bottom - ruler.top()), ink)
            _paint_handle(painter, QPointF(x, ruler.top()), way, ink)


def _paint_handle(painter: QPainter, at: QPointF, way: int, ink: QColor) -> None:
    """A flag that points into the loop."""
    flag = [at, at + QPointF(way * _HANDLE, 0), at + QPointF(0, 1.5 * _HANDLE)]
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(ink)
    painter.drawPolygon(QPolygonF(flag))
    painter.setRenderHint(QPainter.RenderHint.Antialiasing, False)
