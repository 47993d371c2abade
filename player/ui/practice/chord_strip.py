"""The chords around the playhead, moving along while the song plays."""

from PySide6.QtCore import QTimer
from PySide6.QtGui import QHideEvent, QShowEvent
from PySide6.QtWidgets import QWidget

from player.base.units import SAMPLE_RATE, Seconds
from player.core.player import Player
from player.ui.playhead import Playhead
from player.ui.practice.chord_lane import ChordLane

_MS = 50
_BEHIND: Seconds = 3
_AHEAD: Seconds = 13
"""What is shown around the playhead."""


class ChordStrip(ChordLane):
    """Moves while it is seen; a click seeks."""

    def __init__(self, player: Player, parent: QWidget | None = None) -> None:
        super().__init__(player, parent)
        self._playhead = Playhead(player, self)
        self._timer = QTimer(self)
        self._timer.setInterval(_MS)
        self._timer.timeout.connect(self.follow)
        self.seek_asked.connect(player.playback.seek)

    @property
    def position(self) -> int:
        """The frame that is heard now."""
        return self._playhead.position

    def follow(self) -> None:
        """Be where playback is."""
        position = self.position
        self.show_span(position - _BEHIND * SAMPLE_RATE, position + _AHEAD * SAMPLE_RATE)
        self.show_position(position)

    def showEvent(self, event: QShowEvent) -> None:
        """Begin to move."""
        super().showEvent(event)
        self.follow()
        self._timer.start()

    def hideEvent(self, event: QHideEvent) -> None:
        """Move no more."""
        super().hideEvent(event)
        self._timer.stop()
