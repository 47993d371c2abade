"""The program started twice: the window that is open takes the second start's song."""

import subprocess
import sys
from contextlib import ExitStack
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from player.base.folders import Folders
from player.base.settings import Settings, save
from tests.ui.desktop.bus import session_bus
from tests.ui.desktop.desk import Desk

PROGRAM = [sys.executable, "-m", "player"]
TIMEOUT = 60


def test_the_open_window_plays_what_a_second_start_was_given(
    qtbot: QtBot, tmp_path: Path, music: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folders = Folders(tmp_path / "data", tmp_path / "cache")
    save(Settings(output="null", separate_while_playing=False), folders.settings)
    monkeypatch.setenv("XDG_RUNTIME_DIR", str(tmp_path))
    monkeypatch.setenv("MINUSONE_DATA_DIR", str(folders.data))
    monkeypatch.setenv("MINUSONE_CACHE_DIR", str(folders.cache))
    with session_bus() as address, Desk(address, qtbot) as desk:
        monkeypatch.setenv("DBUS_SESSION_BUS_ADDRESS", address)
        with (
            subprocess.Popen([*PROGRAM, str(music / "song 1.wav")]) as first,
            ExitStack() as stop,
        ):
            stop.callback(first.kill)
            desk.sees("Metadata", "'xesam:title': <'song 1'>", TIMEOUT)
            second = subprocess.run(
                [*PROGRAM, "song 2.wav"], cwd=music, check=False, timeout=TIMEOUT
            )
            assert second.returncode == 0
            desk.sees("Metadata", "'xesam:title': <'song 2'>", TIMEOUT)
            assert desk.call("org.mpris.MediaPlayer2.Quit") == "()"
            assert first.wait(TIMEOUT) == 0
