"""A picture on which regions are drawn, moved and resized; frequency goes upwards."""

from PySide6.QtCore import QEvent, QPoint, QPointF, QRectF, Qt, Signal
from PySide6.QtGui import QContextMenuEvent, QKeyEvent, QMouseEvent, QPainter, QPainterPath
from PySide6.QtWidgets import QWidget

from player.core.plane.regions import Box, PlaneRegion
from player.ui.plane.editing import RegionEditing
from player.ui.plane.frequency_canvas import FrequencyCanvas
from player.ui.plane.inks import Inks
from player.ui.plane.region_hand import RegionHand
from player.ui.plane.region_keys import RegionKeys
from player.ui.plane.region_painting import (
    handles,
    mode_words,
    paint_handles,
    paint_label,
    paint_region,
    shape_of,
)
from player.ui.widgets import colours

_REACH = 9.0
"""Pixels from a handle's middle."""


class RegionCanvas(FrequencyCanvas):
    """What plane and spectrogram share."""

    menu_asked = Signal(QPoint)
    """The user wants to choose what to do with the selected region; global place."""

    def __init__(self, editing: RegionEditing, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.editing = editing
        self._hand = RegionHand(self)
        self._keys = RegionKeys(self)
        self.setMouseTracking(True)
        editing.changed.connect(self.update)

    def across(self, box: Box) -> tuple[float, float]:
        """Where a box begins and ends along x."""
        raise NotImplementedError

    def put_across(self, box: Box, first: float, last: float) -> Box:
        """The box with another beginning and end along x."""
        raise NotImplementedError

    def fades(self, region: PlaneRegion) -> bool:
        """Whether a region does not hold for what is seen."""
        raise NotImplementedError

    def fills(self, region: PlaneRegion) -> bool:
        """Whether a region is more than an outline here."""
        raise NotImplementedError

    def shifted(self, region: PlaneRegion, across: float, octaves: float) -> PlaneRegion:
        """A region moved by so much along x, and up."""
        raise NotImplementedError

    def pick(self, at: QPointF) -> None:
        """A click where no region is."""
        raise NotImplementedError

    @property
    def step(self) -> float:
        """How far an arrow key moves along x."""
        raise NotImplementedError

    @property
    def shows_outlines(self) -> bool:
        """Whether free-hand shapes can be drawn and seen here."""
        raise NotImplementedError

    def box_on_screen(self, region: PlaneRegion) -> QRectF:
        """Where a region is, cut off at the picture's edges."""
        scales, box = self.scales, region.box
        first, last = self.across(box)
        corner = QPointF(scales.x(first), scales.y(box.high))
        whole = QRectF(corner, QPointF(scales.x(last), scales.y(box.low)))
        area = self.area
        left, right = (
            min(max(x, area.left()), area.right()) for x in (whole.left(), whole.right())
        )
        return QRectF(QPointF(left, whole.top()), QPointF(right, whole.bottom()))

    def region_at(self, at: QPointF) -> int | None:
        """The smallest region there."""
        inside = [
            (box.width() * box.height(), number)
            for number, region in enumerate(self.editing.regions)
            if (box := self.box_on_screen(region)).contains(at)
            and (self._shape(region, box).contains(at) or number == self.editing.selected)
        ]
        return min(inside)[1] if inside else None

    def handle_at(self, at: QPointF) -> tuple[int, int] | None:
        """The selected region's handle there, if any: (side, end)."""
        region = self.editing.region
        if region is None:
            return None
        box = self.box_on_screen(region)
        across = along = _REACH
        if box.contains(at):  # there has to be a middle to move it by
            across, along = min(_REACH, box.width() / 4), min(_REACH, box.height() / 4)
        near = {
            which: (place - at).manhattanLength()
            for which, place in handles(box).items()
            if abs(place.x() - at.x()) <= across and abs(place.y() - at.y()) <= along
        }
        return min(near, key=lambda which: near[which], default=None)

    def event(self, event: QEvent) -> bool:
        """Keep the keys that are for regions."""
        return self._keys.takes(event) or super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Do what the key says to the selected region."""
        if not self._keys.press(event):
            super().keyPressEvent(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Take hold of a region, or begin to draw one."""
        if event.button() is Qt.MouseButton.LeftButton:
            self._hand.press(event.position(), event.modifiers())

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Draw, move or resize; or show what could be done here."""
        self._hand.move(event.position())

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Let go."""
        if event.button() is Qt.MouseButton.LeftButton:
            self._hand.release(event.position())

    def let_go(self) -> bool:
        """Break a drag off; whether there was one."""
        return self._hand.let_go()

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        """Offer what can be done with the region there, or with the selected one."""
        if event.reason() is QContextMenuEvent.Reason.Mouse:
            self.editing.select(self.region_at(QPointF(event.pos())))
        self.menu_asked.emit(event.globalPos())

    def _shape(self, region: PlaneRegion, box: QRectF) -> QPainterPath:
        return shape_of(region, box, self.scales if self.shows_outlines else None)

    def paint_over(self, painter: QPainter, inks: Inks) -> None:
        """All regions."""
        editing = self.editing
        text = self.palette().color(colours.TEXT)
        for number, region in enumerate(editing.regions):
            selected = number == editing.selected
            ink, box = inks.region(region.colour), self.box_on_screen(region)
            if box.width() <= 0 and not selected:
                continue
            faint = not selected and (self.fades(region) or not self.fills(region))
            painter.setOpacity(0.4 if faint else 1.0)
            shape, filled = self._shape(region, box), self.fills(region)
            paint_region(painter, shape, region, ink, selected=selected, filled=filled)
            if filled or selected:
                words = f"{region.name} · {mode_words(region)}"
                paint_label(painter, box, self.area, words, (ink, inks.ground))
            if selected:
                paint_handles(painter, box, text, inks.ground)
        painter.setOpacity(1.0)
