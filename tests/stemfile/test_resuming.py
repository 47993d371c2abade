"""What an earlier run left is taken up as far as it can be trusted."""

import json
import signal
import subprocess
import sys
from contextlib import closing
from pathlib import Path

import numpy as np
import pytest

from player.base.errors import CacheError
from player.base.units import CELL
from player.stemfile import writer as writer_module
from player.stemfile.cell_map import CellState
from player.stemfile.entry import Entry, load_entry
from player.stemfile.reader import StemReader
from player.stemfile.writer import StemWriter
from tests.stemfile.entries import FOUR, an_entry, noise, write_all

MISSING, DRAFT, FINAL = CellState
UNTIL_KILLED = """
import os, signal, sys
from pathlib import Path
from player.base.units import CELL
from player.stemfile.writer import StemWriter
from tests.stemfile.entries import an_entry, noise

entry = an_entry(3 * CELL + 1_000)
writer = StemWriter(Path(sys.argv[1]), entry)
writer.write(3 * CELL, noise(entry)[:, 3 * CELL :])
writer.mark(3 * CELL, entry.frames, 2)
os.kill(os.getpid(), signal.SIGKILL)
"""


@pytest.fixture
def entry() -> Entry:
    return an_entry(3 * CELL + 1_000)


@pytest.fixture
def left(tmp_path: Path, entry: Entry) -> Path:
    """An entry whose writer is gone: a draft, two final cells, and one that was being written."""
    with closing(StemWriter(tmp_path, entry)) as writer:
        writer.write(0, noise(entry)[:, : 3 * CELL + 500])
        writer.mark(0, CELL, DRAFT)
        writer.mark(CELL, 3 * CELL, FINAL)
    return tmp_path


def states(folder: Path, entry: Entry) -> list[np.uint8]:
    """What a new writer takes up."""
    with closing(StemWriter(folder, entry)) as writer:
        return list(writer.states)


def test_finished_cells_are_taken_up_after_a_crash(left: Path, entry: Entry) -> None:
    with closing(StemWriter(left, entry)) as writer, closing(StemReader(left)) as reader:
        assert writer.states.tolist() == [DRAFT, FINAL, FINAL, MISSING]
        assert reader.states() == bytes([DRAFT, FINAL, FINAL, MISSING])
        sound = noise(entry)[:, : 3 * CELL]
        np.testing.assert_array_equal(reader.read(0, 3 * CELL), sound)


def test_a_writer_that_was_killed_is_taken_up(left: Path, entry: Entry) -> None:
    """Its files still open, nothing flushed."""
    done = subprocess.run(
        [sys.executable, "-c", UNTIL_KILLED, left], cwd=Path(__file__).parents[2], check=False
    )
    assert done.returncode == -signal.SIGKILL
    assert states(left, entry) == [DRAFT, FINAL, FINAL, FINAL]


