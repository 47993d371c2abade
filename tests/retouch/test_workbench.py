"""The working stems follow the strokes; what is published is whole, and the original stays."""

import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

import numpy as np
import pytest

from player.base.errors import CacheError
from player.base.units import CELL
from player.retouch.edit_file import EditFiles, version_of
from player.retouch.strokes import EditList
from player.retouch.workbench import WORKING, Workbench
from player.stemfile.cell_map import CellState
from player.stemfile.check import check_entry
from player.stemfile.codecs import Halted
from player.stemfile.left_over import Fault
from player.stemfile.reader import StemReader
from tests.retouch.rig import BASE, DRUMS, KEY, VOCALS, Table, sdr, stored, stroke

PAINTED = EditList(BASE).add(stroke())


@contextmanager
def bench(table: Table, edits: EditList = PAINTED) -> Iterator[Workbench]:
    with closing(Workbench(table.song, KEY, edits, table.cache)) as workbench:
        yield workbench


def finish(workbench: Workbench) -> int:
    """All steps there are; how many."""
    steps = 0
    while workbench.step(0):
        steps += 1
    return steps


def files_of(folder: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in folder.iterdir()}


def test_the_working_stems_have_what_was_painted(table: Table) -> None:
    with bench(table) as workbench:
        assert finish(workbench) == workbench.entry.cells
        after = stored(workbench.folder)
    assert sdr(after[0], table.truth[0]) > 20
    assert not workbench.folder.exists()


def test_a_stroke_makes_only_its_own_cells_again(table: Table) -> None:
    with bench(table, EditList(BASE)) as workbench:
        finish(workbench)
        before = stored(workbench.folder)
        np.testing.assert_array_equal(before, stored(table.base))
        workbench.paint(PAINTED)
        assert not workbench.settled
        assert finish(workbench) == 1
        changed = (before != stored(workbench.folder)).any(axis=(0, 2))
        assert set((np.flatnonzero(changed) // CELL).tolist()) == {1}
        workbench.paint(PAINTED.undo())
        assert finish(workbench) == 1
        np.testing.assert_array_equal(stored(workbench.folder), before)


def test_what_is_heard_next_is_made_first(table: Table) -> None:
    with bench(table, EditList(BASE)) as workbench:
        workbench.paint(PAINTED)
        workbench.step(3 * CELL)
        workbench.step(3 * CELL)
        with closing(StemReader(workbench.folder)) as reader:
            assert [n for n, state in enumerate(reader.states()) if state] == [1, 3]
        assert not workbench.audible(3 * CELL)
        finish(workbench)
        assert workbench.audible(3 * CELL)
        assert workbench.audible(99 * CELL)


def test_what_is_published_is_an_entry_like_any_other(table: Table) -> None:
    original = files_of(table.base)
    with bench(table) as workbench:
        folder = workbench.publish()
        working = stored(workbench.folder)
        assert workbench.publish() == folder
    assert folder == table.cache.folder(KEY, version_of(PAINTED))
    assert check_entry(folder) == []
    entry = table.cache.lookup(KEY, version_of(PAINTED))
    assert entry is not None
    assert (entry.complete, entry.codec, entry.model) == (True, "flac", BASE)
    np.testing.assert_array_equal(stored(folder), working)
    assert files_of(table.base) == original


def test_publishing_can_be_broken_off(table: Table) -> None:
    with bench(table) as workbench:
        with pytest.raises(Halted):
            workbench.publish(go_on=lambda: False)
        finish(workbench)
        answers = iter([True, False])
        with pytest.raises(Halted):
            workbench.publish(go_on=lambda: next(answers))
    assert table.cache.lookup(KEY, version_of(PAINTED)) is None


def test_only_one_at_a_time_refines_a_song(table: Table) -> None:
    with (
        bench(table) as first,
        pytest.raises(CacheError, match="Another program"),
        bench(table),
    ):
        pass
    assert not first.folder.exists()
    with bench(table) as again:
        finish(again)


def test_stems_that_are_not_there_cannot_be_painted_on(table: Table) -> None:
    with pytest.raises(CacheError), bench(table, EditList("other")):
        pass
    assert [folder.name for folder in (table.cache.root / KEY).iterdir()] == [BASE]


KILLED = """
import itertools, sys
from contextlib import closing
from pathlib import Path
from player.retouch.edit_file import EditFiles
from player.retouch.workbench import Workbench
from player.stems.cache import StemCache
from tests.retouch.rig import BASE, KEY, stroke
from player.retouch.strokes import EditList

song, cache, folder = map(Path, sys.argv[1:])
files, edits = EditFiles(folder), EditList(BASE)
with closing(Workbench(song, KEY, edits, StemCache(cache, 10**9))) as workbench:
    for number in itertools.count():
        edits = edits.add(stroke(hertz=1000 + number))
        files.save(KEY, edits)
        workbench.paint(edits)
        while workbench.step(0):
            pass
        print("painted", flush=True)
        workbench.publish()
        print("published", flush=True)
"""


@pytest.mark.parametrize("after", ["painted", "published"])
def test_a_kill_loses_nothing(table: Table, tmp_path: Path, after: str) -> None:
    folder, original = tmp_path / "edits", files_of(table.base)
    command = [sys.executable, "-c", KILLED, *map(str, (table.song, table.cache.root, folder))]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as killed:
        assert killed.stdout is not None
        while killed.stdout.readline().strip() != after:
            pass
        os.kill(killed.pid, signal.SIGKILL)
    edits = EditFiles(folder).load(KEY, BASE, lambda error: pytest.fail(str(error)))
    assert edits.active
    assert files_of(table.base) == original
    for entry in (table.cache.root / KEY).iterdir():
        found = table.cache.lookup(KEY, entry.name)
        if entry.name.startswith("retouch-") and found is not None:
            assert found.complete
            assert all(each.fault is Fault.LEFT_OVER for each in check_entry(entry))
    with bench(table, edits) as workbench:
        published = workbench.publish()
    assert check_entry(published) == []
    assert not table.cache.folder(KEY, WORKING).exists()


def test_the_rig_makes_what_it_says(table: Table) -> None:
    with closing(StemReader(table.base)) as reader:
        assert reader.entry.stems[:2] == (VOCALS, DRUMS)
        assert set(reader.states()) == {CellState.FINAL}
