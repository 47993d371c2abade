"""A widget that hands the keyboard on to one inside of it."""

from PySide6.QtGui import QFocusEvent
from PySide6.QtWidgets import QWidget


class GivesFocus:
    """For widgets: does what a focus proxy is for, but Tab passes over what has a proxy inside."""

    def focus_goes_to(self) -> QWidget:
        """Who gets the keyboard."""
        raise NotImplementedError

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Hand it on."""
        self.focus_goes_to().setFocus(event.reason())
