"""The mouse on the sections: their edges are dragged along the song, their line up and down."""

from collections.abc import Callable
from enum import Enum

from PySide6.QtCore import QPointF, Qt
from PySide6.QtWidgets import QApplication

from player.base.units import Frames
from player.base.values import dataclass
from player.core.practice.section_mixing import SectionMixing
from player.core.practice.sections import Section, with_edges, with_gain
from player.ui.lanes.lane_places import LanePlaces
from player.ui.lanes.section_painting import gain_at, line_height, section_box

_REACH = 5.0
"""Pixels from an edge or a line."""
_EXACT = Qt.KeyboardModifier.ShiftModifier
"""With it, edges go where the hand is, and not to beats."""


class Part(Enum):
    """What of a section is held."""

    START = "start"
    STOP = "stop"
    LINE = "line"


@dataclass(frozen=True)
class Held:
    """A part of a section, in a lane."""

    section: Section
    part: Part
    lane: int


class SectionHand:
    """Shown and heard while it moves; one edit when it is let go."""

    def __init__(self, sections: SectionMixing, snapped: Callable[[Frames], Frames]) -> None:
        self._sections = sections
        self._snapped = snapped
        self._held: Held | None = None

    def shape(self, at: QPointF, places: LanePlaces) -> Qt.CursorShape | None:
        """Left and right on an edge, up and down on a line."""
        found = self._find(at, places)
        if found is None:
            return None
        line = found.part is Part.LINE
        return Qt.CursorShape.SizeVerCursor if line else Qt.CursorShape.SizeHorCursor

    def take(self, at: QPointF, places: LanePlaces) -> bool:
        """Take hold, if there is something."""
        self._held = self._find(at, places)
        return self._held is not None

    def drag(self, at: QPointF, places: LanePlaces) -> None:
        """Have it here."""
        held = self._held
        if held is None:
            return
        section, before = held.section, self._sections.values.settled
        if held.part is Part.LINE:
            gain = round(gain_at(places.lane(held.lane), at.y()), 1)
            self._sections.values.preview(with_gain(before, section, gain))
            return
        frame = places.frame(at.x())
        if not QApplication.keyboardModifiers() & _EXACT:
            frame = self._snapped(frame)
        start, stop = section.start, section.stop
        edges = (frame, stop) if held.part is Part.START else (start, frame)
        self._sections.values.preview(with_edges(before, section, *edges)[0])

    def drop(self) -> None:
        """Leave it here."""
        self._held = None
        self._sections.values.set(self._sections.current)

    def cancel(self) -> None:
        """Leave it where it was."""
        self._held = None
        self._sections.values.restore()

    def _find(self, at: QPointF, places: LanePlaces) -> Held | None:
        stem = places.stem_at(at.y())
        if stem is None:
            return None
        number = places.stems.index(stem)
        lane = places.lane(number)
        line: Held | None = None
        for section in self._sections.current:
            if section.stem != stem:
                continue
            box = section_box(places, number, section)
            ends = {Part.START: box.left(), Part.STOP: box.right()}
            near = min(ends, key=lambda part: abs(ends[part] - at.x()))
            if abs(ends[near] - at.x()) <= _REACH:
                return Held(section, near, number)
            away = abs(line_height(lane, section.gain) - at.y())
            if box.left() <= at.x() <= box.right() and away <= _REACH:
                line = Held(section, Part.LINE, number)
        return line
