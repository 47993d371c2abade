"""libVLC, where it is installed; everything else works without it."""

from collections.abc import Callable
from types import ModuleType
from typing import Any, TypeAlias

from player.base.errors import AudioFileError

Handle: TypeAlias = Any
"""An object of python-vlc, which ships no types."""

HINT = (
    "Install VLC's library: the packages libvlc5 and vlc-plugin-base on Debian and Ubuntu, "
    "VLC from videolan.org elsewhere."
)
_OPTIONS = ("--quiet", "--no-video", "--no-xlib", "--no-interact", "--ignore-config")


def library(what: str) -> ModuleType:
    """The python-vlc module; AudioFileError says that `what` needs VLC where it is missing."""
    try:
        import vlc
    except (ImportError, OSError, NotImplementedError, AttributeError, NameError) as error:
        raise AudioFileError(
            f"{what} can only be played with VLC, which is missing.", HINT
        ) from error
    module: ModuleType = vlc
    return module


def instance(vlc: ModuleType, *options: str) -> Handle:
    """A silent libVLC; AudioFileError if it does not start."""
    made = vlc.Instance([*_OPTIONS, *options])
    if made is None:
        raise AudioFileError("VLC's library does not start: its plugins are missing.", HINT)
    return made


def on_end(vlc: ModuleType, player: Handle, post: Callable[[], object]) -> None:
    """Call `post` once playing ended or failed; on VLC's thread, where VLC may not be called."""
    events = player.event_manager()
    for kind in (vlc.EventType.MediaPlayerEndReached, vlc.EventType.MediaPlayerEncounteredError):
        events.event_attach(kind, lambda _event: post())
