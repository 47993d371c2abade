"""What is pressed, turned or moved on a MIDI device."""

from enum import Enum
from typing import Any

from player.base.values import dataclass

MOST = 127
HALF = 64
"""From here on a controller counts as pressed."""


class Kind(Enum):
    """How a device says that something was done to it."""

    NOTE = "note"
    CONTROL = "control"
    PROGRAM = "program"


@dataclass(frozen=True)
class Control:
    """One pedal, pad, knob or fader, on whatever device it is."""

    kind: Kind
    channel: int
    """1 to 16."""
    number: int
    """0 to 127: the key, the controller or the program."""


@dataclass(frozen=True)
class Move:
    """A control was moved to `value`: 0 to 1, where 0 is let go."""

    control: Control
    value: float

    @property
    def pressed(self) -> bool:
        """Whether it is down rather than up."""
        return self.value * MOST >= HALF or (self.control.kind is Kind.NOTE and self.value > 0)


def move_of(message: Any) -> Move | None:  # noqa: ANN401 - mido's messages have no types
    """What a message of mido's says; None if it is nothing that a hand or foot does."""
    channel = getattr(message, "channel", -1) + 1
    match message.type:
        case "note_on":
            return Move(Control(Kind.NOTE, channel, message.note), message.velocity / MOST)
        case "note_off":
            return Move(Control(Kind.NOTE, channel, message.note), 0.0)
        case "control_change":
            return Move(Control(Kind.CONTROL, channel, message.control), message.value / MOST)
        case "program_change":
            return Move(Control(Kind.PROGRAM, channel, message.program), 1.0)
    return None