def test_an_entry_has_one_writer(left: Path, entry: Entry, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(writer_module, "PATIENCE", 0.0)
    with closing(StemWriter(left, entry)) as first:
        with pytest.raises(CacheError, match="Another program") as caught:
            StemWriter(left, entry)
        assert caught.value.hint
        first.write(3 * CELL, noise(entry)[:, 3 * CELL :])
        first.mark(3 * CELL, entry.frames, FINAL)
    assert states(left, entry) == [DRAFT, FINAL, FINAL, FINAL]


@pytest.mark.parametrize("cell", [0, 1, 2])
def test_a_damaged_cell_is_made_again(left: Path, entry: Entry, cell: int) -> None:
    raw = left / "vocals.s16"
    content = bytearray(raw.read_bytes())
    content[(cell * CELL + 1_077) * 4] ^= 0x10
    raw.write_bytes(content)
    wanted: list[int] = [DRAFT, FINAL, FINAL, MISSING]
    wanted[cell] = MISSING
    assert states(left, entry) == wanted


def test_a_cell_that_was_touched_up_is_sealed(left: Path, entry: Entry) -> None:
    quiet = np.zeros((1, 100, 2), np.float32)
    with closing(StemWriter(left, entry)) as writer:
        writer.write(2 * CELL, quiet)
        writer.seal(2 * CELL, 2 * CELL + 100)
        writer.write(CELL + 1_000, quiet)  # and here the process died before it could
    assert states(left, entry) == [DRAFT, MISSING, FINAL, MISSING]


@pytest.mark.parametrize(
    ("place", "wanted"),
    [
        (3 * CELL - 100, [DRAFT, FINAL, FINAL, MISSING]),  # the chunk beside it is made again
        (CELL, [DRAFT, FINAL, FINAL, MISSING]),
        (2 * CELL - 100, [DRAFT, MISSING, FINAL, MISSING]),  # nobody had anything to do there
        (2 * CELL, [DRAFT, FINAL, MISSING, MISSING]),
    ],
)
def test_a_writer_killed_while_it_faded_a_seam_costs_no_other_chunk(
    left: Path, entry: Entry, place: int, wanted: list[int]
) -> None:
    with closing(StemWriter(left, entry)) as writer:
        writer.write(place, np.zeros((1, 100, 2), np.float32))
    assert states(left, entry) == wanted


def test_a_writer_killed_while_it_made_a_draft_again_leaves_the_draft(
    left: Path, entry: Entry
) -> None:
    with closing(StemWriter(left, entry)) as writer:
        writer.downgrade(np.array([DRAFT, FINAL, DRAFT, MISSING], np.uint8))
        writer.write(2 * CELL, np.zeros((1, 100, 2), np.float32))
    assert states(left, entry) == [DRAFT, FINAL, DRAFT, MISSING]


def test_cells_that_must_be_made_again_stay_so(left: Path, entry: Entry) -> None:
    with closing(StemWriter(left, entry)) as writer:
        writer.downgrade(np.array([MISSING, DRAFT, FINAL, MISSING], np.uint8))
    assert states(left, entry) == [MISSING, DRAFT, FINAL, MISSING]


def test_a_stem_of_many_is_damaged(tmp_path: Path) -> None:
    entry = an_entry(2 * CELL, FOUR)
    write_all(tmp_path, entry, noise(entry)).close()
    content = bytearray((tmp_path / "bass.s16").read_bytes())
    content[-1] ^= 1
    (tmp_path / "bass.s16").write_bytes(content)
    assert states(tmp_path, entry) == [FINAL, MISSING]


@pytest.mark.parametrize(
    "other",
    [
        an_entry(3 * CELL + 999),
        an_entry(3 * CELL + 1_000, model="model-2"),
        an_entry(3 * CELL + 1_000, FOUR),
    ],
    ids=["other length", "other model", "other stems"],
)
def test_another_song_or_model_begins_anew(left: Path, other: Entry) -> None:
    assert states(left, other) == [MISSING] * 4
    assert load_entry(left) == other


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("entry.json", b""),
        ("entry.json", b"garbage"),
        ("entry.json", b"[]"),
        ("entry.json", b'{"stems": ["vocals", "accompaniment"]}'),
        ("cells.map", b""),
        ("cells.map", b"\2" * 11),
        ("vocals.s16", b""),
        ("vocals.s16", bytes(4 * 100)),
    ],
)
def test_what_makes_no_sense_is_made_anew(
    left: Path, entry: Entry, name: str, content: bytes
) -> None:
    (left / name).write_bytes(content)
    assert states(left, entry) == [MISSING] * 4
    assert load_entry(left) == entry
    assert {file.name for file in left.iterdir()} == {"entry.json", "vocals.s16", "cells.map"}


@pytest.mark.parametrize("name", ["entry.json", "cells.map", "vocals.s16"])
def test_a_lost_file_is_made_anew(left: Path, entry: Entry, name: str) -> None:
    (left / name).unlink()
    assert states(left, entry) == [MISSING] * 4


@pytest.mark.parametrize(
    "change",
    [{"frames": "many"}, {"frames": 0}, {"frames": None}, {"checksums": 3}, {"stems": 5}, {"x": 1}],
)
def test_a_description_that_makes_no_sense_is_told(left: Path, change: dict[str, object]) -> None:
    file = left / "entry.json"
    file.write_text(json.dumps(json.loads(file.read_text()) | change))
    with pytest.raises(CacheError, match="cannot be read"):
        StemReader(left)


def test_an_entry_that_is_deleted_while_it_is_read_is_no_error(left: Path) -> None:
    with closing(StemReader(left)) as reader:
        known = reader.states()
        for file in left.iterdir():
            file.unlink()
        assert reader.states() == known
        assert reader.waiting


def test_a_map_cut_short_counts_as_missing(left: Path) -> None:
    with closing(StemReader(left)) as reader:
        (left / "cells.map").write_bytes(bytes([FINAL]))
        assert reader.states() == bytes([FINAL, MISSING, MISSING, MISSING])
