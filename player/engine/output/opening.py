"""Opens an output by its name."""

from collections.abc import Callable

from player.engine.output.base import Output
from player.engine.output.device import DeviceOutput
from player.engine.output.paced import PacedOutput, WavOutput
from player.engine.protocol import OpenOutput


def open_output(wish: OpenOutput, ready: Callable[[int], bool]) -> Output:
    """The output that `wish` names, not yet started; OutputError if it cannot be opened."""
    pace = None if wish.realtime else ready
    if wish.target == "null":
        return PacedOutput(wish.target, wish.buffer_ms, pace)
    if wish.target.startswith("wav:"):
        return WavOutput(wish.target, wish.buffer_ms, pace)
    if wish.target == "vlc" or wish.target.startswith("vlc:"):
        from player.engine.output.vlc import VlcOutput  # libVLC need not be installed

        return VlcOutput(wish.target)
    return DeviceOutput(wish.target, wish.buffer_ms)
