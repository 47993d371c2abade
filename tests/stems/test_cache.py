"""The stem cache: its budget, what goes first, and that nothing damaged is used."""

import os
import threading
from collections.abc import Callable
from pathlib import Path

import pytest

from player.base.errors import CacheError
from player.base.units import SongKey
from player.stemfile.entry import load_entry
from player.stems.cache import StemCache
from tests.stemfile.entries import an_entry, noise, write_all

VERSION = "model-1"
ENTRY = an_entry(20_000)


@pytest.fixture
def cache(tmp_path: Path) -> StemCache:
    return StemCache(tmp_path / "stems", 10**9)


def add(cache: StemCache, name: str, played: int = 0, *, finished: bool = True) -> Path:
    """An entry that was last played `played` seconds after 1970."""
    folder = cache.folder(SongKey(name), VERSION)
    writer = write_all(folder, ENTRY, noise(ENTRY))
    if finished:
        writer.finish()
    writer.close()
    cache.touch(folder)
    for path in (folder / "played", folder):
        os.utime(path, (played, played))
    return folder


def size(folder: Path) -> int:
    return sum(file.stat().st_size for file in folder.iterdir())


def flip_a_byte(folder: Path) -> None:
    file = folder / "vocals.flac"
    content = bytearray(file.read_bytes())
    content[len(content) // 2] ^= 1
    file.write_bytes(content)


def cut_off(folder: Path) -> None:
    os.truncate(folder / "vocals.flac", 5_000)


def lose(folder: Path) -> None:
    (folder / "vocals.flac").unlink()


def scribble(folder: Path) -> None:
    (folder / "entry.json").write_text("garbage")


def forget_checksums(folder: Path) -> None:
    entry = (folder / "entry.json").read_text()
    (folder / "entry.json").write_text(entry.replace('"vocals":', '"drums":'))


DAMAGES = (flip_a_byte, cut_off, lose, scribble, forget_checksums)


def test_an_entry_is_found_again(cache: StemCache) -> None:
    folder = add(cache, "song")
    assert cache.lookup(SongKey("song"), VERSION) == load_entry(folder)
    assert cache.lookup(SongKey("song"), "other model") is None
    assert cache.lookup(SongKey("other song"), VERSION) is None
    assert folder.exists()


def test_an_unfinished_entry_is_found_to_be_gone_on_with(cache: StemCache) -> None:
    add(cache, "song", finished=False)
    assert cache.lookup(SongKey("song"), VERSION) == ENTRY


@pytest.mark.parametrize("damage", DAMAGES)
def test_a_damaged_entry_is_never_used(cache: StemCache, damage: Callable[[Path], None]) -> None:
    folder = add(cache, "song")
    damage(folder)
    assert cache.lookup(SongKey("song"), VERSION) is None
    assert not folder.parent.exists()


@pytest.mark.parametrize("damage", DAMAGES)
def test_verify_deletes_what_is_damaged(cache: StemCache, damage: Callable[[Path], None]) -> None:
    good, bad, unfinished = (
        add(cache, "good", 1),
        add(cache, "bad", 2),
        add(cache, "unfinished", 3, finished=False),
    )
    damage(bad)
    os.utime(bad, (2, 2))
    assert [(song.key, sound) for song, sound in cache.verify()] == [
        ("good", True),
        ("bad", False),
        ("unfinished", True),
    ]
    assert (good.exists(), bad.exists(), unfinished.exists()) == (True, False, True)


def test_an_entry_that_is_just_being_created_is_left_alone(cache: StemCache) -> None:
    folder = cache.folder(SongKey("song"), VERSION)
    folder.mkdir(parents=True)
    (folder / "vocals.s16").write_bytes(bytes(100))
    assert cache.lookup(SongKey("song"), VERSION) is None
    assert (folder / "vocals.s16").exists()


def test_usage_is_what_all_entries_take(cache: StemCache) -> None:
    assert cache.usage() == 0
    folders = [add(cache, "one"), add(cache, "two", finished=False)]
    assert cache.usage() == sum(map(size, folders))


def test_the_least_recently_played_go_first(cache: StemCache) -> None:
    folders = {name: add(cache, name, played) for name, played in (("b", 2), ("a", 1), ("c", 3))}
    assert [song.key for song in cache.songs()] == ["a", "b", "c"]
    cache.touch(folders["a"])  # and now it is played again
    cache.budget = cache.usage() + 10
    cache.make_room(11, keep=())
    assert {name for name in folders if folders[name].exists()} == {"a", "c"}
    cache.make_room(10 + size(folders["c"]), keep=())
    assert {name for name in folders if folders[name].exists()} == {"a", "c"}


def test_what_is_in_use_stays(cache: StemCache) -> None:
    old, new = add(cache, "old", 1), add(cache, "new", 2)
    cache.budget = cache.usage()
    cache.make_room(size(new), keep={old})
    assert (old.exists(), new.exists()) == (True, False)


@pytest.mark.parametrize("kept", [True, False])
def test_what_can_never_fit_is_told_and_nothing_is_deleted_for_it(
    cache: StemCache, kept: bool
) -> None:
    folder = add(cache, "song")
    cache.budget = 5_000_000
    needed = 5_000_000 - (1 if kept else -1)
    with pytest.raises(CacheError, match="more than the cache may hold") as caught:
        cache.make_room(needed, keep={folder} if kept else ())
    assert caught.value.hint
    assert folder.exists()


def test_a_disk_with_too_little_room_is_told(cache: StemCache) -> None:
    cache.budget = 10**18
    with pytest.raises(CacheError, match="MB are needed") as caught:
        cache.make_room(10**17, keep=())
    assert "--cache-dir" in caught.value.hint


def test_a_cache_that_cannot_be_made_is_told(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    cache = StemCache(tmp_path / "file" / "stems", 10**9)
    with pytest.raises(CacheError):
        cache.make_room(1, keep=())
    assert cache.songs() == []
    cache.touch(tmp_path / "file" / "stems")


def test_clear(cache: StemCache) -> None:
    playing, other = add(cache, "playing"), add(cache, "other", finished=False)
    freed = size(other)
    assert cache.clear(keep={playing}) == freed
    assert (playing.exists(), other.parent.exists()) == (True, False)
    assert cache.clear() > 0
    assert cache.usage() == 0


def test_deleting_one_models_stems_leaves_the_others(cache: StemCache) -> None:
    folder = add(cache, "song")
    other = cache.folder(SongKey("song"), "model-2")
    write_all(other, ENTRY, noise(ENTRY)).finish()
    cache.delete(folder)
    assert cache.lookup(SongKey("song"), "model-2") is not None


def test_counting_while_songs_are_deleted_does_not_stumble(tmp_path: Path) -> None:
    cache = StemCache(tmp_path, 10**9)
    folders = [cache.folder(SongKey(f"song {number}"), "version") for number in range(300)]
    for folder in folders:
        folder.mkdir(parents=True)
        (folder / "entry.json").touch()

    def delete_all() -> None:
        for folder in folders:
            cache.delete(folder)

    deleting = threading.Thread(target=delete_all)
    deleting.start()
    while deleting.is_alive():
        cache.songs()
    deleting.join()
    assert cache.songs() == []
