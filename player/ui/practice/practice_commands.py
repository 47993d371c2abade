"""What the keys do for playing along: the part of the table of commands for that menu."""

from collections.abc import Iterable, Iterator
from dataclasses import replace

from player.ui.command import Command
from player.ui.practice.chord_commands import CHORD_COMMANDS
from player.ui.practice.click_commands import CLICK_COMMANDS
from player.ui.practice.grid_commands import GRID_COMMANDS
from player.ui.practice.lanes_commands import LANES_COMMANDS, SHOW_LANES
from player.ui.practice.list_commands import LIST_COMMANDS
from player.ui.practice.loop_commands import LOOP_COMMANDS
from player.ui.practice.section_commands import SECTION_COMMANDS
from player.ui.practice.take_commands import TAKE_COMMANDS
from player.ui.practice.tempo_commands import TEMPO_COMMANDS
from player.ui.words import mark


def _grouped(group: str, commands: Iterable[Command]) -> Iterator[Command]:
    """In a menu within the menu, which would not fit on a screen otherwise."""
    return (replace(command, group=group) for command in commands)


PRACTICE_COMMANDS = (
    Command("practice", "Practice", mark("Practice controls"), ("T",)),
    Command("tuner", "Practice", mark("Tuner…"), ("U",)),
    SHOW_LANES,
    *_grouped(mark("Zoom of the lanes"), LANES_COMMANDS),
    *_grouped(mark("Tempo and key"), TEMPO_COMMANDS),
    *_grouped(mark("Loops and markers"), LOOP_COMMANDS),
    *_grouped(mark("Click and count-in"), CLICK_COMMANDS),
    *_grouped(mark("Beats and bars"), GRID_COMMANDS),
    *_grouped(mark("Sections"), SECTION_COMMANDS),
    *_grouped(mark("Chords"), CHORD_COMMANDS),
    *TAKE_COMMANDS,
    *LIST_COMMANDS,
)
