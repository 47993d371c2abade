"""Pictures of the waveforms, some hundred columns each, so that scrolling paints little anew."""

import numpy as np
from PySide6.QtCore import QPointF
from PySide6.QtGui import QColor, QPainter

from player.base.units import Frames
from player.base.values import dataclass
from player.core.practice.lane_peaks import LanePeaks
from player.core.practice.peaks import Columns
from player.stemfile.entry import SCALE
from player.ui.lanes.lane_places import LanePlaces
from player.ui.lanes.lane_tile import TILE, Inks, LaneTile, Pixels, draw_tile, rows_of

_QUIETEST = 0.05
"""A song whose peaks are below this is not blown up to full height."""
_STEPS = 4
"""Heights are fitted to the loudest in steps of so many an octave, not at every new peak."""


@dataclass(frozen=True)
class LaneLook:
    """How lanes are drawn."""

    inks: tuple[QColor, ...]
    """Of each lane."""
    missing: QColor
    """Of the song, where a stem is still missing."""
    ground: QColor


class LaneTiles:
    """Drawn when they are first seen at a zoom, and kept until another."""

    def __init__(self, peaks: LanePeaks) -> None:
        self._peaks = peaks
        self._tiles: dict[tuple[int, int], LaneTile] = {}
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
                left = place.left() + (number * TILE - view.column) / ratio
                at = QPointF(left, place.top())
                self._tiles[lane, number].paint(painter, at, ratio)

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
        now = self._peaks.now
        song = _QUIETEST if now.cells.all() else now.song.loudest
        loudest = max([_QUIETEST, song, *(lane.peaks.loudest for lane in now.lanes)])
        return float(2 ** (np.ceil(np.log2(loudest) * _STEPS) / _STEPS))

    def _draw_missing(self, lane: int, seen: range, height: int, look: LaneLook) -> None:
        """All at once, as they lie side by side."""
        missing = [number for number in seen if (lane, number) not in self._tiles]
        if not missing:
            return
        run = range(missing[0], missing[-1] + 1)
        first, count = run.start * TILE, len(run) * TILE
        lines = self._columns(lane, first, count)
        pale = self._peaks.now.missing(first, count, self._per_pixel)
        if pale is not None:
            song = self._peaks.now.song.columns(first, count, self._per_pixel)
            for columns in lines:
                columns[:, pale] = song[:, pale]
        scale = (height - 1) / 2 / (self._loudest() * SCALE)
        spans = [rows_of(columns, scale, height) for columns in lines]
        for number in missing:
            part = slice((number - run.start) * TILE, (number - run.start + 1) * TILE)
            cut = [(top[part], bottom[part]) for top, bottom in spans]
            some = pale[part] if pale is not None and pale[part].any() else None
            inks = Inks(look.inks[lane], look.missing, some)
            self._tiles[lane, number] = draw_tile(cut, inks, look.ground, self._memory(height))

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
