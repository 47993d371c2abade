"""The time along the upper edge of the lanes."""

from math import floor

from PySide6.QtCore import QLineF, QRectF, Qt
from PySide6.QtGui import QPainter, QPalette

from player.base.units import SAMPLE_RATE, Seconds
from player.ui.lanes.lane_places import LanePlaces
from player.ui.widgets import colours
from player.ui.widgets.text import clock

_ROOM = 84
"""Pixels from one written time to the next, at least."""
_ROUND = (1, 2, 5)
_OF_CLOCKS: tuple[Seconds, ...] = (10, 15, 30, 60, 120, 300, 600, 1_200, 1_800, 3_600)
_PARTS = 5
"""Short lines between two times, and the time itself."""


def time_step(pixel: Seconds, room: float = _ROOM) -> Seconds:
    """The round time, at least `room` pixels of `pixel` seconds each, from one mark to the next."""
    least = pixel * room
    small = (number * 10.0**power for power in range(-5, 1) for number in _ROUND)
    return next((step for step in (*small, *_OF_CLOCKS) if step >= least), _OF_CLOCKS[-1])


def time_words(time: Seconds, step: Seconds) -> str:
    """A time, as exact as the marks need it: "1:07", "1:07.25", "1:07.25310"."""
    decimals = 0
    while round(step, decimals) != round(step, 6):
        decimals += 1
    whole = round(time, decimals)
    fraction = f"{whole - floor(whole):.{decimals}f}"[1:] if decimals else ""
    return f"{clock(whole + 10.0**-7)}{fraction}"


def paint_ruler(painter: QPainter, places: LanePlaces, strip: QRectF, palette: QPalette) -> None:
    """Times, and lines between them."""
    pixel = places.view.per_pixel * places.ratio / SAMPLE_RATE
    step = time_step(pixel)
    first = floor(places.view.first / SAMPLE_RATE / step)
    last = int(places.view.last / SAMPLE_RATE / step) + 1
    long: list[QLineF] = []
    short: list[QLineF] = []
    painter.setPen(palette.color(colours.DIM))
    words_at = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
    for number in range(first, last + 1):
        for part in range(_PARTS):
            time = (number + part / _PARTS) * step
            x = round(places.x(time * SAMPLE_RATE)) + 0.5
            top = strip.top() + 4 if part == 0 else strip.bottom() - 4
            (short if part else long).append(QLineF(x, top, x, strip.bottom()))
        x = places.x(number * step * SAMPLE_RATE)
        if x + _ROOM <= strip.right():
            room = QRectF(x + 4, strip.top(), _ROOM, strip.height() - 2)
            painter.drawText(room, words_at, time_words(number * step, step))
    painter.setPen(palette.color(colours.GROOVE))
    painter.drawLines(long)
    painter.drawLines(short)
