"""Beats and bars over the lanes, as many as there is room for."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QLineF, QRectF, Qt
from PySide6.QtGui import QPainter, QPalette

from player.engine.protocol import Beats
from player.ui.lanes.lane_places import LanePlaces
from player.ui.widgets import colours

_APART = 7.0
"""Pixels from line to line, at least."""
_WORDS_APART = 36.0
_BEAT, _BAR = 38, 86
"""How opaque lines are, of 255."""


@dataclass(frozen=True)
class BeatCount:
    """The beats of a song, counted."""

    places: NDArray[np.int64]
    bars: NDArray[np.int64]
    """The number of the bar that each is in; 0 before the first downbeat."""
    numbers: NDArray[np.int64]
    """Its number in its bar, from 1."""

    @classmethod
    def of(cls, beats: Beats) -> "BeatCount":
        """Count them."""
        first = np.array(beats.downbeats, bool)
        index = np.arange(len(first))
        begun = np.maximum.accumulate(np.where(first, index, -1))
        numbers = np.where(begun < 0, index, index - begun) + 1
        return cls(np.array(beats.places, np.int64), np.cumsum(first), numbers)


def beats_words(count: BeatCount, frame: float) -> str:
    """Bar and beat at a place: "12:3"; "" before the first beat."""
    number = int(np.searchsorted(count.places, frame, side="right")) - 1
    return "" if number < 0 else f"{count.bars[number]}:{count.numbers[number]}"


def paint_beats(
    painter: QPainter, places: LanePlaces, count: BeatCount, strip: QRectF, palette: QPalette
) -> None:
    """Lines over the lanes, and the bars' numbers in `strip`."""
    view = places.view
    seen = slice(*np.searchsorted(count.places, (view.first, view.last)).tolist())
    places_seen, numbers = count.places[seen], count.numbers[seen]
    if not len(places_seen):
        return
    xs = places.area.left() + (places_seen / view.per_pixel - view.column) / places.ratio
    first = numbers == 1
    area = places.area
    ink = palette.color(colours.TEXT)
    for which, opaque in ((~first, _BEAT), (first, _BAR)):
        found = xs[which]
        if len(found) and _step(xs if opaque == _BEAT else found, area.width()) >= _APART:
            ink.setAlpha(opaque)
            painter.setPen(ink)
            painter.drawLines(
                [QLineF(x, area.top(), x, area.bottom()) for x in np.rint(found) + 0.5]
            )
    _paint_numbers(painter, xs, first, count, seen, strip, palette)


def _paint_numbers(
    painter: QPainter,
    xs: NDArray[np.float64],
    first: NDArray[np.bool_],
    count: BeatCount,
    seen: slice,
    strip: QRectF,
    palette: QPalette,
) -> None:
    bars, numbers = count.bars[seen], count.numbers[seen]
    painter.setPen(palette.color(colours.DIM))
    every_beat = _step(xs, strip.width()) >= _WORDS_APART
    shown = np.flatnonzero(first | every_beat)
    last = -_WORDS_APART
    for number in shown:
        x = float(xs[number])
        if x - last < _WORDS_APART or x + _WORDS_APART > strip.right():
            continue
        last = x
        words = f"{bars[number]}" if first[number] else f"{bars[number]}:{numbers[number]}"
        room = QRectF(x + 4, strip.top(), _WORDS_APART, strip.height())
        painter.drawText(room, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter, words)


def _step(xs: NDArray[np.float64], width: float) -> float:
    """Pixels from one to the next, on the whole."""
    return float((xs[-1] - xs[0]) / (len(xs) - 1)) if len(xs) > 1 else width
