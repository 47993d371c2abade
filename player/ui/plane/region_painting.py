"""Draws regions over a picture: outlines, names, handles."""

from collections.abc import Sequence

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QBrush, QColor, QPainter, QPainterPath, QPen

from player.core.plane.regions import PlaneRegion
from player.engine.live.kinds import Mode
from player.ui.plane.scales import Scales
from player.ui.widgets.text import decibels
from player.ui.words import mark, tr

HANDLE = 7.0
_LABEL_SHARE = 0.6
"""Of the picture's width that a name may take."""
_FILL = 38
"""How opaque a region is, of 255."""
_MODE_WORDS = {Mode.SOLO: mark("solo"), Mode.CUT: mark("cut")}


def mode_words(region: PlaneRegion) -> str:
    """What is done with it: "solo", "cut", or its gain."""
    mode, gain = region.region.mode, region.region.gain
    return decibels(gain, -60.0) if mode is Mode.GAIN else tr(_MODE_WORDS[mode])


def handles(box: QRectF) -> dict[tuple[int, int], QPointF]:
    """Where a box is taken hold of, by (side, end): -1, 0 or 1 from its middle."""
    middle = box.center()
    across = {-1: box.left(), 0: middle.x(), 1: box.right()}
    along = {-1: box.top(), 0: middle.y(), 1: box.bottom()}
    return {(i, j): QPointF(across[i], along[j]) for i in across for j in along if (i, j) != (0, 0)}


def outline_path(points: Sequence[QPointF]) -> QPainterPath:
    """A closed free-hand shape."""
    path = QPainterPath(points[0])
    for point in points[1:]:
        path.lineTo(point)
    path.closeSubpath()
    return path


def shape_of(region: PlaneRegion, box: QRectF, scales: Scales | None) -> QPainterPath:
    """What is drawn: its box, or its outline where `scales` are of pan."""
    outline = region.region.outline
    if scales is None or not outline:
        path = QPainterPath()
        path.addRect(box)
        return path
    return outline_path([QPointF(scales.x(pan), scales.y(hertz)) for pan, hertz in outline])


def paint_region(
    painter: QPainter,
    shape: QPainterPath,
    region: PlaneRegion,
    ink: QColor,
    *,
    selected: bool,
    filled: bool,
) -> None:
    """One region; it is only an outline while it is off."""
    pen = QPen(ink, 2.0 if selected else 1.2)
    pen.setStyle(Qt.PenStyle.SolidLine if region.on else Qt.PenStyle.DashLine)
    pen.setJoinStyle(Qt.PenJoinStyle.MiterJoin)
    wash = QColor(ink)
    wash.setAlpha(_FILL)
    cut = region.region.mode is Mode.CUT
    style = Qt.BrushStyle.BDiagPattern if cut else Qt.BrushStyle.SolidPattern
    if cut:
        wash.setAlpha(3 * _FILL)
    painter.setPen(pen)
    painter.setBrush(QBrush(wash, style) if region.on and filled else Qt.BrushStyle.NoBrush)
    painter.drawPath(shape)


def paint_label(
    painter: QPainter, box: QRectF, area: QRectF, words: str, inks: tuple[QColor, QColor]
) -> None:
    """A name at the upper left corner, inside the area; `inks`: its ground and its text."""
    metrics = painter.fontMetrics()
    room = int(max(_LABEL_SHARE * area.width(), box.width()))
    words = metrics.elidedText(words, Qt.TextElideMode.ElideRight, room)
    tag = QRectF(0, 0, metrics.horizontalAdvance(words) + 8, metrics.height() + 2)
    tag.moveBottomLeft(box.topLeft())
    tag.moveTop(max(tag.top(), area.top()))
    tag.moveLeft(max(min(tag.left(), area.right() - tag.width()), area.left()))
    painter.fillRect(tag, inks[0])
    painter.setPen(inks[1])
    painter.drawText(tag, Qt.AlignmentFlag.AlignCenter, words)


def paint_handles(painter: QPainter, box: QRectF, ink: QColor, ground: QColor) -> None:
    """Squares to take hold of."""
    painter.setPen(QPen(ink, 1.5))
    painter.setBrush(ground)
    for at in handles(box).values():
        square = QRectF(0, 0, HANDLE, HANDLE)
        square.moveCenter(at)
        painter.drawRect(square)
