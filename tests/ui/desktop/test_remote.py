"""The media controls of Windows and macOS, with stand-ins for the systems' own objects."""

from collections.abc import Callable
from datetime import timedelta
from types import ModuleType, SimpleNamespace
from typing import Any

import pytest
from pytestqt.qtbot import QtBot

from player.base.units import SAMPLE_RATE
from player.core.playback import Transport
from player.ui.desktop.media_controls import remote_controls
from player.ui.desktop.now_playing_center import NowPlayingRemote, now_playing_remote
from player.ui.desktop.remote import Commands, RemoteControls
from player.ui.desktop.smtc import SmtcRemote, smtc_remote
from tests.ui.fakes import FakePlayer

Make = Callable[[Commands], Any]


def opened(player: FakePlayer, make: Make) -> RemoteControls:
    controls = remote_controls(player, make)
    assert controls is not None
    return controls


class Names:
    """An enumeration: every name is itself."""

    def __getattr__(self, name: str) -> str:
        return name


class FakeTransportControls(SimpleNamespace):
    """Windows' SystemMediaTransportControls, as PyWinRT names its parts."""

    timeline: Any

    def __init__(self) -> None:
        super().__init__(handlers={}, timeline=None, updates=0)
        self.display_updater = SimpleNamespace(music_properties=SimpleNamespace())
        self.display_updater.update = self._update

    def _update(self) -> None:
        self.updates += 1

    def add_button_pressed(self, handler: Callable[..., None]) -> str:
        self.handlers["button"] = handler
        return "button"

    def add_playback_position_change_requested(self, handler: Callable[..., None]) -> str:
        self.handlers["position"] = handler
        return "position"

    def remove_button_pressed(self, token: str) -> None:
        del self.handlers[token]

    remove_playback_position_change_requested = remove_button_pressed

    def update_timeline_properties(self, timeline: object) -> None:
        self.timeline = timeline

    def press(self, button: str) -> None:
        self.handlers["button"](self, SimpleNamespace(button=button))


@pytest.fixture
def windows() -> tuple[FakeTransportControls, Make]:
    controls = FakeTransportControls()
    media, playback = ModuleType("media"), ModuleType("playback")
    media.__dict__.update(
        MediaPlaybackStatus=Names(),
        MediaPlaybackType=Names(),
        SystemMediaTransportControlsButton=Names(),
        SystemMediaTransportControlsTimelineProperties=SimpleNamespace,
    )
    playback.__dict__["MediaPlayer"] = lambda: SimpleNamespace(
        command_manager=SimpleNamespace(), system_media_transport_controls=controls
    )
    return controls, lambda commands: SmtcRemote(commands, media, playback)


def test_windows_shows_what_plays_and_its_buttons_work(
    windows: tuple[FakeTransportControls, Make], player: FakePlayer, qtbot: QtBot
) -> None:
    controls, make = windows
    remote = opened(player, make)
    assert controls.playback_status == "STOPPED"
    controls.press("PLAY")
    qtbot.waitUntil(lambda: controls.playback_status == "PLAYING")
    words = controls.display_updater.music_properties
    assert (words.title, words.artist, words.album_title) == ("Song 1", "Artist 1", "Album")
    assert controls.timeline.end_time == timedelta(seconds=200)
    assert controls.is_next_enabled
    controls.press("NEXT")
    qtbot.waitUntil(lambda: words.title == "Song 2")
    controls.handlers["position"](
        controls, SimpleNamespace(requested_playback_position=timedelta(seconds=30))
    )
    qtbot.waitUntil(lambda: player.engine.seeks == [30 * SAMPLE_RATE])
    qtbot.waitUntil(lambda: controls.timeline.position == timedelta(seconds=30))
    controls.press("PAUSE")
    qtbot.waitUntil(lambda: controls.playback_status == "PAUSED")
    remote.close()
    assert controls.handlers == {}
    assert not controls.is_enabled


