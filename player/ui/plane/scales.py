"""Where pan, frequency and time lie on the screen."""

import numpy as np
from PySide6.QtCore import QRectF

from player.base.units import Seconds
from player.base.values import dataclass
from player.core.plane.picture import LOWEST, ROWS, ROWS_AN_OCTAVE
from player.core.plane.regions import Box
from player.engine.live.kinds import HIGHEST
from player.ui.widgets.pan_knob import pan_text

TOP = LOWEST * 2 ** (ROWS / ROWS_AN_OCTAVE)
"""Hz at the upper edge."""
_KILO = 1_000
OCTAVES = ROWS / ROWS_AN_OCTAVE
HERTZ_MARKS = {100.0: "100", 300.0: "300", 1_000.0: "1k", 3_000.0: "3k", 10_000.0: "10k"}
PAN_MARKS = {-1.0: "L", 0.0: "C", 1.0: "R"}


@dataclass(frozen=True)
class Scales:
    """A rectangle on the screen: `first` to `last` (pan, or seconds) by frequency, logarithmic."""

    area: QRectF
    first: float
    last: float

    def x(self, value: float) -> float:
        """Where a pan or a time lies."""
        part = (value - self.first) / (self.last - self.first)
        return self.area.left() + part * self.area.width()

    def value(self, x: float) -> float:
        """The pan or the time that lies there."""
        return self.first + (x - self.area.left()) * self.per_pixel

    @property
    def per_pixel(self) -> float:
        """How much of pan or time a pixel is."""
        return (self.last - self.first) / max(self.area.width(), 1)

    @property
    def octaves_a_pixel(self) -> float:
        """How many octaves a pixel is."""
        return OCTAVES / max(self.area.height(), 1)

    def y(self, hertz: float) -> float:
        """Where a frequency lies; those beyond the edges lie on them."""
        octaves = np.log2(max(hertz, LOWEST) / LOWEST)
        return float(self.area.bottom() - min(octaves / OCTAVES, 1) * self.area.height())

    def hertz(self, y: float) -> float:
        """The frequency that lies there; an edge stands for all beyond it."""
        if y <= self.area.top():
            return HIGHEST
        if y >= self.area.bottom():
            return 0.0
        return float(LOWEST * 2 ** ((self.area.bottom() - y) * self.octaves_a_pixel))


def place_words(box: Box) -> str:
    """Where a box lies: "L 90 – C, 300 – 4.2k Hz"."""
    low = hertz_words(box.low)
    pans, high = f"{pan_text(box.left)} – {pan_text(box.right)}", hertz_words(box.high)
    return f"{pans}, {low} – {high} Hz"


def hertz_words(hertz: float) -> str:
    """A frequency in short: "330", "4.2k"."""
    return f"{hertz:.0f}" if hertz < _KILO else f"{hertz / _KILO:.1f}k"


def clock(time: Seconds) -> str:
    """Minutes and seconds: "1:07.5"."""
    minutes, rest = divmod(max(time, 0.0), 60)
    return f"{int(minutes)}:{rest:04.1f}"
