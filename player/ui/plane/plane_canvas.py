"""What sounds where between left and right, by frequency, at the playhead."""

from collections.abc import Mapping
from dataclasses import replace

import numpy as np
from PySide6.QtCore import QPointF
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QWidget

from player.base.units import Frames, seconds
from player.core.plane.fitting import fitted
from player.core.plane.picture import PANS, RATE, ROWS, Cells
from player.core.plane.regions import Box, PlaneRegion, moved
from player.ui.plane.editing import RegionEditing
from player.ui.plane.inks import Inks, glowing
from player.ui.plane.region_canvas import RegionCanvas
from player.ui.plane.scales import PAN_MARKS
from player.ui.words import tr

_FIT_COLUMNS = 8 * RATE
"""A blob is found in the mean of eight seconds."""
_HUES: Cells = np.broadcast_to(np.linspace(0, 255, PANS).astype(np.uint8), (ROWS, PANS))


class PlaneCanvas(RegionCanvas):
    """Pan from left to right; the rows' brightness is energy."""

    def __init__(self, editing: RegionEditing, parent: QWidget | None = None) -> None:
        super().__init__(editing, parent)
        self._position: Frames = 0
        self.setAccessibleName(tr("Stereo plane: pan and frequency"))

    def show_position(self, position: Frames) -> None:
        """Draw what sounds here."""
        self._position = position
        self.refresh()

    def extent(self) -> tuple[float, float]:
        """Half a cell beyond hard left and hard right."""
        beyond = 1 / (PANS - 1)
        return -1 - beyond, 1 + beyond

    def across(self, box: Box) -> tuple[float, float]:
        """Its pan."""
        return box.left, box.right

    def put_across(self, box: Box, first: float, last: float) -> Box:
        """Another pan."""
        return replace(box, left=first, right=last)

    def marks(self) -> Mapping[float, str]:
        """L, C and R."""
        return PAN_MARKS

    def picture(self, inks: Inks) -> QImage:
        """The loudest of a fifth of a second."""
        plane = self.editing.plane.pictures.plane(self._position)
        return inks.plane(glowing(plane[::-1]), _HUES)

    def fades(self, region: PlaneRegion) -> bool:
        """Outside its time."""
        return not region.box.start <= seconds(self._position) < region.box.stop

    def fills(self, _region: PlaneRegion) -> bool:
        """Every one."""
        return True

    def shifted(self, region: PlaneRegion, across: float, octaves: float) -> PlaneRegion:
        """By pan and frequency."""
        return moved(region, across, octaves)

    def pick(self, at: QPointF) -> None:
        """Fit a region to the blob there, if there is one."""
        scales, editing = self.scales, self.editing
        if not scales.area.contains(at):
            return
        mean = editing.plane.pictures.mean_plane(self._position, _FIT_COLUMNS)
        box = fitted(mean, scales.value(at.x()), scales.hertz(at.y()))
        if box is not None:
            editing.add(editing.new(box))

    @property
    def step(self) -> float:
        """In pan."""
        return 0.05

    @property
    def shows_outlines(self) -> bool:
        """They are drawn here."""
        return True
