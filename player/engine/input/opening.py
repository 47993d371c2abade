"""Opens an input by its name."""

from player.engine.input.base import Input
from player.engine.input.device import DeviceInput
from player.engine.input.paced import PacedInput


def open_input(target: str, channels: int) -> Input:
    """The input that `target` names, not yet started; InputError if it cannot be opened."""
    if target == "null" or target.startswith("wav:"):
        return PacedInput(target, channels)
    return DeviceInput(target, channels)
