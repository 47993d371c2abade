"""The mouse on the numbers of the bars: a drag moves all beats."""

from PySide6.QtCore import QPointF, Qt

from player.base.units import Frames
from player.core.practice.beat_grid import BeatGrid
from player.core.practice.song_beats import nearest
from player.ui.lanes.lane_places import LanePlaces

_REACH = 5.0
"""Pixels from a beat's line."""
_ROW = 20.0
"""Pixels above the lanes."""


class GridHand:
    """See `MoreHands`."""

    def __init__(self, grid: BeatGrid) -> None:
        self._grid = grid
        self._from: Frames = 0

    def shape(self, at: QPointF, places: LanePlaces) -> Qt.CursorShape | None:
        """It goes to both sides."""
        return None if self._beat(at, places) is None else Qt.CursorShape.SplitHCursor

    def take(self, at: QPointF, places: LanePlaces) -> bool:
        """A beat."""
        beat = self._beat(at, places)
        if beat is not None:
            self._from = beat
        return beat is not None

    def drag(self, at: QPointF, places: LanePlaces) -> None:
        """Have the beat here, and all others as far from it as they were."""
        self._grid.preview_shift(places.frame(at.x()) - self._from)

    def drop(self) -> None:
        """One edit."""
        self._grid.keep()

    def cancel(self) -> None:
        """None."""
        self._grid.restore()

    def _beat(self, at: QPointF, places: LanePlaces) -> Frames | None:
        top = places.area.top()
        if not self._grid.current.places or not top - _ROW <= at.y() < top:
            return None
        beat = nearest(self._grid.current, places.frame(at.x()))
        return beat if abs(places.x(beat) - at.x()) <= _REACH else None
