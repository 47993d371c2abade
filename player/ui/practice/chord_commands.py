"""What the keys do for chords."""

from player.core.player import Player
from player.ui.command import Command
from player.ui.words import mark


def _turn_detail(player: Player) -> None:
    sheet = player.practice.chords
    sheet.show(detailed=not sheet.detailed)


CHORD_COMMANDS = (
    Command("chords", "Practice", mark("Chords…"), ("I",)),
    Command(
        "detailed-chords",
        "Practice",
        mark("Chords with sevenths and the like"),
        ("Shift+I",),
        _turn_detail,
        lambda player: player.practice.chords.detailed,
    ),
    Command("edit-chord", "Practice", mark("Another chord here…"), ("Shift+H",)),
    Command(
        "undo-chords",
        "Practice",
        mark("Undo the last change of chords"),
        what=lambda player: player.practice.chords.undo(),
    ),
    Command(
        "redo-chords",
        "Practice",
        mark("Redo the last change of chords"),
        what=lambda player: player.practice.chords.redo(),
    ),
    Command("export-chords", "Practice", mark("Export the chords…")),
)
