"""What the keys do for takes."""

from player.ui.command import Command
from player.ui.words import mark

TAKE_COMMANDS = (
    Command(
        "record-take",
        "Practice",
        mark("Record a take"),
        ("V",),
        lambda p: p.practice.recording.toggle(),
    ),
    Command("takes", "Practice", mark("Takes…"), ("Shift+V",)),
)
