"""A second start of the program hands over what it was to open."""

import json
import os
import signal
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QProcess
from PySide6.QtNetwork import QLocalSocket
from pytestqt.qtbot import QtBot

from player.base.folders import Folders
from player.ui.desktop.single_instance import SingleInstance, first_instance

WAIT = 15_000
SECOND = """
import sys
from pathlib import Path
from PySide6.QtCore import QCoreApplication
from player.base.folders import Folders
from player.ui.desktop.single_instance import first_instance
app = QCoreApplication([])
data = Path(sys.argv[1])
first = first_instance(Folders(data, data), sys.argv[2:])
print("first" if first else "second", flush=True)
if first:
    app.exec()
"""


@pytest.fixture
def folders(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Folders:
    runtime = tmp_path / "run"
    runtime.mkdir(mode=0o700)
    monkeypatch.setenv("XDG_RUNTIME_DIR", str(runtime))
    return Folders(tmp_path / "data", tmp_path / "cache")


@pytest.fixture
def first(qtbot: QtBot, folders: Folders) -> Iterator[SingleInstance]:
    instance = first_instance(folders, [])
    assert instance is not None
    yield instance
    instance.close()


@pytest.fixture
def asked(first: SingleInstance) -> list[list[str]]:
    asked: list[list[str]] = []
    first.asked.connect(asked.append)
    return asked


def start(folders: Folders, *paths: str) -> QProcess:
    process = QProcess()
    process.setProgram(sys.executable)
    process.setArguments(["-c", SECOND, str(folders.data), *paths])
    process.start()
    return process


def said(qtbot: QtBot, process: QProcess) -> str:
    heard: list[bytes] = []

    def spoke() -> bool:
        heard.append(bytes(process.readAllStandardOutput().data()))
        return b"".join(heard).endswith(b"\n")

    qtbot.waitUntil(spoke, timeout=WAIT)
    return b"".join(heard).decode().strip()


def test_a_second_start_hands_its_paths_over_and_ends(
    qtbot: QtBot, folders: Folders, asked: list[list[str]]
) -> None:
    second = start(folders, "/music/a b.mp3", "song.mp3", "http://radio.example/live")
    assert said(qtbot, second) == "second"
    assert second.waitForFinished(WAIT)
    here = str(Path("song.mp3").absolute())
    assert asked == [["/music/a b.mp3", here, "http://radio.example/live"]]


def test_a_start_without_paths_asks_as_well(
    qtbot: QtBot, folders: Folders, asked: list[list[str]]
) -> None:
    assert said(qtbot, second := start(folders)) == "second"
    assert second.waitForFinished(WAIT)
    assert asked == [[]]


def test_names_of_any_bytes_and_many_of_them_survive(
    qtbot: QtBot, folders: Folders, first: SingleInstance, asked: list[list[str]]
) -> None:
    paths = [os.fsdecode(b"/music/\xff\n\xe9.mp3"), *(f"/music/{n}.mp3" for n in range(20_000))]
    socket = QLocalSocket()
    socket.connectToServer(first.place)
    socket.write(json.dumps(paths).encode() + b"\n")
    qtbot.waitUntil(lambda: bool(asked), timeout=WAIT)
    assert asked == [paths]


def test_other_data_is_another_player(
    qtbot: QtBot, folders: Folders, asked: list[list[str]], tmp_path: Path
) -> None:
    other = start(Folders(tmp_path / "other", tmp_path))
    assert said(qtbot, other) == "first"
    other.terminate()
    assert other.waitForFinished(WAIT)
    assert asked == []


def test_what_a_crash_left_behind_is_no_hindrance(qtbot: QtBot, folders: Folders) -> None:
    crashed = start(folders)
    assert said(qtbot, crashed) == "first"
    os.kill(crashed.processId(), signal.SIGKILL)
    assert crashed.waitForFinished(WAIT)
    left = list((folders.data.parent / "run").iterdir())
    assert left, "the socket is still there"
    instance = first_instance(folders, [])
    assert instance is not None
    asked: list[list[str]] = []
    instance.asked.connect(asked.append)
    assert said(qtbot, second := start(folders, "/a.mp3")) == "second"
    assert second.waitForFinished(WAIT)
    assert asked == [["/a.mp3"]]
    instance.close()


def test_two_starts_at_once_are_one_first_and_one_second(qtbot: QtBot, folders: Folders) -> None:
    both = [start(folders), start(folders)]
    assert sorted(said(qtbot, each) for each in both) == ["first", "second"]
    for each in both:
        each.terminate()
        each.waitForFinished(WAIT)


@pytest.mark.parametrize("words", [b"no JSON\n", b'{"paths": []}\n', b"[1]\n", b"\xff\n"])
def test_what_is_no_list_of_paths_is_dropped(
    qtbot: QtBot, first: SingleInstance, asked: list[list[str]], words: bytes
) -> None:
    socket = QLocalSocket()
    socket.connectToServer(first.place)
    socket.write(words)
    unconnected = QLocalSocket.LocalSocketState.UnconnectedState
    qtbot.waitUntil(lambda: socket.state() == unconnected, timeout=WAIT)
    assert asked == []
