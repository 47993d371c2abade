"""What the keys do for the lanes."""

from player.ui.command import Command
from player.ui.words import mark

SHOW_LANES = Command("lanes", "Practice", mark("Lanes"), ("W",))
LANES_COMMANDS = (
    Command(
        "lanes-zoom-in", "Practice", mark("Lanes: zoom in"), ("Ctrl++", "Ctrl+="), repeats=True
    ),
    Command("lanes-zoom-out", "Practice", mark("Lanes: zoom out"), ("Ctrl+-",), repeats=True),
    Command("lanes-fit", "Practice", mark("Lanes: whole song"), ("Ctrl+0",)),
    Command("lanes-loop", "Practice", mark("Lanes: zoom to the loop"), ("Z",)),
    Command("lanes-follow", "Practice", mark("Lanes: follow the playhead"), ("Shift+W",)),
)
"""For the lanes while they are seen."""
