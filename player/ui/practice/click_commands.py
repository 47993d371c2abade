"""What the keys do for the click and the count-in."""

from dataclasses import replace

from player.core.player import Player
from player.ui.command import Command
from player.ui.words import mark


def _turn_rounds(player: Player) -> None:
    click = player.practice.click
    click.set(replace(click.settings, each_round=not click.settings.each_round))


CLICK_COMMANDS = (
    Command(
        "click",
        "Practice",
        mark("Click"),
        ("C",),
        lambda p: p.practice.click.toggle(),
        lambda p: p.practice.click.on,
    ),
    Command(
        "count-in",
        "Practice",
        mark("Count-in: a bar more, or none"),
        ("Shift+C",),
        lambda p: p.practice.click.turn_count_in(),
        lambda p: p.practice.click.settings.bars > 0,
    ),
    Command(
        "count-in-rounds",
        "Practice",
        mark("Count in each round of a loop"),
        ("Ctrl+Shift+C",),
        _turn_rounds,
        lambda p: p.practice.click.settings.each_round,
    ),
    Command("tap", "Practice", mark("Tap the tempo"), ("G",), lambda p: p.practice.click.tap()),
)
