"""The way between the places, at the left: a button for each, and below them the playlists."""

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QSizePolicy, QVBoxLayout, QWidget

from player.ui.icons import icon
from player.ui.places.place import Place
from player.ui.tips import set_tip
from player.ui.widgets.navigation_button import NavigationButton
from player.ui.words import tr

_WIDE = 168


class NavigationPanel(QWidget):
    """Icons with words, or icons alone where there is little room."""

    chosen = Signal(str)
    """The user wants to go to the place of this name."""

    def __init__(self, places: Sequence[Place], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(tr("Places"))
        self.narrow = False
        self.buttons = {place.name: self._button(place) for place in places}
        self._playlists: QWidget | None = None
        self._layout = QVBoxLayout(self)
        self._layout.setContentsMargins(0, 0, 0, 0)
        self._layout.setSpacing(4)
        for button in self.buttons.values():
            self._layout.addWidget(button)
        self._layout.addStretch(1)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Preferred)
        self.set_narrow(False)

    def set_playlists(self, playlists: QWidget) -> None:
        """Have this below the places, wherever there is room for words."""
        if self._playlists is not None:
            self._layout.removeWidget(self._playlists)
            self._playlists.deleteLater()
        self._playlists = playlists
        self._layout.insertSpacing(self._layout.count() - 1, 12)
        self._layout.insertWidget(self._layout.count() - 1, playlists, 100)
        playlists.setVisible(not self.narrow)

    def set_current(self, name: str) -> None:
        """Light the place that is shown."""
        for each, button in self.buttons.items():
            button.setChecked(each == name)

    def set_narrow(self, narrow: bool) -> None:
        """Show icons alone."""
        self.narrow = narrow
        for button in self.buttons.values():
            button.set_narrow(narrow)
        widest = max(button.sizeHint().width() for button in self.buttons.values())
        self.setFixedWidth(widest if narrow else max(widest, _WIDE))
        if self._playlists is not None:
            self._playlists.setVisible(not narrow)

    def _button(self, place: Place) -> NavigationButton:
        button = NavigationButton(icon(place.icon), tr(place.text), self)
        set_tip(button, place.command)
        button.clicked.connect(lambda: self.chosen.emit(place.name))
        return button
