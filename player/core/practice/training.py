"""The plan of the speed trainer, kept in a JSON file for all songs."""

from collections.abc import Mapping
from dataclasses import asdict
from enum import Enum
from pathlib import Path
from typing import Any

from player.base.units import Seconds, SongKey, StemName
from player.base.values import dataclass
from player.core.song_values import Kept

NAME = SongKey("trainer")
SLOWEST, FASTEST = 25.0, 200.0
MOST_STEP = 50.0
MOST_ROUNDS = 99
LONGEST_PAUSE: Seconds = 30.0


class Turns(Enum):
    """In which rounds the part is heard that is being learnt."""

    WITH = "with"
    WITHOUT = "without"
    ALTERNATE = "alternate"
    """With it, then without it."""
    LISTEN_FIRST = "listen first"
    """With it in the first round of each speed."""


@dataclass(frozen=True)
class Training:
    """From `start` percent by `step` after each `rounds` rounds up to `stop`."""

    start: float = 70.0
    step: float = 5.0
    rounds: int = 4
    stop: float = 100.0
    pause: Seconds = 0.0
    """Silence between two rounds, before a count-in."""
    part: StemName | None = None
    turns: Turns = Turns.WITH

    def speed(self, done: int) -> float:
        """Percent in the round after so many."""
        wanted = self.start + self.step * (done // max(1, self.rounds))
        return min(wanted, self.stop) if self.step >= 0 else max(wanted, self.stop)

    def mutes(self, done: int) -> bool:
        """Whether the part is silent in the round after so many."""
        in_speed = done % max(1, self.rounds)
        return {
            Turns.WITH: False,
            Turns.WITHOUT: True,
            Turns.ALTERNATE: done % 2 == 1,
            Turns.LISTEN_FIRST: in_speed > 0,
        }[self.turns]


def kept_training(data: Path) -> Kept[Training]:
    """How it is kept in the user's folder, at `NAME`."""
    return Kept(data, "training", Training(), _read, _write, lambda _kept, early: early, "")


def _write(plan: Training) -> dict[str, Any]:
    return asdict(plan) | {"turns": plan.turns.value}


def _read(stored: Mapping[str, Any]) -> Training:
    part = stored["part"]
    if part is not None and not isinstance(part, str):
        raise TypeError(part)
    return Training(
        start=_within(stored["start"], SLOWEST, FASTEST),
        step=_within(stored["step"], -MOST_STEP, MOST_STEP),
        rounds=round(_within(stored["rounds"], 1, MOST_ROUNDS)),
        stop=_within(stored["stop"], SLOWEST, FASTEST),
        pause=_within(stored["pause"], 0, LONGEST_PAUSE),
        part=None if part is None else StemName(part),
        turns=Turns(stored["turns"]),
    )


def _within(value: object, lowest: float, highest: float) -> float:
    if isinstance(value, bool) or not isinstance(value, int | float):
        raise TypeError(value)
    return float(min(max(value, lowest), highest))
