"""Paints the outline of a song as bars, once, into a picture."""

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPixmap

PITCH = 3
"""Pixels from one bar to the next."""
_BAR = 2
_QUIETEST = 0.05
"""A song whose peaks are below this is not blown up to full height."""
_HAIR = 1.0
"""Half the height of a bar of silence, in pixels."""

Peaks = NDArray[np.float32]


def bar_count(width: int) -> int:
    """How many bars stand side by side in `width` pixels."""
    return max(1, width // PITCH)


def bar_heights(peaks: Peaks | None, count: int) -> NDArray[np.float64]:
    """How far each bar reaches up and down, 0 to 1: shape (count, 2), from peaks (bins, 2)."""
    if peaks is None or len(peaks) == 0:
        return np.zeros((count, 2))
    edges = np.linspace(0, len(peaks), count, endpoint=False).astype(int)
    low = -np.minimum.reduceat(peaks[:, 0], edges)
    high = np.maximum.reduceat(peaks[:, 1], edges)
    loudest = max(_QUIETEST, float(np.abs(peaks).max()))
    return np.clip(np.stack([high, low], axis=1) / loudest, 0.0, 1.0)


def paint_wave(
    size: QSize, ratio: float, peaks: Peaks | None, lit: Sequence[bool], inks: tuple[QColor, QColor]
) -> QPixmap:
    """Bars in the second ink where `lit`, else in the first; `ratio`: the screen's pixel ratio."""
    picture = QPixmap(size * ratio)
    picture.setDevicePixelRatio(ratio)
    picture.fill(Qt.GlobalColor.transparent)
    rects = _rects(size, bar_heights(peaks, len(lit)))
    painter = QPainter(picture)
    painter.setPen(Qt.PenStyle.NoPen)
    for ink, wanted in zip(inks, (False, True), strict=True):
        painter.setBrush(ink)
        painter.drawRects([rect for rect, on in zip(rects, lit, strict=True) if on is wanted])
    painter.end()
    return picture


def _rects(size: QSize, heights: NDArray[np.float64]) -> list[QRectF]:
    middle = size.height() / 2
    reach = heights * (middle - 2) + _HAIR
    return [
        QRectF(number * PITCH, middle - up, _BAR, up + down)
        for number, (up, down) in enumerate(reach.tolist())
    ]
