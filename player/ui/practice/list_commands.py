"""What the keys do for the practice lists and the practice log."""

from player.ui.command import Command
from player.ui.words import mark

LIST_COMMANDS = (
    Command(
        "previous-entry",
        "Practice",
        mark("Previous entry of the practice list"),
        ("F6",),
        lambda p: p.practice.room.step(-1),
    ),
    Command(
        "next-entry",
        "Practice",
        mark("Next entry of the practice list"),
        ("F7",),
        lambda p: p.practice.room.step(1),
    ),
    Command("practice-lists", "Practice", mark("Practice lists…"), ("F8",)),
    Command(
        "add-entry",
        "Practice",
        mark("Put the song into the practice list"),
        ("Shift+F8",),
        lambda p: p.practice.room.add(),
    ),
    Command("practice-log", "Practice", mark("Practice log…"), ("Ctrl+F8",)),
)
