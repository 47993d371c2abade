"""What the hand does to regions: which one is meant, what is being dragged, what is drawn next."""

from collections.abc import Callable
from dataclasses import replace

from PySide6.QtCore import QObject, QTimer, Signal

from player.core.plane.regions import (
    Box,
    PlaneRegion,
    Regions,
    drawn,
    free_colour,
    free_name,
)
from player.core.plane.stereo_plane import StereoPlane
from player.engine.live.kinds import Mode, Point
from player.ui.listen import listen
from player.ui.words import tr

_EVERY_MS = 16
"""A drag is heard and shown this often."""


class RegionEditing(QObject):
    """Shared by all that shows the regions; `changed`: redraw."""

    changed = Signal()

    def __init__(self, plane: StereoPlane, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.plane = plane
        self.selected: int | None = None
        self.mode = Mode.SOLO
        """What the next region does."""
        self.lasso = False
        """Whether the next region is drawn free-hand."""
        self._late: Regions | None = None
        self._pace = QTimer(self)
        self._pace.setSingleShot(True)
        self._pace.setInterval(_EVERY_MS)
        self._pace.timeout.connect(self._catch_up)
        listen(self, plane.changed, self._on_change)

    @property
    def regions(self) -> Regions:
        """As they are, or as a drag has them."""
        return self.plane.regions

    @property
    def region(self) -> PlaneRegion | None:
        """The selected one."""
        return None if self.selected is None else self.regions[self.selected]

    def select(self, number: int | None) -> None:
        """Mean this one."""
        if number != self.selected:
            self.selected = number
            self.changed.emit()

    def step(self, by: int) -> bool:
        """Mean the next one, or the one before; False beyond the last and the first."""
        count = len(self.regions)
        at = (-1 if by > 0 else count) if self.selected is None else self.selected
        inside = 0 <= at + by < count
        self.select(at + by if inside else None)
        return inside

    def new(self, box: Box, outline: tuple[Point, ...] = ()) -> PlaneRegion:
        """A region as the next one will be, not yet drawn."""
        others = self.plane.settled
        name = free_name(tr("Region"), others)
        return drawn(name, free_colour(others), self.mode, box, outline)

    def add(self, region: PlaneRegion) -> None:
        """Have one more, and mean it."""
        self._stop()
        self.plane.set((*self.plane.settled, region))
        self.select(len(self.regions) - 1)

    def drag(self, number: int, region: PlaneRegion) -> None:
        """Hear and show a region so, as long as the hand moves; one beyond the last is new."""
        settled = self.plane.settled
        wanted = (*settled[:number], region, *settled[number + 1 :])
        self.selected = number
        if self._pace.isActive() and len(wanted) == len(self.regions):
            self._late = wanted
        else:
            self.plane.preview(wanted)
            self._pace.start()

    def drop(self) -> None:
        """The hand has let go."""
        self._catch_up()
        self._stop()
        self.plane.set(self.regions)

    def cancel(self) -> None:
        """Leave it as it was before the drag."""
        self._stop()
        self.selected = None
        self.plane.restore()
        self.changed.emit()

    def edit(self, edit: Callable[[PlaneRegion], PlaneRegion]) -> None:
        """Have the selected region otherwise."""
        if self.selected is not None:
            self.plane.change(self.selected, edit)

    def delete(self) -> None:
        """Take the selected region away."""
        if self.selected is not None:
            kept = [each for n, each in enumerate(self.regions) if n != self.selected]
            self.selected = None
            self.plane.set(tuple(kept))

    def duplicate(self) -> None:
        """Have the selected region once more."""
        if self.region is not None:
            name = free_name(tr("Region"), self.regions)
            self.add(replace(self.region, name=name, colour=free_colour(self.regions)))

    def copy(self) -> None:
        """Remember the selected region, or else all of them."""
        self.plane.copy(self.regions if self.region is None else (self.region,))

    def paste(self) -> None:
        """Add what was copied, in whatever song."""
        before = len(self.regions)
        self.plane.paste()
        if len(self.regions) > before:
            self.select(len(self.regions) - 1)

    def _catch_up(self) -> None:
        late, self._late = self._late, None
        if late is not None:
            self.plane.preview(late)
            self._pace.start()

    def _stop(self) -> None:
        self._pace.stop()
        self._late = None

    def _on_change(self) -> None:
        if self.selected is not None and self.selected >= len(self.regions):
            self.selected = None
        self.changed.emit()
