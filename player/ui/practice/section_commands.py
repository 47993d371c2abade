"""What the keys do for the sections of a song, whichever stems it has."""

from player.ui.command import Command
from player.ui.words import mark

SECTION_COMMANDS = (
    Command(
        "sections",
        "Practice",
        mark("Hear the sections of the song"),
        what=lambda p: p.practice.sections.set_on(not p.practice.sections.on),
        checked=lambda p: p.practice.sections.on,
    ),
    Command(
        "undo-sections",
        "Practice",
        mark("Undo the last change of sections"),
        ("Ctrl+Alt+X",),
        what=lambda p: p.practice.sections.values.undo(),
    ),
    Command(
        "redo-sections",
        "Practice",
        mark("Redo the last change of sections"),
        ("Ctrl+Alt+Shift+X",),
        what=lambda p: p.practice.sections.values.redo(),
    ),
)
