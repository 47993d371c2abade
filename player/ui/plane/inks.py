"""The colours of the plane: hue by pan, brightness by energy, and a colour for each region."""

from functools import lru_cache

import numpy as np
from numpy.typing import NDArray
from PySide6.QtGui import QColor, QImage, QPalette

from player.core.plane.picture import Cells
from player.ui.widgets import colours

_HUES = 32
"""Steps of hue from left to right."""
_PLANE, _SPECTROGRAM = 135, 170
"""Levels from the loudest down to the ground: 41 and 52 dB."""
_QUIET = 185
"""What is softer than this is never as bright as can be."""
_SINKS = 2
"""Levels a frame by which brightness recovers after something loud."""
_LEFT, _MIDDLE, _RIGHT = 212, 162, 30
"""Hues in degrees: blue, green, orange."""
_REGION_HUES = (48, 320, 265, 95, 0, 190)

Pixels = NDArray[np.uint32]


def glowing(plane: Cells) -> Cells:
    """A plane whose cells light up those beside them, so that a source is a blob and no line."""
    out = plane
    for axis, fades in ((1, (14, 38)), (0, (12,))):
        for by, fade in enumerate(fades, start=1):
            out = np.maximum(out, _beside(plane if by == 1 else out, axis, by, fade))
        plane = out
    return out


def _beside(plane: Cells, axis: int, by: int, fade: int) -> Cells:
    """What each cell gets from the two that are `by` away."""
    near = np.zeros_like(plane)
    there, here = np.moveaxis(plane, axis, 0), np.moveaxis(near, axis, 0)
    here[by:] = there[:-by]
    here[:-by] = np.maximum(here[:-by], there[by:])
    return np.maximum(near, fade) - np.uint8(fade)


class Inks:
    """Turns levels and pans into pixels, in the colours of a palette; the loudest is brightest."""

    def __init__(self, palette: QPalette) -> None:
        self.ground = palette.color(colours.SURFACE)
        self._dark = is_dark(palette)
        self._loudest = _QUIET
        self._pixels: Pixels = np.zeros((0, 0), np.uint32)
        """Those of the last picture, which does not hold them."""

    def plane(self, levels: Cells, pans: Cells) -> QImage:
        """A picture of levels and pans of the same shape; the first row is at the top.

        It can be drawn until the next one is asked for.
        """
        return self._image(levels, pans, _PLANE)

    def spectrogram(self, levels: Cells, pans: Cells) -> QImage:
        """The same, with more to be seen of what is soft."""
        return self._image(levels, pans, _SPECTROGRAM)

    def _image(self, levels: Cells, pans: Cells, reach: int) -> QImage:
        self._loudest = max(int(levels.max()), self._loudest - _SINKS, _QUIET)
        table = _table(self.ground.rgb(), self._dark, reach)
        raised = levels + np.uint8(255 - self._loudest)
        places = np.ascontiguousarray((pans >> 3).astype(np.uint16) << 8 | raised)
        self._pixels = pixels = table.take(places)
        height, width = pixels.shape
        return QImage(pixels.data, width, height, width * 4, QImage.Format.Format_RGB32)

    def region(self, number: int) -> QColor:
        """The colour of a region."""
        return region_colour(number, dark=self._dark)


def is_dark(palette: QPalette) -> bool:
    """Whether pictures lie on a dark ground."""
    ground, text = palette.color(colours.SURFACE), palette.color(colours.TEXT)
    return ground.lightness() < text.lightness()


def region_colour(number: int, *, dark: bool) -> QColor:
    """The colour with this number for a dark or a light ground."""
    hue = _REGION_HUES[number % len(_REGION_HUES)]
    return QColor.fromHsl(hue, 215, 176) if dark else QColor.fromHsl(hue, 190, 84)


@lru_cache(4)
def _table(ground: int, dark: bool, reach: int) -> Pixels:
    """Pixels by hue and level, (_HUES * 256,)."""
    table = np.empty((_HUES, 256), np.uint32)
    base = _parts(QColor(ground))
    for step in range(_HUES):
        middle = _parts(_ink(step, dark, light=False))
        bright = _parts(_ink(step, dark, light=True))
        level = (np.arange(256) - 255 + reach) / reach
        part: NDArray[np.float64] = np.power(np.clip(level, 0, 1), 1.5)[:, np.newaxis]
        lower, upper = np.clip(part / 0.6, 0, 1), np.clip((part - 0.6) / 0.4, 0, 1)
        mixed = base + (middle - base) * lower
        red, green, blue = (mixed + (bright - mixed) * upper).astype(np.uint32).T
        table[step] = 0xFF000000 | red << 16 | green << 8 | blue
    return table.ravel()


def _parts(colour: QColor) -> NDArray[np.float64]:
    return np.array([colour.red(), colour.green(), colour.blue()], np.float64)


def _ink(step: int, dark: bool, *, light: bool) -> QColor:
    """Mid-loud, or as loud as can be (`light`: towards white, or towards black on paper)."""
    side = (step + 0.5) / _HUES * 2 - 1
    vivid = 0.32 + 0.58 * abs(side)
    hue = _MIDDLE + abs(side) * ((_LEFT if side < 0 else _RIGHT) - _MIDDLE)
    if dark:
        return QColor.fromHslF(hue / 360, vivid, 0.86 if light else 0.46)
    return QColor.fromHslF(hue / 360, vivid, 0.16 if light else 0.46)
