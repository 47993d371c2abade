"""What can be done with beats and bars at a place of the song, as entries of a menu."""

from functools import partial

from PySide6.QtWidgets import QInputDialog, QMenu, QWidget

from player.base.units import SAMPLE_RATE, Frames
from player.core.player import Player
from player.core.practice.grid_edits import FASTEST, SLOWEST
from player.core.practice.song_beats import period
from player.ui.lanes.menu_entry import add_entry
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
            add_entry(below, tr("A bar begins here"), partial(grid.downbeat_here, frame))
            bars = below.addMenu(tr("Bars begin anew here"))
            for meter in _METERS:
                words = tr("With {number} beats").format(number=meter)
                add_entry(bars, words, partial(grid.bars_from_here, meter, frame))
            add_entry(below, tr("Half as many beats"), grid.halve)
            add_entry(below, tr("Twice as many beats"), grid.double)
            add_entry(below, tr("All beats half a beat later"), grid.half_later)
        add_entry(below, tr("Another tempo from here on…"), partial(self._ask_tempo, frame))
        below.addSeparator()
        add_entry(below, tr("Detect beats and chords"), partial(detect, self._player))
        add_entry(below, tr("Beats as they were found"), grid.as_found, able=grid.edited)
        add_entry(below, tr("Undo the last change of beats"), grid.undo, able=grid.can_undo)
        add_entry(below, tr("Redo the last change of beats"), grid.redo, able=grid.can_redo)

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
