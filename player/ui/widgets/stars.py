"""Five stars: how they are painted, and which of them a point is on."""

from math import cos, pi, sin

from PySide6.QtCore import QPointF, QRect, Qt
from PySide6.QtGui import QColor, QPainter, QPolygonF

STARS = 5
SIDE = 14
WIDTH = STARS * SIDE
_INNER = 0.42
"""The radius of the notches between a star's points, as a share of the points' radius."""


def star_at(x: int, room: QRect) -> int:
    """Which star is at this x, 1 to 5; 0 if none is."""
    place = (x - room.x()) // SIDE
    return place + 1 if 0 <= place < STARS else 0


def rating_of(stars: int) -> float:
    """The rating that so many stars stand for, 0 to 1."""
    return stars / STARS


def stars_of(rating: float | None) -> int:
    """How many whole stars stand for a rating; none if there is no rating."""
    return 0 if rating is None else round(rating * STARS)


def paint_stars(painter: QPainter, room: QRect, stars: int, full: QColor, empty: QColor) -> None:
    """Paint five stars at the left of `room`, `stars` of them full."""
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.translate(room.x() + SIDE / 2, room.center().y() + 1)
    for number in range(STARS):
        painter.setBrush(full if number < stars else empty)
        painter.drawPolygon(_STAR if number < stars else _DOT)
        painter.translate(SIDE, 0)
    painter.restore()


def _polygon(points: int, outer: float, inner: float) -> QPolygonF:
    corners = []
    for number in range(points * 2):
        radius, angle = (inner if number % 2 else outer), pi * number / points - pi / 2
        corners.append(QPointF(radius * cos(angle), radius * sin(angle)))
    return QPolygonF(corners)


_STAR = _polygon(STARS, SIDE / 2 - 0.5, (SIDE / 2 - 0.5) * _INNER)
_DOT = _polygon(8, 1.5, 1.5)
