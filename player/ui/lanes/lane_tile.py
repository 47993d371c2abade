"""One picture of a piece of a waveform: only its ragged edges are pixels, the rest is filled."""

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QPointF, QRectF
from PySide6.QtGui import QColor, QImage, QPainter

from player.base.values import dataclass
from player.core.practice.peaks import Columns

TILE = 512
"""Columns of a picture."""

Pixels = NDArray[np.uint32]
Span = tuple[NDArray[np.uint16], NDArray[np.uint16]]
"""The first and the last row of each column."""


def rows_of(columns: Columns, scale: float, height: int) -> Span:
    """Where columns lie in a lane of this height; `scale`: rows of a step of their numbers."""
    ends = np.rint((height - 1) / 2 - columns[::-1] * np.float32(scale))
    rows = ends.clip(0, height - 1).astype(np.uint16)
    return rows[0], rows[1]


@dataclass(frozen=True)
class Inks:
    """The colours of columns."""

    ink: QColor
    other: QColor
    pale: NDArray[np.bool_] | None = None
    """Which columns, of `TILE`, have the other colour; None if none has."""

    @property
    def colours(self) -> NDArray[np.uint32]:
        """As Qt's pixels: one, or one for each column."""
        ink, other = np.uint32(self.ink.rgb()), np.uint32(self.other.rgb())
        return np.array(ink) if self.pale is None else np.where(self.pale, other, ink)


@dataclass(frozen=True)
class LaneTile:
    """Rows counted from the lane's top; `pixels` are those of its pictures."""

    height: int
    ink: QColor
    ground: QColor
    rows: range
    """Those that are not all ground."""
    full: range
    """Those of them that are all ink."""
    pixels: Pixels

    def paint(self, painter: QPainter, at: QPointF, ratio: float) -> None:
        """With its upper left corner here; every pixel once."""
        self._fill(painter, at, range(self.rows.start), self.ground, ratio)
        self._fill(painter, at, range(self.rows.stop, self.height), self.ground, ratio)
        self._fill(painter, at, self.full, self.ink, ratio)
        above = self.full.start - self.rows.start
        below = self.rows.stop - self.full.stop
        self._draw(painter, at, self.rows.start, self.pixels[:above], ratio)
        self._draw(painter, at, self.full.stop, self.pixels[above : above + below], ratio)

    def _fill(
        self, painter: QPainter, at: QPointF, rows: range, colour: QColor, ratio: float
    ) -> None:
        if rows:
            top = at.y() + rows.start / ratio
            painter.fillRect(QRectF(at.x(), top, TILE / ratio, len(rows) / ratio), colour)

    def _draw(self, painter: QPainter, at: QPointF, row: int, pixels: Pixels, ratio: float) -> None:
        if len(pixels):
            image = QImage(pixels.data, TILE, len(pixels), 4 * TILE, QImage.Format.Format_RGB32)
            image.setDevicePixelRatio(ratio)
            painter.drawImage(at + QPointF(0, row / ratio), image)


def draw_tile(spans: list[Span], inks: Inks, ground: QColor, pixels: Pixels) -> LaneTile:
    """Columns, all of `TILE`, filled from first to last row; into `pixels`, of a lane's height."""
    rows = range(
        min(int(top.min()) for top, _ in spans), max(int(bottom.max()) for _, bottom in spans) + 1
    )
    full = range(rows.start, rows.start)
    if len(spans) == 1 and inks.pale is None:
        top, bottom = spans[0]
        inner = range(int(top.max()), int(bottom.min()) + 1)
        full = inner or full
    above = full.start - rows.start
    below = rows.stop - full.stop
    colours = inks.colours
    _draw_rows(pixels[:above], rows.start, spans, colours, ground.rgb())
    _draw_rows(pixels[above : above + below], full.stop, spans, colours, ground.rgb())
    return LaneTile(len(pixels), inks.ink, ground, rows, full, pixels)


def _draw_rows(
    pixels: Pixels, first: int, spans: list[Span], inks: NDArray[np.uint32], ground: int
) -> None:
    """Those from row `first` on."""
    rows = np.arange(first, first + len(pixels), dtype=np.uint16)[:, np.newaxis]
    top, bottom = spans[0]
    on = rows - top <= bottom - top  # unsigned: rows above the top count as far below
    for top, bottom in spans[1:]:
        on |= rows - top <= bottom - top
    np.multiply(on, inks ^ np.uint32(ground), out=pixels)  # six times as fast as `where`
    np.bitwise_xor(pixels, np.uint32(ground), out=pixels)
