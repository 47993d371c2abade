"""What can be done with the chord at a place of the song, as entries of a menu."""

from functools import partial
from typing import Protocol

from PySide6.QtWidgets import QMenu

from player.base.units import Frames
from player.core.player import Player
from player.ui.lanes.menu_entry import add_entry
from player.ui.words import tr


class Edit(Protocol):
    """Asks for a chord."""

    def __call__(self, frame: Frames, *, from_here: bool = False) -> None:
        """At this frame, for the whole chord or `from_here` on."""


def fill_chord_menu(menu: QMenu, player: Player, frame: Frames, edit: Edit) -> None:
    """Add what is possible at this frame."""
    sheet = player.practice.chords
    there = sheet.at(frame) is not None
    add_entry(menu, tr("Another chord…"), partial(edit, frame), able=there)
    add_entry(menu, tr("Another chord from this beat on…"), partial(edit, frame, from_here=True))
    add_entry(menu, tr("Let the chord before go on"), partial(sheet.remove, frame), able=there)
    menu.addSeparator()
    detailed = menu.addAction(tr("Sevenths and the like"))
    detailed.setCheckable(True)
    detailed.setChecked(sheet.detailed)
    detailed.triggered.connect(lambda on: sheet.show(detailed=on))
    menu.addSeparator()
    add_entry(menu, tr("Chords as they were found"), sheet.as_found, able=sheet.edited)
    add_entry(menu, tr("Undo the last change of chords"), sheet.undo, able=sheet.can_undo)
    add_entry(menu, tr("Redo the last change of chords"), sheet.redo, able=sheet.can_redo)
