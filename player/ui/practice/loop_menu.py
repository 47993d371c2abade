"""The menu of a song's loops and markers, and of what can be done with them."""

from functools import partial

from PySide6.QtWidgets import QMenu, QWidget

from player.base.units import seconds
from player.core.player import Player
from player.core.practice.song_loops import Marker, NamedLoop
from player.ui.commands import command
from player.ui.practice.command_button import trigger
from player.ui.widgets.text import clock
from player.ui.words import tr

_FIRST = ("loop-keep", "marker", "loop-section", "loop-snap", "loop-clear")
_LAST = ("loops", "trainer")


class LoopMenu(QMenu):
    """Made anew each time it is opened."""

    def __init__(self, player: Player, parent: QWidget) -> None:
        super().__init__(parent)
        self._player = player
        self._parent = parent
        now = player.practice.loops.current
        for name in _FIRST:
            self._add_command(name)
        if now.loops:
            self.addSection(tr("Loops"))
        for loop in now.loops:
            self._add_loop(loop, chosen=loop == now.chosen)
        if now.markers:
            self.addSection(tr("Markers"))
        for marker in now.markers:
            self._add_marker(marker)
        self.addSeparator()
        for name in _LAST:
            self._add_command(name)

    def _add_command(self, name: str) -> None:
        known = command(name)
        key = f"\t{known.keys_now[0]}" if known.keys_now else ""
        action = self.addAction(tr(known.text) + key)
        if known.checked is not None:
            action.setCheckable(True)
            action.setChecked(known.checked(self._player))
        action.triggered.connect(lambda _on: trigger(self._parent, name))

    def _add_loop(self, loop: NamedLoop, *, chosen: bool) -> None:
        times = f"{clock(seconds(loop.start))} – {clock(seconds(loop.stop))}"
        action = self.addAction(f"{loop.name}\t{times}".replace("&", "&&"))
        action.setCheckable(True)
        action.setChecked(chosen)
        choose = partial(self._player.practice.loops.choose, loop)
        action.triggered.connect(lambda _on: choose())

    def _add_marker(self, marker: Marker) -> None:
        words = f"{marker.name}\t{clock(seconds(marker.place))}".replace("&", "&&")
        go = partial(self._player.playback.seek, marker.place)
        self.addAction(words).triggered.connect(lambda _on: go())
