"""What the keys do for playing along: the part of the table of commands for that menu."""

from player.ui.command import Command
from player.ui.practice.click_commands import CLICK_COMMANDS
from player.ui.practice.lanes_commands import LANES_COMMANDS, SHOW_LANES
from player.ui.practice.list_commands import LIST_COMMANDS
from player.ui.practice.loop_commands import LOOP_COMMANDS
from player.ui.practice.section_commands import SECTION_COMMANDS
from player.ui.practice.take_commands import TAKE_COMMANDS
from player.ui.practice.tempo_commands import TEMPO_COMMANDS
from player.ui.words import mark

PRACTICE_COMMANDS = (
    Command("practice", "Practice", mark("Practice controls"), ("T",)),
    Command("tuner", "Practice", mark("Tuner…"), ("U",)),
    SHOW_LANES,
    *LANES_COMMANDS,
    *TEMPO_COMMANDS,
    *LOOP_COMMANDS,
    *CLICK_COMMANDS,
    *TAKE_COMMANDS,
    *SECTION_COMMANDS,
    *LIST_COMMANDS,
)
