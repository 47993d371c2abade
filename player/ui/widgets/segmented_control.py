"""A row of joined buttons of which at most one is on."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QWidget

from player.ui.widgets.icon_button import EnterButton


class SegmentedControl(QWidget):
    """Offers a few choices side by side."""

    chosen = Signal(int)
    """The user chose the one with this number."""

    def __init__(self, names: Sequence[str], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        self.buttons = [self._button(number, name) for number, name in enumerate(names)]
        for number, button in enumerate(self.buttons):
            layout.addWidget(button)
            last = number == len(names) - 1
            button.setProperty("segment", "last" if last else "middle" if number else "first")

    def set_current(self, number: int | None) -> None:
        """Show which one is on, if any, without saying that the user chose."""
        for each, button in enumerate(self.buttons):
            button.setChecked(each == number)

    def _button(self, number: int, name: str) -> EnterButton:
        button = EnterButton(name, self)
        button.setCheckable(True)
        button.setAccessibleName(name)
        button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        button.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        button.clicked.connect(lambda: self._on_click(number))
        return button

    def _on_click(self, number: int) -> None:
        self.set_current(number)
        self.chosen.emit(number)
