"""Pictures of the waveforms, some hundred columns each, so that scrolling paints little anew."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QPointF
from PySide6.QtGui import QImage, QPainter

from player.base.units import Frames
from player.core.practice.lane_peaks import LanePeaks
from player.core.practice.peaks import Columns
from player.stemfile.entry import SCALE
from player.ui.lanes.lane_places import LanePlaces

TILE = 512
"""Columns of a picture."""
_QUIETEST = 0.05
"""A song whose peaks are below this is not blown up to full height."""
_STEPS = 4
"""Heights are fitted to the loudest in steps of so many an octave, not at every new peak."""

Pixels = NDArray[np.uint32]


@dataclass(frozen=True)
class LaneLook:
    """How lanes are drawn: pixels as Qt's 0xffrrggbb."""

    inks: tuple[int, ...]
    """Of each lane."""
    ground: int


@dataclass(frozen=True)
class _Tile:
    image: QImage
    top: int
    """The row of the lane that the image begins at: where all is ground, nothing is drawn."""
    pixels: Pixels
    """Those of the image, which does not hold them."""


class LaneTiles:
    """Drawn when they are first seen at a zoom, and kept until another."""

    def __init__(self, peaks: LanePeaks) -> None:
        self._peaks = peaks
        self._tiles: dict[tuple[int, int], _Tile] = {}
        self._drawn_for: tuple[object, ...] = ()
        self._per_pixel = 1.0
        self._free: list[Pixels] = []
        """Memory of tiles that are not needed any more: fresh memory costs more than drawing."""

    def paint(self, painter: QPainter, places: LanePlaces, look: LaneLook) -> None:
        """All that is seen of all lanes."""
        self._fit(places, look)
        view, ratio = places.view, places.ratio
        seen = range(view.column // TILE, (view.column + view.width - 1) // TILE + 1)
        self._drop({(lane, number) for lane in range(len(places.stems)) for number in seen})
        for lane in range(min(len(places.stems), len(self._peaks.lanes))):
            place = places.lane(lane)
            self._draw_missing(lane, seen, max(1, round(place.height() * ratio)), look)
            for number in seen:
                tile = self._tiles[lane, number]
                left = place.left() + (number * TILE - view.column) / ratio
                tile.image.setDevicePixelRatio(ratio)
                painter.drawImage(QPointF(left, place.top() + tile.top / ratio), tile.image)

    def forget(self, start: Frames, stop: Frames) -> None:
        """The sound of this range is other than it was drawn."""
        first, last = (int(frame / self._per_pixel) // TILE for frame in (start, stop))
        self._drop({key for key in self._tiles if not first <= key[1] <= last})

    def clear(self) -> None:
        """All of it is other."""
        self._drop(set())

    def _fit(self, places: LanePlaces, look: LaneLook) -> None:
        size = (places.area.height(), places.ratio, places.stems)
        drawn_for = (places.view.per_pixel, size, look, self._loudest())
        if drawn_for != self._drawn_for:
            self._drawn_for, self._per_pixel = drawn_for, places.view.per_pixel
            self.clear()

    def _loudest(self) -> float:
        """The amplitude that fills a lane's height."""
        loudest = max([_QUIETEST, *(lane.peaks.loudest for lane in self._peaks.lanes)])
        return float(2 ** (np.ceil(np.log2(loudest) * _STEPS) / _STEPS))

    def _draw_missing(self, lane: int, seen: range, height: int, look: LaneLook) -> None:
        """All at once, as they lie side by side."""
        missing = [number for number in seen if (lane, number) not in self._tiles]
        if not missing:
            return
        run = range(missing[0], missing[-1] + 1)
        lines = self._columns(lane, run.start * TILE, len(run) * TILE)
        scale = (height - 1) / 2 / (self._loudest() * SCALE)
        spans = [_rows(columns, scale, height) for columns in lines]
        for number in missing:
            part = slice((number - run.start) * TILE, (number - run.start + 1) * TILE)
            cut = [(top[part], bottom[part]) for top, bottom in spans]
            self._tiles[lane, number] = self._tile(cut, height, look.inks[lane], look.ground)

    def _tile(self, spans: "list[_Span]", height: int, ink: int, ground: int) -> _Tile:
        first = min(int(top.min()) for top, _ in spans)
        stop = max(int(bottom.max()) for _, bottom in spans) + 1
        pixels = self._memory(height)
        _draw(pixels[: stop - first], first, spans, ink, ground)
        image = QImage(pixels.data, TILE, stop - first, TILE * 4, QImage.Format.Format_RGB32)
        return _Tile(image, first, pixels)

    def _columns(self, lane: int, first: int, count: int) -> tuple[Columns, ...]:
        """One for each line that is drawn: of both channels together, or close up of each."""
        peaks, per_pixel = self._peaks.lanes[lane].peaks, self._per_pixel
        if per_pixel < peaks.step:
            near = self._peaks.samples.columns(lane, first, count, per_pixel)
            if near is not None:
                return near
        return (peaks.columns(first, count, per_pixel),)

    def _drop(self, keep: set[tuple[int, int]]) -> None:
        for key in self._tiles.keys() - keep:
            self._free.append(self._tiles.pop(key).pixels)

    def _memory(self, height: int) -> Pixels:
        while self._free:
            pixels = self._free.pop()
            if len(pixels) == height:
                return pixels
        return np.empty((height, TILE), np.uint32)


_Span = tuple[NDArray[np.uint16], NDArray[np.uint16]]
"""The first and the last row of each column."""


def _rows(columns: Columns, scale: float, height: int) -> _Span:
    """Where columns lie in a lane of this height; silence is a line."""
    ends = np.rint((height - 1) / 2 - columns[::-1] * np.float32(scale))
    rows = ends.clip(0, height - 1).astype(np.uint16)
    return rows[0], rows[1]


def _draw(pixels: Pixels, first: int, spans: list[_Span], ink: int, ground: int) -> None:
    """Fill columns; `pixels` begin at row `first`. Rows that are full are filled at once."""
    full = range(0)
    if len(spans) == 1:
        top, bottom = spans[0]
        full = range(int(top.max()) - first, int(bottom.min()) + 1 - first)
    if full:
        pixels[full.start : full.stop] = ink
        _draw_rows(pixels[: full.start], first, spans, ink, ground)
        _draw_rows(pixels[full.stop :], first + full.stop, spans, ink, ground)
    else:
        _draw_rows(pixels, first, spans, ink, ground)


def _draw_rows(pixels: Pixels, first: int, spans: list[_Span], ink: int, ground: int) -> None:
    rows = np.arange(first, first + len(pixels), dtype=np.uint16)[:, np.newaxis]
    top, bottom = spans[0]
    on = rows - top <= bottom - top  # unsigned: rows above the top count as far below
    for top, bottom in spans[1:]:
        on |= rows - top <= bottom - top
    pixels[:] = ground
    np.copyto(pixels, np.uint32(ink), where=on)
