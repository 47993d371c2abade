"""A picture of how a chord is fingered on guitar or ukulele, or pressed on the piano."""

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from player.analysis.analysis import Chord
from player.core.practice.chord_shapes import GUITAR, UKULELE, Shape, keys_of, shape_of
from player.ui.widgets import colours
from player.ui.words import mark

INSTRUMENTS = {"guitar": mark("Guitar"), "ukulele": mark("Ukulele"), "piano": mark("Piano")}
"""By the name in the settings."""
_STRINGS = {"guitar": GUITAR, "ukulele": UKULELE}
_FRETS = 4
_SIZE = QSize(150, 160)
_BLACK = frozenset({1, 3, 6, 8, 10})
_WHITE = (0, 2, 4, 5, 7, 9, 11)
_KEYS = 24
"""Two octaves."""


class ChordDiagram(QWidget):
    """The chord's name over its picture; empty without a chord."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.instrument = "guitar"
        self.chord: Chord | None = None
        self.name = ""
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.setLayoutDirection(Qt.LayoutDirection.LeftToRight)  # strings do not turn round

    def show_chord(self, chord: Chord | None, name: str, instrument: str) -> None:
        """Have another chord, or another instrument."""
        if (chord, name, instrument) != (self.chord, self.name, self.instrument):
            self.chord, self.name, self.instrument = chord, name, instrument
            self.setAccessibleName(f"{name} {self.words}".strip())
            self.setToolTip(self.words)
            self.update()

    @property
    def words(self) -> str:
        """The picture in words: the frets from the lowest string on, as "x32010"; "" for keys."""
        shape = self._shape
        if shape is None:
            return ""
        frets = ["x" if fret is None else str(fret) for fret in shape.frets]
        return (" " if any(len(fret) > 1 for fret in frets) else "").join(frets)

    def sizeHint(self) -> QSize:
        """Large enough to be read from a music stand."""
        return _SIZE

    def minimumSizeHint(self) -> QSize:
        """Half of that can still be made out."""
        return _SIZE / 2

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Name and picture."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(self.palette().color(colours.TEXT))
        font = self.font()
        font.setPixelSize(max(10, min(self.height() // 7, self.width() // 6)))
        font.setBold(True)
        painter.setFont(font)
        top = font.pixelSize() * 1.5
        name = QRectF(0, 0, self.width(), top)
        painter.drawText(name, Qt.AlignmentFlag.AlignCenter, self.name)
        room = QRectF(0, top, self.width(), self.height() - top - 4)
        if self.instrument == "piano":
            self._paint_keys(painter, room)
        elif (shape := self._shape) is not None:
            self._paint_frets(painter, room, shape)

    @property
    def _shape(self) -> Shape | None:
        strings = _STRINGS.get(self.instrument)
        return None if strings is None or self.chord is None else shape_of(self.chord, strings)

    def _paint_frets(self, painter: QPainter, room: QRectF, shape: Shape) -> None:
        strings = len(shape.frets)
        step = min(room.width() / (strings + 2), room.height() / (_FRETS + 1.4))
        left = room.center().x() - step * (strings - 1) / 2
        top = room.top() + step
        bottom, right = top + _FRETS * step, left + (strings - 1) * step
        line = self.palette().color(colours.DIM)
        painter.setPen(line)
        for number in range(strings):
            x = left + number * step
            painter.drawLine(QPointF(x, top), QPointF(x, bottom))
        for fret in range(_FRETS + 1):
            y = top + fret * step
            painter.drawLine(QPointF(left, y), QPointF(right, y))
        ink = self.palette().color(colours.TEXT)
        small = painter.font()
        small.setBold(False)
        small.setPixelSize(max(8, round(step * 0.7)))
        painter.setFont(small)
        painter.setPen(ink)
        if shape.first == 1:
            painter.fillRect(QRectF(left - 1, top - 3, right - left + 2, 4), ink)
        else:
            place = QRectF(left - 2.2 * step, top, 1.7 * step, step)
            painter.drawText(place, _RIGHT, str(shape.first))
        self._paint_fingers(painter, shape, QPointF(left, top), step)

    def _paint_fingers(self, painter: QPainter, shape: Shape, corner: QPointF, step: float) -> None:
        accent = self.palette().color(colours.ACCENT)
        painter.setBrush(accent)
        for number, fret in enumerate(shape.frets):
            x = corner.x() + number * step
            if not fret:
                above = QRectF(x - step / 2, corner.y() - step, step, step * 0.9)
                sign = "×" if fret is None else "○"
                painter.setPen(self.palette().color(colours.TEXT))
                painter.drawText(above, Qt.AlignmentFlag.AlignCenter, sign)
                continue
            y = corner.y() + (fret - shape.first + 0.5) * step
            painter.setPen(Qt.PenStyle.NoPen)
            painter.drawEllipse(QPointF(x, y), step * 0.36, step * 0.36)
        if shape.barre is not None:
            pressed = [n for n, fret in enumerate(shape.frets) if fret == shape.barre]
            first, last = corner.x() + pressed[0] * step, corner.x() + pressed[-1] * step
            y = corner.y() + (shape.barre - shape.first + 0.5) * step
            thick = step * 0.6
            bar = QRectF(first - thick / 2, y - thick / 2, last - first + thick, thick)
            painter.setPen(Qt.PenStyle.NoPen)
            painter.drawRoundedRect(bar, thick / 2, thick / 2)

    def _paint_keys(self, painter: QPainter, room: QRectF) -> None:
        pressed = set() if self.chord is None else set(keys_of(self.chord))
        if pressed and max(pressed) >= _KEYS:
            pressed = {key - 12 for key in pressed}
        wide = min(room.width() / 15, room.height() / 4)
        left, top = room.center().x() - 7 * wide, room.top() + 6
        height = min(room.height() - 8, wide * 5)
        painter.setPen(self.palette().color(colours.DIM))
        for key in range(_KEYS):
            if key % 12 not in _BLACK:
                x = left + (key // 12 * 7 + _WHITE.index(key % 12)) * wide
                painter.setBrush(self._key_colour(key in pressed, QColor("white")))
                painter.drawRect(QRectF(x, top, wide, height))
        for key in range(_KEYS):
            if key % 12 in _BLACK:
                x = left + (key // 12 * 7 + _WHITE.index(key % 12 - 1) + 0.68) * wide
                painter.setBrush(self._key_colour(key in pressed, QColor("black")))
                painter.drawRect(QRectF(x, top, wide * 0.64, height * 0.6))

    def _key_colour(self, pressed: bool, usual: QColor) -> QColor:
        return self.palette().color(colours.ACCENT) if pressed else usual


_RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
