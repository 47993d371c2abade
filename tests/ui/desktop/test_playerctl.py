"""The player as `playerctl` drives it, on a session bus of the test's own."""

import shutil
from collections.abc import Callable

import pytest
from PySide6.QtCore import QProcess, QProcessEnvironment
from pytestqt.qtbot import QtBot

from player.base.units import SAMPLE_RATE
from player.core.playback import Transport
from player.core.playing_order import Repeat
from player.ui.desktop.mpris import MprisControls
from tests.ui.fakes import FakePlayer

Control = Callable[..., str]
WAIT = 10_000


@pytest.fixture
def playerctl(controls: MprisControls, bus_address: str, qtbot: QtBot) -> Control:
    """Runs it while this process's event loop goes on; returns what it prints."""
    program = shutil.which("playerctl")
    if program is None:
        pytest.skip("playerctl is not installed")
    environment = QProcessEnvironment.systemEnvironment()
    environment.insert("DBUS_SESSION_BUS_ADDRESS", bus_address)

    def run(*arguments: str) -> str:
        process = QProcess()
        process.setProcessEnvironment(environment)
        process.setProcessChannelMode(QProcess.ProcessChannelMode.MergedChannels)
        process.start(program, ["--player=minusone", *arguments])
        ended = QProcess.ProcessState.NotRunning
        qtbot.waitUntil(lambda: process.state() == ended, timeout=WAIT)
        said = bytes(process.readAll().data()).decode().strip()
        assert process.exitCode() == 0, said
        return said

    return run


def test_it_is_found_and_started_and_held(playerctl: Control, player: FakePlayer) -> None:
    assert playerctl("--list-all") == "minusone"
    assert playerctl("status") == "Stopped"
    for command, transport in (
        ("play-pause", Transport.PLAYING),
        ("pause", Transport.PAUSED),
        ("play-pause", Transport.PLAYING),
        ("stop", Transport.STOPPED),
    ):
        playerctl(command)
        assert player.engine.state.transport is transport
        assert playerctl("status").lower() == transport.value


def test_tracks_and_what_is_known_of_them(playerctl: Control, player: FakePlayer) -> None:
    playerctl("play")
    playerctl("next")
    shown = playerctl("metadata", "--format", "{{title}}|{{artist}}|{{album}}|{{mpris:length}}")
    assert shown == "Song 2|Artist 2|Album|200000000"
    playerctl("previous")
    assert playerctl("metadata", "xesam:url") == "file:///music/Song%201.flac"


def test_positions(playerctl: Control, player: FakePlayer) -> None:
    playerctl("play")
    playerctl("position", "30")
    assert player.engine.seeks == [30 * SAMPLE_RATE]
    assert float(playerctl("position")) == pytest.approx(30.0, abs=0.01)
    playerctl("position", "10+")
    playerctl("position", "5-")
    assert [at // SAMPLE_RATE for at in player.engine.seeks] == [30, 40, 35]


def test_volume_shuffle_and_loop(playerctl: Control, player: FakePlayer) -> None:
    playerctl("volume", "0.4")
    assert player.mix.volume == pytest.approx(0.4)
    playerctl("volume", "0.1+")
    assert float(playerctl("volume")) == pytest.approx(0.5)
    playerctl("shuffle", "On")
    assert player.queue.shuffle
    assert playerctl("shuffle") == "On"
    for word, repeat in (("Track", Repeat.ONE), ("Playlist", Repeat.ALL), ("None", Repeat.OFF)):
        playerctl("loop", word)
        assert player.queue.repeat is repeat
        assert playerctl("loop") == word


def test_files_are_opened(playerctl: Control, player: FakePlayer) -> None:
    playerctl("open", "file:///music/a%20b.mp3")
    assert player.opened == [(["/music/a b.mp3"], True)]
