"""Carries out what is done on MIDI devices."""

from PySide6.QtCore import QObject

from player.core.midi.control import Control, Kind, Move
from player.core.player import Player
from player.ui.actions import Actions
from player.ui.listen import listen
from player.ui.midi.midi_targets import targets


class MidiActions(QObject):
    """A pedal that is pressed does its command once, however long it is held."""

    def __init__(self, actions: Actions, player: Player, parent: QObject) -> None:
        super().__init__(parent)
        self.held_back = False
        """Whether nothing is done, because controls are being chosen."""
        self.actions = actions
        self._player = player
        self._down: set[Control] = set()
        listen(self, player.midi.moved, self._on_move)

    def _on_move(self, move: Move) -> None:
        before = move.control in self._down
        (self._down.add if move.pressed else self._down.discard)(move.control)
        name = self._player.midi.does(move.control)
        if not name or self.held_back:
            return
        target = next((t for t in targets(self.actions, self._player) if t.name == name), None)
        if target is None:
            return  # a stem that this song does not have
        if target.move is not None:
            target.move(move.value)
        elif move.pressed and not (before and move.control.kind is Kind.CONTROL):
            self.actions[name].trigger()
