"""Windows' System Media Transport Controls, through PyWinRT (the extra `desktop`).

https://learn.microsoft.com/windows/uwp/audio-video-camera/system-media-transport-controls
"""

from datetime import timedelta
from importlib import import_module
from types import ModuleType
from typing import Any

from player.core.playback import Transport
from player.ui.desktop.remote import Commands, Shown

_STATUS = {
    Transport.STOPPED: "STOPPED",
    Transport.LOADING: "CHANGING",
    Transport.PLAYING: "PLAYING",
    Transport.PAUSED: "PAUSED",
}
_BUTTONS = {
    "PLAY": "play",
    "PAUSE": "pause",
    "STOP": "stop",
    "NEXT": "next",
    "PREVIOUS": "previous",
}


class SmtcRemote:
    """`media` and `playback` are winrt.windows.media and winrt.windows.media.playback."""

    def __init__(self, commands: Commands, media: ModuleType, playback: ModuleType) -> None:
        self._media: Any = media
        self._commands = commands
        # A program without a UWP window gets its controls from a player that plays nothing.
        self._player: Any = playback.MediaPlayer()
        self._player.command_manager.is_enabled = False
        self._controls: Any = self._player.system_media_transport_controls
        for name in ("enabled", "play_enabled", "pause_enabled", "stop_enabled"):
            setattr(self._controls, f"is_{name}", True)
        self._pressed = self._controls.add_button_pressed(self._on_button)
        self._asked = self._controls.add_playback_position_change_requested(self._on_position)

    def show(self, shown: Shown) -> None:
        """Show this."""
        controls, media = self._controls, self._media
        controls.playback_status = getattr(media.MediaPlaybackStatus, _STATUS[shown.transport])
        controls.is_next_enabled = shown.can_go_on
        controls.is_previous_enabled = bool(shown.title)
        updater = controls.display_updater
        updater.type = media.MediaPlaybackType.MUSIC
        words = updater.music_properties
        words.title, words.artist, words.album_title = shown.title, shown.artist, shown.album
        updater.update()
        timeline = media.SystemMediaTransportControlsTimelineProperties()
        timeline.start_time = timeline.min_seek_time = timedelta()
        timeline.end_time = timeline.max_seek_time = timedelta(seconds=shown.length or 0)
        timeline.position = timedelta(seconds=shown.position)
        controls.update_timeline_properties(timeline)

    def close(self) -> None:
        """Leave the desktop."""
        self._controls.remove_button_pressed(self._pressed)
        self._controls.remove_playback_position_change_requested(self._asked)
        self._controls.is_enabled = False

    def _on_button(self, _controls: object, event: Any) -> None:  # noqa: ANN401 - winrt has no types
        buttons = self._media.SystemMediaTransportControlsButton
        for button, command in _BUTTONS.items():
            if event.button == getattr(buttons, button):
                getattr(self._commands, command)()

    def _on_position(self, _controls: object, event: Any) -> None:  # noqa: ANN401
        self._commands.seek(event.requested_playback_position.total_seconds())


def smtc_remote(commands: Commands) -> SmtcRemote | None:
    """Windows' own; None if the extra is not installed."""
    try:
        media = import_module("winrt.windows.media")
        playback = import_module("winrt.windows.media.playback")
    except ImportError:
        return None
    return SmtcRemote(commands, media, playback)