def test_positions_that_only_move_on_are_not_told(
    windows: tuple[FakeTransportControls, Make], player: FakePlayer, qtbot: QtBot
) -> None:
    controls, make = windows
    remote = opened(player, make)
    player.playback.play()
    qtbot.waitUntil(lambda: controls.playback_status == "PLAYING")
    told = controls.updates
    for step in range(5):
        player.engine.trigger_position(step * 100)
    assert not remote._soon.isActive()
    assert controls.updates == told
    remote.close()


class FakeCommand:
    """A command of macOS' MPRemoteCommandCenter."""

    def __init__(self) -> None:
        self.enabled = False
        self.handlers: list[Callable[[object], object]] = []

    def setEnabled_(self, enabled: bool) -> None:  # noqa: N802 - as Objective-C has it
        self.enabled = enabled

    def addTargetWithHandler_(self, handler: Callable[[object], object]) -> object:  # noqa: N802
        self.handlers.append(handler)
        return handler

    def removeTarget_(self, target: Callable[[object], object]) -> None:  # noqa: N802
        self.handlers.remove(target)


class FakeCentre:
    """Has every command, each once."""

    def __init__(self) -> None:
        self.commands: dict[str, FakeCommand] = {}

    def __getattr__(self, name: str) -> Callable[[], FakeCommand]:
        return lambda: self.commands.setdefault(name, FakeCommand())

    def press(self, name: str, event: object = None) -> list[object]:
        return [handler(event) for handler in self.commands[name].handlers]


class FakeInfo:
    """macOS' MPNowPlayingInfoCenter."""

    info: Any = None
    state = ""

    def setNowPlayingInfo_(self, info: dict[str, object] | None) -> None:  # noqa: N802
        self.info = info

    def setPlaybackState_(self, state: str) -> None:  # noqa: N802
        self.state = state


class FakeKit(ModuleType):
    """PyObjC's MediaPlayer: its constants are their own names."""

    def __init__(self) -> None:
        super().__init__("MediaPlayer")
        self.centre, self.info = FakeCentre(), FakeInfo()
        self.MPNowPlayingInfoCenter = SimpleNamespace(defaultCenter=lambda: self.info)
        self.MPRemoteCommandCenter = SimpleNamespace(sharedCommandCenter=lambda: self.centre)

    def __getattr__(self, name: str) -> str:
        if name.startswith("MP"):
            return name
        raise AttributeError(name)


def test_macos_shows_what_plays_and_its_keys_work(player: FakePlayer, qtbot: QtBot) -> None:
    kit = FakeKit()
    remote = opened(player, lambda commands: NowPlayingRemote(commands, kit))
    assert not kit.info.info
    assert kit.centre.press("togglePlayPauseCommand") == ["MPRemoteCommandHandlerStatusSuccess"]
    qtbot.waitUntil(lambda: kit.info.state == "MPNowPlayingPlaybackStatePlaying")
    assert kit.info.info["MPMediaItemPropertyTitle"] == "Song 1"
    assert kit.info.info["MPMediaItemPropertyPlaybackDuration"] == 200.0
    assert kit.info.info["MPNowPlayingInfoPropertyPlaybackRate"] == 1.0
    kit.centre.press("changePlaybackPositionCommand", SimpleNamespace(positionTime=lambda: 12.0))
    qtbot.waitUntil(lambda: player.engine.seeks == [12 * SAMPLE_RATE])
    kit.centre.press("nextTrackCommand")
    kit.centre.press("nextTrackCommand")
    qtbot.waitUntil(lambda: player.engine.state.track == 3)
    qtbot.waitUntil(lambda: not kit.centre.commands["nextTrackCommand"].enabled)
    kit.centre.press("pauseCommand")
    qtbot.waitUntil(lambda: player.engine.state.transport is Transport.PAUSED)
    remote.close()
    assert not kit.info.info
    assert all(not command.handlers for command in kit.centre.commands.values())


@pytest.mark.parametrize("make", [smtc_remote, now_playing_remote])
def test_without_the_systems_packages_there_are_none(player: FakePlayer, make: Make) -> None:
    assert remote_controls(player, make) is None
