"""What can be done with beats and bars at a place of the song, as entries of a menu."""

from collections.abc import Callable
from functools import partial

from PySide6.QtWidgets import QInputDialog, QMenu, QWidget

from player.base.units import SAMPLE_RATE, Frames
from player.core.player import Player
from player.core.practice.grid_edits import FASTEST, SLOWEST
from player.core.practice.song_beats import period
from player.ui.practice.grid_commands import detect
from player.ui.words import tr

_METERS = (2, 3, 4, 5, 6, 7)


class GridMenu:
    """Adds to a menu that somebody else shows."""

    def __init__(self, player: Player, parent: QWidget) -> None:
        self._player = player
        self._grid = player.practice.grid
        self._parent = parent

    def fill(self, menu: QMenu, frame: Frames) -> None:
        """Have what is possible at this frame."""
        grid = self._grid
        below = menu.addMenu(tr("Beats"))
        if grid.current.places:
            _add(below, tr("A bar begins here"), partial(grid.downbeat_here, frame))
            bars = below.addMenu(tr("Bars begin anew here"))
            for meter in _METERS:
                words = tr("With {number} beats").format(number=meter)
                _add(bars, words, partial(grid.bars_from_here, meter, frame))
            _add(below, tr("Half as many beats"), grid.halve)
            _add(below, tr("Twice as many beats"), grid.double)
        _add(below, tr("Another tempo from here on…"), partial(self._ask_tempo, frame))
        below.addSeparator()
        _add(below, tr("Detect beats and chords"), partial(detect, self._player))
        _add(below, tr("Beats as they were found"), grid.as_found, able=grid.edited)
        _add(below, tr("Undo the last change of beats"), grid.undo, able=grid.can_undo)
        _add(below, tr("Redo the last change of beats"), grid.redo, able=grid.can_redo)

    def _ask_tempo(self, frame: Frames) -> None:
        dialog = QInputDialog(self._parent)
        dialog.setWindowTitle(tr("Tempo"))
        dialog.setLabelText(tr("Beats a minute from here on:"))
        dialog.setInputMode(QInputDialog.InputMode.DoubleInput)
        dialog.setDoubleDecimals(2)
        dialog.setDoubleRange(SLOWEST, FASTEST)
        dialog.setDoubleValue(60 * SAMPLE_RATE / period(self._grid.current, frame))
        dialog.doubleValueSelected.connect(lambda bpm: self._grid.tempo_from_here(bpm, frame))
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()


def _add(menu: QMenu, words: str, do: Callable[[], object], *, able: bool = True) -> None:
    action = menu.addAction(words)
    action.setEnabled(able)
    action.triggered.connect(lambda _on: do())
