"""The loop that is drawn on the lanes."""

from PySide6.QtCore import QObject, Signal

from player.base.units import Frames

Stretch = tuple[Frames, Frames]


class LaneLoop(QObject):
    """From where to where, and whether it is still being dragged."""

    changed = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._edges: Stretch | None = None
        self._before: tuple[Stretch | None] | None = None

    @property
    def edges(self) -> Stretch | None:
        """Its start and its stop; None if there is no loop."""
        return self._edges

    @property
    def on(self) -> bool:
        """Whether the song goes round in it."""
        return self._edges is not None

    def drag(self, one: Frames, other: Frames) -> None:
        """Have it between these places, whichever comes first, until `drop` or `cancel`."""
        if self._before is None:
            self._before = (self._edges,)
        self._edges = (min(one, other), max(one, other))
        self.changed.emit()

    def drop(self) -> None:
        """Have it where it was dragged to."""
        self._before = None

    def cancel(self) -> None:
        """Have it where it was before."""
        if self._before is not None:
            (self._edges,) = self._before
            self._before = None
            self.changed.emit()

    def clear(self) -> None:
        """Have none."""
        self._edges = None
        self.changed.emit()
