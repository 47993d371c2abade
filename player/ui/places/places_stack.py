"""The part of the window that changes with the place; a place is made when it is first shown."""

from collections.abc import Callable

from PySide6.QtCore import QSize, Signal
from PySide6.QtWidgets import QStackedWidget, QWidget

MakePlace = Callable[[QWidget], QWidget]

_LEAST = QSize(200, 160)


class PlacesStack(QStackedWidget):
    """Knows how each place is made, by name."""

    place_shown = Signal(str)
    place_made = Signal(QWidget)
    """This one was made just now."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._makers: dict[str, MakePlace] = {}
        self._made: dict[str, QWidget] = {}

    def minimumSizeHint(self) -> QSize:
        """Small: no place may make the window larger than a small screen."""
        return _LEAST

    def offer(self, name: str, make: MakePlace) -> None:
        """Have a place; `make` is called with its parent when it is first shown."""
        self._makers[name] = make

    @property
    def names(self) -> tuple[str, ...]:
        """The places there are."""
        return tuple(self._makers)

    @property
    def current(self) -> str:
        """The place that is shown; "" before the first."""
        shown = self.currentWidget()
        return next((name for name, widget in self._made.items() if widget is shown), "")

    def made(self, name: str) -> QWidget | None:
        """A place's widget, if it was shown before."""
        return self._made.get(name)

    def show_place(self, name: str) -> QWidget:
        """Show a place, and return it; KeyError if there is none of this name."""
        if name not in self._made:
            self._made[name] = self._makers[name](self)
            self.addWidget(self._made[name])
            self.place_made.emit(self._made[name])
        if self._made[name] is not self.currentWidget() or self.count() == 1:
            self.setCurrentWidget(self._made[name])
            self.place_shown.emit(name)
        return self._made[name]
