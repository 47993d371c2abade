"""What sounds around the playhead: frequency against time, with pan as hue."""

from collections.abc import Mapping
from dataclasses import replace

from PySide6.QtCore import QPointF
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QWidget

from player.base.units import Frames, Seconds
from player.core.plane.picture import RATE, STEP
from player.core.plane.regions import Box, PlaneRegion, moved
from player.ui.plane.editing import RegionEditing
from player.ui.plane.inks import Inks
from player.ui.plane.region_canvas import RegionCanvas
from player.ui.widgets.text import MINUS
from player.ui.words import tr

_BEFORE, _AFTER = 3 * RATE, 3 * RATE
"""Columns on both sides of the playhead."""


class SpectrogramCanvas(RegionCanvas):
    """Time from left to right; the playhead stands in the middle."""

    def __init__(self, editing: RegionEditing, parent: QWidget | None = None) -> None:
        super().__init__(editing, parent)
        self._column = 0
        self.setAccessibleName(tr("Spectrogram around the playhead"))

    def show_position(self, position: Frames) -> None:
        """Draw what sounds around here; nothing moves while a region is drawn by hand."""
        self._column = position // STEP
        self.refresh()

    def extent(self) -> tuple[Seconds, Seconds]:
        """Seconds into the song."""
        return (self._column - _BEFORE) / RATE, (self._column + _AFTER) / RATE

    def across(self, box: Box) -> tuple[Seconds, Seconds]:
        """Its time."""
        return box.start, box.stop

    def put_across(self, box: Box, first: Seconds, last: Seconds) -> Box:
        """Another time."""
        return replace(box, start=first, stop=last)

    def marks(self) -> Mapping[Seconds, str]:
        """Seconds from now, which stand still."""
        now = self.now
        return {now - 2: f"{MINUS}2 s", now: tr("now"), now + 2: "+2 s"}

    def picture(self, inks: Inks) -> QImage:
        """What is known by now."""
        pictures = self.editing.plane.pictures
        levels, pans = pictures.columns(self._column - _BEFORE, _BEFORE + _AFTER)
        return inks.spectrogram(levels.T[::-1], pans.T[::-1])

    def fades(self, _region: PlaneRegion) -> bool:
        """What can be seen holds."""
        return False

    def fills(self, region: PlaneRegion) -> bool:
        """One that holds for the whole song would cover all there is to see."""
        return region.timed

    @property
    def now(self) -> Seconds:
        """In the middle."""
        return self._column / RATE

    def shifted(self, region: PlaneRegion, across: Seconds, octaves: float) -> PlaneRegion:
        """By time, if it has one, and frequency."""
        return moved(region, 0.0, octaves, across)

    def pick(self, _at: QPointF) -> None:
        """Nothing is meant any more."""
        self.editing.select(None)

    @property
    def step(self) -> Seconds:
        """In seconds."""
        return 0.1

    @property
    def shows_outlines(self) -> bool:
        """Their box stands for them."""
        return False
