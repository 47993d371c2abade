"""Where frames and lanes lie on the screen."""

from collections.abc import Callable

from PySide6.QtCore import QRectF
from PySide6.QtGui import QPainter

from player.base.units import Frames, StemName
from player.base.values import dataclass
from player.core.practice.lane_view import LaneView

_GAP = 3
"""Pixels between two lanes."""


@dataclass(frozen=True)
class LanePlaces:
    """A view laid out in a rectangle; each of the widget's pixels has `ratio` columns."""

    view: LaneView
    area: QRectF
    """Where the lanes are, below the ruler."""
    ratio: float
    stems: tuple[StemName, ...]

    def x(self, frame: float) -> float:
        """Where a frame lies."""
        return self.area.left() + self.view.x(frame) / self.ratio

    def frame(self, x: float) -> Frames:
        """The frame that lies there, within the song."""
        return self.view.frame(self.column(x))

    def column(self, x: float) -> float:
        """How many of the view's columns are left of it."""
        return (x - self.area.left()) * self.ratio

    def lane(self, number: int) -> QRectF:
        """Where a lane is."""
        count = max(1, len(self.stems))
        edges = [
            round(self.area.top() + self.area.height() * each / count)
            for each in (number, number + 1)
        ]
        height = max(edges[1] - edges[0] - _GAP, 1)
        return QRectF(self.area.left(), edges[0], self.area.width(), height)

    def stem_at(self, y: float) -> StemName | None:
        """The stem whose lane lies there."""
        lanes = ((stem, self.lane(number)) for number, stem in enumerate(self.stems))
        return next((stem for stem, lane in lanes if lane.top() <= y <= lane.bottom()), None)


Overlay = Callable[[QPainter, LanePlaces], None]
"""Paints something over the waveforms: beats, loops, curves."""
