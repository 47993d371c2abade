"""Moving the cache: nothing goes before all is there, whatever happens on the way."""

import os
import subprocess
import sys
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest

from player.base.errors import CacheError
from player.base.units import SongKey
from player.stemfile.entry import load_entry
from player.stemfile.writer import StemWriter
from player.stems.cache import StemCache
from player.stems.cache_check import verify
from player.stems.cache_move import move
from tests.stems.cached import ENTRY, VERSION, add, flip_a_byte, size

UNTIL_FULL = """
import resource, signal, sys
from pathlib import Path
from player.base.errors import CacheError
from player.stems.cache import StemCache
from player.stems.cache_move import move

signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
resource.setrlimit(resource.RLIMIT_FSIZE, (20_000, resource.RLIM_INFINITY))
try:
    move(StemCache(Path(sys.argv[1]), 10**9), Path(sys.argv[2]), lambda: print("switched"))
except CacheError as error:
    print(error.message, error.hint, sep="\\n")
"""


class Broken(Exception):
    """The user broke it off, or the process was killed there."""


@pytest.fixture
def old(tmp_path: Path) -> StemCache:
    """Three songs: one pinned, one unfinished."""
    cache = StemCache(tmp_path / "old" / "stems", 10**9)
    for number, name in enumerate("abc"):
        add(cache, name, number + 1, finished=name != "b")
    cache.pin(SongKey("c"), True)
    return cache


@pytest.fixture
def target(tmp_path: Path) -> Path:
    return tmp_path / "new"


def content(cache: StemCache) -> dict[str, bytes]:
    return {
        str(path.relative_to(cache.root)): path.read_bytes()
        for path in cache.root.rglob("*")
        if path.is_file() and path.parent != cache.root
    }


def breaking(where: int) -> Callable[..., None]:
    """Something that is called now and then, and fails the time `where`."""
    calls = iter(range(1, 100))

    def call(*_: object) -> None:
        if next(calls) == where:
            raise Broken

    return call


def test_everything_is_there_and_the_old_folder_is_empty(old: StemCache, target: Path) -> None:
    before, ages = content(old), [(song.key, song.played) for song in old.songs()]
    source, switched = old.root, []
    moved = move(old, target, lambda: switched.append(1))
    assert (moved.songs, moved.damaged, len(switched)) == (3, 0, 1)
    assert old.root == moved.root == target / "stems"
    assert content(old) == before
    assert [(song.key, song.played) for song in old.songs()] == ages
    assert verify(old).findings == ()
    assert {path.name for path in source.iterdir()} == {".lock", ".moved"}


def test_who_looks_at_the_old_place_finds_the_new_one(old: StemCache, target: Path) -> None:
    """The settings may be those of a player that was running meanwhile."""
    source, running = old.root, StemCache(old.root, 10**9)
    move(old, target, lambda: None)
    assert StemCache(source, 10**9).lookup(SongKey("a"), VERSION) is not None
    with pytest.raises(CacheError, match="was moved") as caught:
        running.make_room(1, keep=())
    assert "Start the player again" in caught.value.hint
    move(old, source.parent, lambda: None)
    assert StemCache(source, 10**9).root == source
    assert StemCache(target / "stems", 10**9).root == source


@pytest.mark.parametrize("where", [1, 2, 3])
def test_broken_off_while_copying_nothing_has_changed_and_it_goes_on(
    old: StemCache, target: Path, where: int
) -> None:
    before, source = content(old), old.root
    with pytest.raises(Broken):
        move(old, target, breaking(1), breaking(where))
    assert old.root == source
    assert content(old) == before
    old.touch(old.folder(SongKey("a"), VERSION))
    add(old, "d", 4)
    before = content(old)
    move(old, target, lambda: None)
    assert content(old) == before


def test_broken_off_while_deleting_it_goes_on_from_the_new_place(
    old: StemCache, target: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    before, source = content(old), old.root
    delete, calls = StemCache.delete, breaking(2)

    def delete_some(self: StemCache, folder: Path) -> None:
        calls()
        delete(self, folder)

    monkeypatch.setattr(StemCache, "delete", delete_some)
    with pytest.raises(Broken):
        move(old, target, lambda: None)
    monkeypatch.undo()
    new = StemCache(target / "stems", 10**9)  # as the settings say by now
    assert content(new) == before
    move(new, target, lambda: None)
    assert content(new) == before
    assert {path.name for path in source.iterdir()} == {".lock", ".moved"}
    with pytest.raises(CacheError, match="already"):
        move(new, target, lambda: None)


def test_what_was_changed_since_the_first_try_is_copied_again(old: StemCache, target: Path) -> None:
    with pytest.raises(Broken):
        move(old, target, breaking(1), breaking(3))
    with closing(StemWriter(old.folder(SongKey("b"), VERSION), ENTRY)) as writer:
        writer.finish()
    move(old, target, lambda: None)
    entry = load_entry(old.folder(SongKey("b"), VERSION))
    assert entry is not None
    assert entry.complete
    assert verify(old).findings == ()


def test_nothing_is_switched_while_stems_are_made(old: StemCache, target: Path) -> None:
    before = content(old)
    with (
        closing(StemWriter(old.folder(SongKey("b"), VERSION), ENTRY)),
        pytest.raises(CacheError, match="being made") as caught,
    ):
        move(old, target, breaking(1))
    assert "move them again" in caught.value.hint
    assert content(old) == before
    move(old, target, lambda: None)
    assert content(old) == before


def test_a_full_disk_changes_nothing(old: StemCache, target: Path) -> None:
    pytest.importorskip("resource", reason="no limit on the size of files on this system")
    before = content(old)
    run = subprocess.run(
        [sys.executable, "-W", "error", "-c", UNTIL_FULL, old.root, target],
        cwd=Path(__file__).parents[2],
        check=True,
        capture_output=True,
        text=True,
    )
    message, hint = run.stdout.splitlines()
    assert message == f"The stems could not be written to {target / 'stems'}: File too large."
    assert "Free some space" in hint
    assert content(old) == before
    assert not list((target / "stems").rglob("*.part"))
    move(old, target, lambda: None)
    assert content(old) == before


def test_a_disk_that_is_too_small_is_told_before(old: StemCache, target: Path) -> None:
    folder = add(old, "big", finished=False)
    os.truncate(folder / "vocals.s16", 1 << 43)  # takes no disk here
    with pytest.raises(CacheError, match="MB are needed"):
        move(old, target, breaking(1))
    assert size(folder) > 1 << 43


def test_a_damaged_entry_is_left_out_and_told(old: StemCache, target: Path) -> None:
    flip_a_byte(old.folder(SongKey("a"), VERSION))
    moved = move(old, target, lambda: None)
    assert (moved.songs, moved.damaged) == (2, 1)
    assert [song.key for song in old.songs()] == ["b", "c"]


def test_folders_that_cannot_be_the_target(old: StemCache, tmp_path: Path) -> None:
    (tmp_path / "full" / "stems").mkdir(parents=True)
    (tmp_path / "full" / "stems" / "mine.flac").touch()
    with pytest.raises(CacheError, match="holds other files"):
        move(old, tmp_path / "full", breaking(1))
    with pytest.raises(CacheError, match="already"):
        move(old, old.root.parent, breaking(1))
    with pytest.raises(CacheError, match="cannot lie in the other"):
        move(old, old.root / "deeper", breaking(1))
    (tmp_path / "file").touch()
    with pytest.raises(CacheError, match="Not a directory"):
        move(old, tmp_path / "file", breaking(1))
