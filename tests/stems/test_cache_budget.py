"""The budget holds with several processes that begin entries at the same time."""

import json
import subprocess
import sys
from contextlib import closing
from dataclasses import replace
from pathlib import Path

import pytest
import soundfile

from player.base.errors import CacheError
from player.base.units import CELL, SongKey
from player.stemfile.cell_map import CellState
from player.stemfile.entry import load_entry, working_bytes
from player.stems import cache as cache_module
from player.stems.cache import StemCache
from player.stems.protocol import Failed, JobDone
from tests.models import installed_spleeter
from tests.stemfile.entries import FOUR, an_entry, noise
from tests.stems.rig import Rig, configuration

ENTRY = an_entry(CELL, FOUR)
NEEDED = working_bytes(ENTRY.frames, len(ENTRY.stored))
ROOM_FOR = 5
WORKER = """
import json, sys
from pathlib import Path
from player.base.units import SongKey
from player.stemfile.cell_map import CellState
from player.stems.cache import StemCache
from tests.stemfile.entries import FOUR, an_entry, noise

root, budget, name, frames = Path(sys.argv[1]), int(sys.argv[2]), sys.argv[3], int(sys.argv[4])
cache, entry = StemCache(root, budget), an_entry(frames, FOUR)
most = 0
for number in range(6):
    folder = cache.folder(SongKey(f"{name}-{number}"), "model")
    writer = cache.open_writer(folder, entry)
    with cache.alone():
        most = max(most, sum(song.counted for song in cache.songs()))
    writer.write(0, noise(entry))
    writer.mark(0, frames, CellState.FINAL)
    writer.finish("opus" if number % 2 else "flac")
    with cache.alone():
        most = max(most, sum(song.counted for song in cache.songs()))
print(json.dumps(most))
"""


def test_three_processes_keep_one_budget(tmp_path: Path) -> None:
    budget = ROOM_FOR * NEEDED
    workers = [
        subprocess.Popen(
            [
                *(sys.executable, "-W", "error", "-c", WORKER),
                *(str(tmp_path), str(budget), name, str(ENTRY.frames)),
            ],
            cwd=Path(__file__).parents[2],
            stdout=subprocess.PIPE,
            text=True,
        )
        for name in "abc"
    ]
    most = [json.loads(worker.communicate()[0]) for worker in workers]
    assert [worker.returncode for worker in workers] == [0, 0, 0]
    assert NEEDED < max(most) <= budget
    assert StemCache(tmp_path, budget).songs()


def test_nobody_begins_an_entry_while_another_makes_room(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(cache_module, "PATIENCE", 0.0)
    one, other = StemCache(tmp_path, 10**9), StemCache(tmp_path, 10**9)
    folder = one.folder(SongKey("song"), "model")
    with one.alone(), pytest.raises(CacheError, match="Another program"):
        other.open_writer(folder, ENTRY)
    other.open_writer(folder, ENTRY).close()


def test_an_unfinished_entry_counts_with_what_its_finishing_takes(tmp_path: Path) -> None:
    cache = StemCache(tmp_path, 2 * NEEDED - 1)
    with closing(cache.open_writer(cache.folder(SongKey("one"), "model"), ENTRY)):
        with pytest.raises(CacheError, match="in use"):
            cache.open_writer(cache.folder(SongKey("two"), "model"), ENTRY)
        assert not cache.folder(SongKey("two"), "model").exists()


def test_an_entry_that_is_there_needs_no_room_to_be_gone_on_with(tmp_path: Path) -> None:
    cache = StemCache(tmp_path, NEEDED + 1_000)
    folder = cache.folder(SongKey("one"), "model")
    cache.open_writer(folder, ENTRY).close()
    with closing(cache.open_writer(folder, ENTRY)) as writer:
        writer.write(0, noise(ENTRY))
        writer.mark(0, ENTRY.frames, CellState.FINAL)
        writer.finish()
    assert cache.usage() <= cache.budget


def test_other_stems_of_the_same_song_stay_while_better_ones_are_made(tmp_path: Path) -> None:
    """They are what is heard until then, although they were played longest ago."""
    cache = StemCache(tmp_path, 10**9)
    fast = cache.folder(SongKey("song"), "fast")
    other = cache.folder(SongKey("other"), "fast")
    for folder in (fast, other):
        cache.open_writer(folder, ENTRY).close()
    cache.touch(other)
    cache.budget = 2 * NEEDED + 1_000
    cache.open_writer(cache.folder(SongKey("song"), "studio"), ENTRY).close()
    assert (fast.exists(), other.exists()) == (True, False)


def test_the_separator_keeps_the_budget_and_the_codec(songs: Path, tmp_path: Path) -> None:
    installed_spleeter()
    tiny = soundfile.info(songs / "tiny-1.wav").frames
    rig = Rig(tmp_path)
    try:
        wish = replace(configuration(), codec="opus", cache_budget=working_bytes(tiny, 1) + 1_000)
        rig.scheduler.configure(wish)
        rig.ask("song/model", songs / "tiny-1.wav")
        assert isinstance(rig.end("song/model"), JobDone)
        entry = load_entry(rig.entry("song/model"))
        assert entry is not None
        assert (entry.complete, entry.codec) == (True, "opus")
        rig.ask("long/model", songs / "long.wav")
        failed = rig.end("long/model")
        assert isinstance(failed, Failed)
        assert "more than the cache may hold" in failed.message
        assert load_entry(rig.entry("song/model")) == entry
    finally:
        rig.scheduler.close()
