"""Where the sound goes: a device, nowhere, a file, or libVLC; all run the same callback."""

from player.engine.output.base import Output, Render
from player.engine.output.opening import open_output

__all__ = ["Output", "Render", "open_output"]
