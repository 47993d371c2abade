"""What else the mouse can take hold of on the lanes, besides loop and song."""

from typing import Protocol

from PySide6.QtCore import QPointF, Qt

from player.ui.lanes.lane_places import LanePlaces


class MoreHands(Protocol):
    """Asked before a loop is drawn; a click that moves nothing seeks all the same."""

    def shape(self, at: QPointF, places: LanePlaces) -> Qt.CursorShape | None:
        """How the pointer looks over what can be taken hold of; None if nothing is there."""

    def take(self, at: QPointF, places: LanePlaces) -> bool:
        """Take hold, if something is there."""

    def drag(self, at: QPointF, places: LanePlaces) -> None:
        """Have it here."""

    def drop(self) -> None:
        """Leave it here."""

    def cancel(self) -> None:
        """Leave it where it was."""
