"""A disk that refuses: the error says what to do, and nothing half-written is ever read."""

import subprocess
import sys
from contextlib import closing
from pathlib import Path

import numpy as np
import pytest

from player.base.errors import CacheError
from player.base.units import CELL
from player.stemfile.cell_map import CellState
from player.stemfile.entry import load_entry
from player.stemfile.reader import StemReader
from player.stemfile.writer import StemWriter
from tests.stemfile.entries import an_entry, noise, write_all

pytest.importorskip("resource", reason="no limit on the size of files on this system")

ENTRY = an_entry(2 * CELL + 500)
UNTIL_FULL = """
import resource, signal, sys
from pathlib import Path
from player.base.errors import CacheError
from tests.stemfile.entries import an_entry, noise, write_all

def room(size):
    resource.setrlimit(resource.RLIMIT_FSIZE, (size, resource.RLIM_INFINITY))

signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
before, at_the_end, frames = map(int, sys.argv[2:])
entry = an_entry(frames)
try:
    room(before)
    writer = write_all(Path(sys.argv[1]), entry, noise(entry))
    room(at_the_end)
    writer.finish()
except CacheError as error:
    room(resource.RLIM_INFINITY)
    print(error.message, error.hint, sep="\\n")
"""
LOTS = 1 << 30


def until_full(folder: Path, before: int, at_the_end: int, frames: int = ENTRY.frames) -> list[str]:
    """Write an entry where no file can grow over a size; the message and the hint."""
    sizes = map(str, (before, at_the_end, frames))
    run = subprocess.run(
        [sys.executable, "-W", "error", "-c", UNTIL_FULL, folder, *sizes],
        cwd=Path(__file__).parents[2],
        check=True,
        capture_output=True,
        text=True,
    )
    return run.stdout.splitlines()


def test_there_is_no_room_for_the_song(tmp_path: Path) -> None:
    message, hint = until_full(tmp_path / "entry", 100_000, LOTS)
    assert message == f"The stems could not be written to {tmp_path / 'entry'}: File too large."
    assert hint == "Free some space, or choose another folder with --cache-dir."
    assert load_entry(tmp_path / "entry") is None
    with pytest.raises(CacheError):
        StemReader(tmp_path / "entry")


@pytest.mark.parametrize("room", [10_000, 300_000])
def test_the_disk_is_full_when_the_stems_are_finished(tmp_path: Path, room: int) -> None:
    """What is there can still be played, and is finished when there is room."""
    message, hint = until_full(tmp_path, LOTS, room)
    assert message.startswith(f"The stems could not be written to {tmp_path}: ")
    assert hint
    assert {file.name for file in tmp_path.iterdir()} == {"entry.json", "vocals.s16", "cells.map"}
    with closing(StemReader(tmp_path)) as reader:
        assert reader.states() == bytes([CellState.FINAL]) * 3
        np.testing.assert_array_equal(reader.read(0, ENTRY.frames), noise(ENTRY))
    StemWriter(tmp_path, ENTRY).finish()
    with closing(StemReader(tmp_path)) as reader:
        np.testing.assert_array_equal(reader.read(0, ENTRY.frames), noise(ENTRY))


@pytest.mark.parametrize("room", [3, 30, 60])
def test_even_the_description_does_not_fit(tmp_path: Path, room: int) -> None:
    entry = an_entry(1)
    message, _ = until_full(tmp_path, room, room, frames=1)
    assert "could not be written" in message
    assert load_entry(tmp_path) is None
    write_all(tmp_path, entry, noise(entry)).finish()
    with closing(StemReader(tmp_path)) as reader:
        np.testing.assert_array_equal(reader.read(0, 1), noise(entry))


def test_a_folder_that_cannot_be_made(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    with pytest.raises(CacheError, match="Not a directory") as caught:
        StemWriter(tmp_path / "file" / "entry", ENTRY)
    assert "--cache-dir" in caught.value.hint
