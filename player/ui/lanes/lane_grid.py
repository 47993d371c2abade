"""Beats and bars of the song on its lanes: drawn, moved, and their menu."""

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QMenu

from player.base.units import Frames
from player.core.player import Player
from player.core.practice.analysis import AnalysisState
from player.ui.lanes.grid_hand import GridHand
from player.ui.lanes.grid_menu import GridMenu
from player.ui.lanes.lanes_canvas import LanesCanvas
from player.ui.listen import listen


class LaneGrid(QObject):
    """Joins them with a canvas."""

    def __init__(self, player: Player, canvas: LanesCanvas) -> None:
        super().__init__(canvas)
        self._player = player
        self._canvas = canvas
        self._menu = GridMenu(player, canvas)
        canvas.hands.append(GridHand(player.practice.grid))
        canvas.menu_asked.connect(self._fill)
        listen(self, player.practice.beats.changed, lambda _track: self._show())
        listen(self, player.queue.current_changed, self._show)
        self._show()

    @property
    def searching(self) -> bool:
        """Whether the song's beats are being looked for, and none are known."""
        practice, current = self._player.practice, self._player.queue.current
        busy = {AnalysisState.QUEUED, AnalysisState.WORKING}
        known = bool(practice.beats.of(current).places)
        return not known and practice.analysis.status(current).state in busy

    def look(self) -> None:
        """Have the song's beats found, if they are seen and not known."""
        current = self._player.queue.current
        if current is not None and self._canvas.isVisible():
            self._player.practice.analysis.want(current)

    def _show(self) -> None:
        self.look()
        beats = self._player.practice.beats.of(self._player.queue.current)
        self._canvas.show_beats(beats)

    def _fill(self, menu: QMenu, frame: Frames, _stem: str) -> None:
        self._menu.fill(menu, frame)
