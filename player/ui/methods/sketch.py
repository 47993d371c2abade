"""A sheet for small diagrams in the colours of the theme: lines, boxes, blobs, words."""

from collections.abc import Iterable, Sequence

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QFont, QPainter, QPalette, QPen, QPolygonF

from player.ui.widgets import colours

WIDTH, HEIGHT = 360.0, 200.0
"""The sheet; it is scaled to whatever room there is."""
_LETTERS = 11
_ENDS = 2

Points = Iterable[tuple[float, float]]


class Sketch:
    """Draws on a sheet of WIDTH × HEIGHT units."""

    def __init__(self, painter: QPainter, palette: QPalette, font: QFont) -> None:
        self._painter = painter
        self._palette = palette
        letters = QFont(font)
        letters.setPixelSize(_LETTERS)
        painter.setFont(letters)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)

    def words(
        self, x: float, y: float, text: str, ink: colours.Role = colours.DIM, side: str = "left"
    ) -> None:
        """A line of words at `y` (its middle); `side`: which end of it is at x, or "centre"."""
        self._painter.setPen(self._ink(ink))
        line = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft
        self._painter.drawText(self._room(x, y, text, side), line, text)

    def plate(self, x: float, y: float, text: str, side: str = "left") -> None:
        """As `words`, on a ground of their own, where lines would run through them."""
        room = self._room(x, y, text, side).adjusted(-4, 3, 3, -3)
        self._painter.setPen(Qt.PenStyle.NoPen)
        self._painter.setBrush(self._ink(colours.GROUND))
        self._painter.drawRoundedRect(room, 3, 3)
        self.words(x, y, text, colours.TEXT, side)

    def line(
        self, points: Points, ink: colours.Role, wide: float = 2.0, *, dashed: bool = False
    ) -> None:
        """Through all these points."""
        pen = QPen(self._ink(ink), wide)
        pen.setCapStyle(Qt.PenCapStyle.FlatCap if dashed else Qt.PenCapStyle.RoundCap)
        pen.setJoinStyle(Qt.PenJoinStyle.RoundJoin)
        if dashed:
            pen.setDashPattern([3, 3])
        self._painter.setPen(pen)
        self._painter.setBrush(Qt.BrushStyle.NoBrush)
        self._painter.drawPolyline(_polygon(points))

    def arrow(
        self, start: tuple[float, float], end: tuple[float, float], ink: colours.Role
    ) -> None:
        """A line with a head at its end."""
        way = QPointF(*end) - QPointF(*start)
        way /= max(1.0, (way.x() ** 2 + way.y() ** 2) ** 0.5)
        across = QPointF(-way.y(), way.x())
        tip, foot = QPointF(*end), QPointF(*end) - way * 8
        self.line((start, (foot.x(), foot.y())), ink)
        head = [tip, foot + across * 4, foot - across * 4]
        self.shape(((point.x(), point.y()) for point in head), ink, 1.0, edge=False)

    def shape(
        self, points: Points, ink: colours.Role, share: float = 0.25, *, edge: bool = True
    ) -> None:
        """A filled outline; `share`: how strongly it is filled."""
        self._painter.setPen(QPen(self._ink(ink), 1.5) if edge else Qt.PenStyle.NoPen)
        self._painter.setBrush(self._faint(ink, share))
        self._painter.drawPolygon(_polygon(points))

    def box(
        self,
        place: tuple[float, float, float, float],
        ink: colours.Role,
        share: float = 0.25,
        *,
        edge: bool = True,
    ) -> None:
        """A box at (x, y, width, height)."""
        self._painter.setPen(QPen(self._ink(ink), 1.5) if edge else Qt.PenStyle.NoPen)
        self._painter.setBrush(self._faint(ink, share))
        self._painter.drawRoundedRect(QRectF(*place), 3, 3)

    def blob(
        self, x: float, y: float, reach: tuple[float, float], ink: colours.Role, share: float = 0.6
    ) -> None:
        """A round stain around (x, y) that reaches this far across and up."""
        self._painter.setPen(Qt.PenStyle.NoPen)
        self._painter.setBrush(self._faint(ink, share))
        self._painter.drawEllipse(QPointF(x, y), *reach)

    def field(
        self, place: tuple[float, float, float, float], across: Sequence[str], up: str
    ) -> None:
        """An empty plot at (x, y, width, height): words below it from left to right, and above."""
        x, y, width, height = place
        self.box(place, colours.LINE, 0.0)
        self.words(x, y - 9, up)
        sides = ("left", "right") if len(across) == _ENDS else ("left", "centre", "right")
        for number, text in enumerate(across):
            at = x + width * number / max(1, len(across) - 1)
            self.words(at, y + height + 10, text, side=sides[number])

    def _room(self, x: float, y: float, text: str, side: str) -> QRectF:
        width = self._painter.fontMetrics().horizontalAdvance(text) + 2
        left = {"left": x, "centre": x - width / 2, "right": x - width}[side]
        left = min(max(left, 2.0), WIDTH - width - 2)
        return QRectF(left, y - _LETTERS, width, 2 * _LETTERS)

    def _ink(self, role: colours.Role) -> QColor:
        return self._palette.color(role)

    def _faint(self, role: colours.Role, share: float) -> QColor:
        if share == 0:
            return QColor(Qt.GlobalColor.transparent)
        ink = QColor(self._ink(role))
        ink.setAlphaF(share)
        return ink


def _polygon(points: Points) -> QPolygonF:
    return QPolygonF([QPointF(x, y) for x, y in points])
