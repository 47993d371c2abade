"""What every input is."""

from typing import Protocol

from player.base.errors import MinusOneError
from player.engine.input.clock import DeviceClock
from player.engine.input.ring import Ring


class InputError(MinusOneError):
    """A sound input that cannot be opened, or that went away."""


class Input(Protocol):
    """A running input: its thread does nothing but copy what comes into the ring."""

    target: str
    ring: Ring
    clock: DeviceClock

    def start(self) -> None:
        """Begin to listen; InputError if that cannot be."""

    def close(self) -> None:
        """Listen no more, and give the device back."""
