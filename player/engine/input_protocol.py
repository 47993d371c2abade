"""What the window tells the engine about what it listens to, and what it hears of it."""

from dataclasses import dataclass
from typing import TypeAlias

from player.base.units import Decibels

# commands


@dataclass(frozen=True)
class ChooseInput:
    """Listen here whenever something is to be heard. `target`: "default", or a device's name.

    "wav:FILE" and "null" are inputs without a device. `channels`: 1 or 2.
    """

    target: str = "default"
    channels: int = 1


@dataclass(frozen=True)
class AskInputs:
    """Answer with `Inputs`."""


@dataclass(frozen=True)
class ListenForPitch:
    """Whether `HeardPitch` is to be told."""

    on: bool


InputCommand: TypeAlias = ChooseInput | AskInputs | ListenForPitch


# events


@dataclass(frozen=True)
class Inputs:
    """The inputs there are."""

    names: tuple[str, ...]


@dataclass(frozen=True)
class InputOpened:
    """It is listened here now."""

    target: str


@dataclass(frozen=True)
class InputFailed:
    """The input could not be opened, or went away; it is tried again while it is needed."""

    target: str
    message: str
    hint: str


@dataclass(frozen=True)
class HeardPitch:
    """What is played, fifteen times a second. `hertz`: None where no single note is heard."""

    hertz: float | None
    level: Decibels
    """RMS, dB of full scale."""
    clarity: float
    """0 to 1: how alike one period is to the next."""


InputEvent: TypeAlias = Inputs | InputOpened | InputFailed | HeardPitch
