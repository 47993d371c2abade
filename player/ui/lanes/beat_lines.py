"""Beats and bars over the lanes, as many as there is room for."""

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QLineF, QRectF, Qt
from PySide6.QtGui import QPainter, QPalette

from player.base.values import dataclass
from player.engine.protocol import Beats
from player.ui.lanes.lane_places import LanePlaces
from player.ui.widgets import colours

_APART = 14.0
"""Pixels from line to line, at least."""
_WORDS_APART = 36.0
_BEAT, _BAR = 34, 76
"""How opaque lines are, of 255."""
_WORDS_AT = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter


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
    painter: QPainter,
    places: LanePlaces,
    count: BeatCount,
    strip: QRectF,
    palette: QPalette,
) -> None:
    """Lines over the lanes, and numbers in `strip`; of many bars every second, fourth and so on."""
    view, area = places.view, places.area
    seen = slice(*np.searchsorted(count.places, (view.first, view.last)).tolist())
    bars, numbers = count.bars[seen], count.numbers[seen]
    if not len(bars):
        return
    xs = area.left() + (count.places[seen] / view.per_pixel - view.column) / places.ratio
    first = numbers == 1
    beat, bar = _step(xs, area.width()), _step(xs[first], area.width())
    lines = first & (bars % _every(bar, _APART) == 1 % _every(bar, _APART))
    _paint_lines(painter, xs[lines], area, palette, _BAR)
    if beat >= _APART:
        _paint_lines(painter, xs[~first], area, palette, _BEAT)
    every = _every(bar, _WORDS_APART)
    named = first & (bars % every == 1 % every)
    if beat >= _WORDS_APART:
        named |= ~first
    painter.setPen(palette.color(colours.DIM))
    for x, number, inside in zip(xs[named], bars[named], numbers[named], strict=True):
        if x + _WORDS_APART <= strip.right():
            words = f"{number}" if inside == 1 else f"{number}:{inside}"
            room = QRectF(x + 4, strip.top(), _WORDS_APART, strip.height())
            painter.drawText(room, _WORDS_AT, words)


def _paint_lines(
    painter: QPainter, xs: NDArray[np.float64], area: QRectF, palette: QPalette, opaque: int
) -> None:
    ink = palette.color(colours.TEXT)
    ink.setAlpha(opaque)
    painter.setPen(ink)
    painter.drawLines([QLineF(x, area.top(), x, area.bottom()) for x in np.rint(xs) + 0.5])


def _step(xs: NDArray[np.float64], width: float) -> float:
    """Pixels from one to the next, on the whole."""
    return float((xs[-1] - xs[0]) / (len(xs) - 1)) if len(xs) > 1 else width


def _every(step: float, apart: float) -> int:
    """Of lines that are `step` pixels apart: each, every second, fourth and so on."""
    every = 1
    while every * step < apart:
        every *= 2
    return every
