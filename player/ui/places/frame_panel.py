"""The frame that stays while the places change: navigation, head, mixer, transport, messages."""

from collections.abc import Mapping
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from player.core.player import Player
from player.ui.panels.messages_panel import MessagesPanel
from player.ui.panels.mixer_panel import MixerPanel
from player.ui.panels.model_banner import ModelBanner
from player.ui.panels.status_panel import StatusPanel
from player.ui.panels.transport_panel import TransportPanel
from player.ui.places.head_panel import HeadPanel
from player.ui.places.navigation_panel import NavigationPanel
from player.ui.places.now_playing_place import NowPlayingPlace, View
from player.ui.places.place import LIBRARY, NOW_PLAYING, PLACES
from player.ui.places.places_stack import MakePlace, PlacesStack

if TYPE_CHECKING:
    from player.ui.practice.practice_panel import PracticePanel

_STEP = 8
_MIXER_SHARE = 0.44
_WORDS_FROM = 1040
"""From this width on there is room for words beside the navigation's icons."""


class FramePanel(QWidget):
    """Everything below the menu bar."""

    mixer_shown = Signal(bool)
    """The mixer came or went, with a place or by the user's wish."""

    def __init__(
        self, player: Player, places: Mapping[str, MakePlace], parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._player = player
        self._beside: dict[str, bool] = {}
        self._first_view = View.COVER
        self.practice: PracticePanel | None = None
        self._practice_row = QVBoxLayout()
        self.messages = MessagesPanel(player.messages, self)
        self.banner = ModelBanner(player, self)
        self.head = HeadPanel(self)
        self.stack = PlacesStack(self)
        for name, make in {
            NOW_PLAYING.name: lambda parent: NowPlayingPlace(player, parent),
            **places,
        }.items():
            self.stack.offer(name, make)
        offered = [place for place in PLACES if place.name in self.stack.names]
        self.navigation = NavigationPanel(offered, self)
        self.mixer = MixerPanel(player, self)
        self.transport = TransportPanel(player, self)
        self.status = StatusPanel(player, self)
        self.navigation.chosen.connect(self.go_to)
        self.stack.place_shown.connect(self._on_place)
        self.stack.place_made.connect(self._on_place_made)
        self._arrange()

    @property
    def mixer_beside(self) -> dict[str, bool]:
        """By place: whether the user wants the mixer there, where it was ever said."""
        return dict(self._beside)

    @property
    def view(self) -> View:
        """What the place of the song that plays shows."""
        place = self.stack.made(NOW_PLAYING.name)
        return place.view if isinstance(place, NowPlayingPlace) else self._first_view

    def recall(self, mixer_beside: Mapping[str, bool], view: str, *, practice: bool) -> None:
        """Have mixer, view and practice row as they were, before a place is shown."""
        self._beside = dict(mixer_beside)
        self._first_view = next((each for each in View if each.name == view), View.COVER)
        if practice:
            self._practice_panel().show()

    def go_to(self, name: str) -> None:
        """Show a place and give it the keyboard; nothing happens if there is no such place."""
        if name in self.stack.names:
            self.stack.show_place(name).setFocus(Qt.FocusReason.ShortcutFocusReason)

    def toggle_view(self, view: View) -> None:
        """Show this where the song is shown, or the song's cover again."""
        elsewhere = self.stack.current != NOW_PLAYING.name
        place = self.stack.show_place(NOW_PLAYING.name)
        if isinstance(place, NowPlayingPlace):
            place.show_view(view if elsewhere or place.view is not view else View.COVER)
            place.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def on_lanes(self, command: str) -> None:
        """Carry out one of the lanes' commands; nothing happens unless they are seen."""
        place = self.stack.currentWidget()
        if isinstance(place, NowPlayingPlace) and place.view is View.LANES and place.lanes:
            place.lanes.carry_out(command)

    def toggle_practice(self) -> None:
        """Show the row for playing along and give it the keyboard, or hide it."""
        row = self._practice_panel()
        row.setVisible(row.isHidden())
        if not row.isHidden():
            row.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def show_mixer(self, shown: bool) -> None:
        """Have the mixer beside this place, or not, from now on."""
        self._beside[self.stack.current] = shown
        self._place_mixer()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Share the width out."""
        super().resizeEvent(event)
        self.navigation.set_narrow(self.width() < _WORDS_FROM)
        self.mixer.fit(int((self.width() - self.navigation.width()) * _MIXER_SHARE))

    def _practice_panel(self) -> "PracticePanel":
        """Made when it is first shown: the window opens sooner without."""
        if self.practice is None:
            from player.ui.practice.practice_panel import PracticePanel

            self.practice = PracticePanel(self._player, self)
            self._practice_row.addWidget(self.practice)
            self.practice.hide()
        return self.practice

    def _on_place_made(self, place: QWidget) -> None:
        if isinstance(place, NowPlayingPlace):
            place.show_view(self._first_view)

    def _on_place(self, name: str) -> None:
        self.navigation.set_current(name)
        self.transport.seek_bar.setVisible(name != NOW_PLAYING.name)  # that place has a larger one
        self._place_mixer()

    def _place_mixer(self) -> None:
        name = self.stack.current
        shown = self._beside.get(name, name != LIBRARY.name)
        self.mixer.setVisible(shown)
        self.mixer_shown.emit(shown)

    def _arrange(self) -> None:
        beside = QHBoxLayout()
        beside.setSpacing(_STEP)
        beside.addWidget(self.stack, 1)
        beside.addWidget(self.mixer)
        right = QVBoxLayout()
        right.setSpacing(_STEP)
        for widget in (self.banner, self.messages, self.head):
            right.addWidget(widget)
        right.addLayout(beside, 1)
        middle = QHBoxLayout()
        middle.setSpacing(_STEP)
        middle.addWidget(self.navigation)
        middle.addLayout(right, 1)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(_STEP, 0, _STEP, _STEP // 2)
        layout.setSpacing(_STEP)
        layout.addLayout(middle, 1)
        layout.addLayout(self._practice_row)
        layout.addWidget(self.transport)
        layout.addWidget(self.status)
