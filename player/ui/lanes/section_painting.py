"""Sections over the lanes: what a stem's gain is there, as a line; muted parts are covered."""

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPalette, QPen

from player.core.mix import SILENT
from player.core.practice.sections import Section, Sections
from player.ui.lanes.lane_places import LanePlaces
from player.ui.widgets import colours, decibel_scale
from player.ui.widgets.text import decibels
from player.ui.words import tr

_COVER, _WASH = 190, 40
"""How opaque a muted section, and another one, is, of 255."""
_OFF = 0.35
"""How much of it is left while the sections are not heard."""
_MARGIN = 4.0


def line_height(lane: QRectF, gain: float) -> float:
    """Where a gain (dB) lies in a lane: the fader's scale, from top to bottom."""
    room = lane.height() - 2 * _MARGIN
    return lane.bottom() - _MARGIN - room * decibel_scale.place(gain)


def gain_at(lane: QRectF, y: float) -> float:
    """The gain (dB) that lies at a height; `SILENT` at the bottom."""
    room = max(lane.height() - 2 * _MARGIN, 1.0)
    return decibel_scale.level((lane.bottom() - _MARGIN - y) / room)


def section_box(places: LanePlaces, number: int, section: Section) -> QRectF:
    """Where a section lies in its lane."""
    lane, left = places.lane(number), places.x(section.start)
    return QRectF(left, lane.top(), places.x(section.stop) - left, lane.height())


def paint_sections(
    painter: QPainter, places: LanePlaces, sections: Sections, palette: QPalette, *, on: bool
) -> None:
    """`on`: whether they are heard."""
    painter.save()
    painter.setOpacity(1.0 if on else _OFF)
    for number, stem in enumerate(places.stems):
        for section in sections:
            box = section_box(places, number, section)
            seen = box & places.area
            if section.stem == stem and seen.width() > 0:
                _paint(painter, places.lane(number), box, seen, section, palette)
    painter.restore()


def _paint(
    painter: QPainter,
    lane: QRectF,
    box: QRectF,
    seen: QRectF,
    section: Section,
    palette: QPalette,
) -> None:
    wash = QColor(palette.color(colours.SURFACE if section.muted else colours.ACCENT))
    wash.setAlpha(_COVER if section.muted else _WASH)
    painter.fillRect(seen, wash)
    ink = palette.color(colours.WARNING)
    y = line_height(lane, section.gain)
    painter.setPen(QPen(ink, 2))
    painter.drawLine(QPointF(seen.left(), y), QPointF(seen.right(), y))
    painter.setPen(QPen(ink, 1, Qt.PenStyle.DashLine))
    for x in (box.left(), box.right()):
        if seen.left() <= x <= seen.right():
            painter.drawLine(QPointF(x, lane.top()), QPointF(x, lane.bottom()))
    words = tr("muted") if section.muted else decibels(section.gain, SILENT)
    metrics = painter.fontMetrics()
    wide, high = metrics.horizontalAdvance(words), metrics.height()
    if seen.width() > wide + 2 * _MARGIN and lane.height() > high + 2 * _MARGIN:
        above = y - _MARGIN if y - high > lane.top() else y + high
        at = QPointF(seen.center().x() - wide / 2, above)
        plate = QRectF(at.x() - 3, at.y() - metrics.ascent(), wide + 6, high)
        painter.fillRect(plate, palette.color(colours.SURFACE))
        painter.drawText(at, words)
