"""A one-letter button that lights up: mute and solo."""

from typing import Literal

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QSizePolicy, QWidget

from player.ui.widgets.icon_button import EnterButton


class LampButton(EnterButton):
    """Full light when what it asks for is heard, only coloured while that must wait."""

    def __init__(
        self, letter: str, kind: Literal["mute", "solo"], parent: QWidget | None = None
    ) -> None:
        super().__init__(letter, parent)
        self.setCheckable(True)
        self.setProperty("lamp", kind)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    @property
    def waiting(self) -> bool:
        """Whether it is shown as asked for but not heard yet."""
        return bool(self.property("waiting"))

    def set_small(self, small: bool) -> None:
        """Be no wider than the letter needs."""
        self.setProperty("small", small)
        self.style().unpolish(self)
        self.style().polish(self)

    def set_waiting(self, waiting: bool) -> None:
        """Show that what is asked for is not heard yet."""
        if waiting != self.waiting:
            self.setProperty("waiting", waiting)
            self.style().unpolish(self)
            self.style().polish(self)
