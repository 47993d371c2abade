"""What the window tells the engine about what it listens to, and what it hears of it."""

from pathlib import Path
from typing import TypeAlias

from player.base.units import Decibels, Frames
from player.base.values import dataclass

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


@dataclass(frozen=True)
class RecordTake:
    """Record what comes in while a song plays, into files of this folder until `EndTake`.

    A file goes on for as long as the song does; where it jumps, another one begins. Each is named
    after `name` and the frame of the song at which it begins (see `take_name`).
    """

    folder: Path
    name: str
    latency: Frames = 0
    """How much later than it was put out a sound comes in again, as measured."""
    cents: int = 0
    """How much higher than it is everything is played; kept in the file's name."""


@dataclass(frozen=True)
class EndTake:
    """Record no more; `TakeEnded` answers."""


@dataclass(frozen=True)
class MeasureLatency:
    """Put out a test sound and find it in what comes in; answers with `LatencyMeasured`."""


InputCommand: TypeAlias = (
    ChooseInput | AskInputs | ListenForPitch | RecordTake | EndTake | MeasureLatency
)


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


@dataclass(frozen=True)
class TakeGoesOn:
    """So much of the song is recorded; ten times a second."""

    frames: Frames
    peak: float
    """Linear, since the last time."""


@dataclass(frozen=True)
class TakeKept:
    """A take is whole: it begins at frame `start` of the song and lasts for `length` of its frames.

    `frames`: of the file, which are others where the song was played at another tempo.
    """

    file: Path
    start: Frames
    length: Frames
    frames: Frames


@dataclass(frozen=True)
class TakeEnded:
    """Nothing is recorded any more. `message`: what went wrong, or ""."""

    message: str = ""
    hint: str = ""


@dataclass(frozen=True)
class LatencyMeasured:
    """How long a sound takes from the output back through the input.

    `milliseconds`: None if it could not be measured; `message` and `hint` say why.
    """

    milliseconds: float | None
    message: str = ""
    hint: str = ""


InputEvent: TypeAlias = (
    Inputs
    | InputOpened
    | InputFailed
    | HeardPitch
    | TakeGoesOn
    | TakeKept
    | TakeEnded
    | LatencyMeasured
)
