"""How strokes look on a spectrogram."""

from collections.abc import Iterator, Sequence
from dataclasses import replace

from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import QColor, QPainter, QPainterPath, QPen, QPolygonF

from player.engine.live.kinds import HIGHEST
from player.retouch.strokes import Spot, Stroke
from player.ui.plane.scales import Scales

_THINNEST = 1.5  # pixels
_SPOTS = 10
_ROUNDED = 0.8  # of the brush: a flat end reaches as far as a round one looks to


def paint_line(painter: QPainter, scales: Scales, stroke: Stroke, ink: QColor) -> None:
    """A line as wide as the brush, and thinner ones for its overtones."""
    first, last = scales.first - stroke.seconds, scales.last + stroke.seconds
    if not any(first <= spot.time <= last for spot in stroke.spots):
        return
    painter.save()
    painter.setBrush(Qt.BrushStyle.NoBrush)
    for partial, wide, high in _partials(scales, stroke):
        if partial == 1:
            _paint_round(
                painter, [_place(scales, spot, 1) for spot in stroke.spots], wide, high, ink
            )
            painter.setRenderHint(QPainter.RenderHint.Antialiasing, on=False)
        else:
            painter.setPen(_pen(ink, 2 * high, Qt.PenCapStyle.FlatCap))
            painter.drawPolyline([_place(scales, spot, partial) for spot in _few(stroke)])
    painter.restore()


def _paint_round(
    painter: QPainter, places: Sequence[QPointF], wide: float, high: float, ink: QColor
) -> None:
    """A line of an ellipse: measured in its radii, it is two wide and its ends are round."""
    scaled = [QPointF(place.x() / wide, place.y() / high) for place in places]
    line = QPainterPath(scaled[0])
    line.addPolygon(QPolygonF(scaled))
    line.lineTo(scaled[-1] + QPointF(1e-3, 0))  # a dab is a line too
    unscaled = painter.transform()
    painter.scale(wide, high)
    painter.setPen(_pen(ink, 2, Qt.PenCapStyle.RoundCap))
    painter.drawPath(line)
    painter.setTransform(unscaled)


def _pen(ink: QColor, width: float, cap: Qt.PenCapStyle) -> QPen:
    round_ = cap is Qt.PenCapStyle.RoundCap
    join = Qt.PenJoinStyle.RoundJoin if round_ else Qt.PenJoinStyle.BevelJoin
    return QPen(ink, width, Qt.PenStyle.SolidLine, cap, join)


def _few(stroke: Stroke) -> Sequence[Spot]:
    """Overtones are many and thin: their lines are drawn quickly."""
    spots, reach = stroke.spots, _ROUNDED * stroke.seconds
    first, last = spots[0], spots[-1]
    before, after = replace(first, time=first.time - reach), replace(last, time=last.time + reach)
    return [before, *spots[:: max(1, len(spots) // _SPOTS)], last, after]


def paint_brush(painter: QPainter, scales: Scales, stroke: Stroke) -> None:
    """The outline of the brush at its one spot, and at the overtones."""
    for partial, wide, high in _partials(scales, stroke):
        painter.drawEllipse(_place(scales, stroke.spots[0], partial), wide, high)


def _partials(scales: Scales, stroke: Stroke) -> Iterator[tuple[int, float, float]]:
    """Number, reach across and reach upwards in pixels, of those that can be seen."""
    wide = max(stroke.seconds / scales.per_pixel, _THINNEST)
    highest = max(spot.hertz for spot in stroke.spots)
    for partial in range(1, stroke.harmonics + 1):
        if highest * partial > HIGHEST:
            break
        yield partial, wide, max(stroke.octaves / partial / scales.octaves_a_pixel, _THINNEST)


def _place(scales: Scales, spot: Spot, partial: int) -> QPointF:
    return QPointF(scales.x(spot.time), scales.y(spot.hertz * partial))
