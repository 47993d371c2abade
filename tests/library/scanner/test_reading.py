"""Reading processes: what crashes or hangs one of them costs that file only."""

import os
import signal
from collections.abc import Iterator
from pathlib import Path

import pytest

from player.library.scanner import reading
from player.library.scanner.reading import Job, Read, ReadingProcesses
from tests.library.scanner.music import write


@pytest.fixture
def readers() -> Iterator[ReadingProcesses]:
    """One process at a time."""
    processes = ReadingProcesses(1)
    yield processes
    processes.close()


def read_all(readers: ReadingProcesses, paths: list[Path]) -> dict[str, Read]:
    for path in paths:
        readers.add(Job(str(path), 1, 1))
    done: list[Read] = []
    while readers.unread:
        done += readers.results(0.1)
    return {Path(read.job.path).name: read for read in done}


def test_files_are_read(readers: ReadingProcesses, tmp_path: Path) -> None:
    songs = [write(tmp_path / f"{n}.flac", title=f"Song {n}") for n in range(70)]
    done = read_all(readers, [*songs, tmp_path / "gone.mp3"])
    assert [done[f"{n}.flac"].file.tags.title for n in range(70)] == [
        f"Song {n}" for n in range(70)
    ]
    assert done["gone.mp3"].file.reason == "“gone.mp3” cannot be opened: No such file or directory."


def test_a_file_that_holds_up_the_process_is_given_up(
    readers: ReadingProcesses, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A stopped process stands for one that hangs; its other files are read by another."""
    songs = [write(tmp_path / f"{n}.ogg", title=f"Song {n}") for n in range(3)]
    read_all(readers, songs[:1])
    monkeypatch.setattr(reading, "PATIENCE", 0.5)
    stopped = readers._readers[0].child.pid
    os.kill(stopped, signal.SIGSTOP)
    done = read_all(readers, songs)
    assert readers._readers[0].child.pid != stopped
    assert {read.file.tags.title for read in done.values()} == {f"Song {n}" for n in range(3)}
    os.kill(readers._readers[0].child.pid, signal.SIGSTOP)
    assert read_all(readers, songs[:1])["0.ogg"].file.reason == "Reading it took too long."


def test_a_file_that_crashes_the_process_is_given_up(
    readers: ReadingProcesses, tmp_path: Path
) -> None:
    songs = [write(tmp_path / f"{n}.mp3", title=f"Song {n}") for n in range(3)]
    read_all(readers, songs[:1])
    os.kill(readers._readers[0].child.pid, signal.SIGKILL)
    done = read_all(readers, songs)
    assert {read.file.tags.title for read in done.values()} == {f"Song {n}" for n in range(3)}
    os.kill(readers._readers[0].child.pid, signal.SIGKILL)
    reason = read_all(readers, songs[:1])["0.mp3"].file.reason
    assert reason == "Reading it made the reading process crash."
