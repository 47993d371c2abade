"""macOS' Now Playing: MPNowPlayingInfoCenter, through PyObjC (the extra `desktop`).

https://developer.apple.com/documentation/mediaplayer/mpremotecommandcenter
"""

from collections.abc import Callable
from importlib import import_module
from types import ModuleType
from typing import Any

from player.core.playback import Transport
from player.ui.desktop.remote import Commands, Shown

_STATES = {
    Transport.STOPPED: "Stopped",
    Transport.LOADING: "Playing",
    Transport.PLAYING: "Playing",
    Transport.PAUSED: "Paused",
}
_COMMANDS = {
    "playCommand": "play",
    "pauseCommand": "pause",
    "togglePlayPauseCommand": "toggle",
    "stopCommand": "stop",
    "nextTrackCommand": "next",
    "previousTrackCommand": "previous",
}


class NowPlayingRemote:
    """`kit` is PyObjC's MediaPlayer."""

    def __init__(self, commands: Commands, kit: ModuleType) -> None:
        self._kit: Any = kit
        self._info: Any = kit.MPNowPlayingInfoCenter.defaultCenter()
        self._centre: Any = kit.MPRemoteCommandCenter.sharedCommandCenter()
        self._targets: list[tuple[Any, object]] = []
        for name, command in _COMMANDS.items():
            self._take(name, _without_event(getattr(commands, command)))
        self._take(
            "changePlaybackPositionCommand", lambda event: commands.seek(event.positionTime())
        )

    def show(self, shown: Shown) -> None:
        """Show this."""
        kit, info = self._kit, {}
        if shown.title:
            info = {
                kit.MPMediaItemPropertyTitle: shown.title,
                kit.MPMediaItemPropertyArtist: shown.artist,
                kit.MPMediaItemPropertyAlbumTitle: shown.album,
                kit.MPNowPlayingInfoPropertyElapsedPlaybackTime: shown.position,
                kit.MPNowPlayingInfoPropertyPlaybackRate: float(
                    shown.transport is Transport.PLAYING
                ),
            }
            if shown.length is not None:
                info[kit.MPMediaItemPropertyPlaybackDuration] = shown.length
        self._info.setNowPlayingInfo_(info or None)
        state = getattr(kit, f"MPNowPlayingPlaybackState{_STATES[shown.transport]}")
        self._info.setPlaybackState_(state)
        self._centre.nextTrackCommand().setEnabled_(shown.can_go_on)

    def close(self) -> None:
        """Leave the desktop."""
        for command, target in self._targets:
            command.removeTarget_(target)
        self._info.setNowPlayingInfo_(None)

    def _take(self, name: str, do: Callable[[Any], object]) -> None:
        command = getattr(self._centre, name)()

        def handler(event: Any) -> object:  # noqa: ANN401 - PyObjC has no types
            do(event)
            return self._kit.MPRemoteCommandHandlerStatusSuccess

        command.setEnabled_(True)
        self._targets.append((command, command.addTargetWithHandler_(handler)))


def now_playing_remote(commands: Commands) -> NowPlayingRemote | None:
    """MacOS' own; None if the extra is not installed."""
    try:
        kit = import_module("MediaPlayer")
    except ImportError:
        return None
    return NowPlayingRemote(commands, kit)


def _without_event(do: Callable[[], None]) -> Callable[[Any], None]:
    return lambda _event: do()
