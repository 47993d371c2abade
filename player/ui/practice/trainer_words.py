"""What the speed trainer does, in words."""

from player.core.practice.trainer import Trainer
from player.core.practice.training import Turns
from player.ui.words import mark, tr

TURNS_WORDS = {
    Turns.WITH: mark("With the part"),
    Turns.WITHOUT: mark("Without the part"),
    Turns.ALTERNATE: mark("With it and without it in turns"),
    Turns.LISTEN_FIRST: mark("With it in the first round of each speed"),
}


def trained(trainer: Trainer) -> str:
    """Speed and round: "75 %, round 3"."""
    words = tr("{percent} %, round {number}")
    return words.format(percent=f"{trainer.percent:g}", number=trainer.done + 1)
