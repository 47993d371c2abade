"""The stem cache: its budget, what goes first, and that nothing damaged is used."""

import threading
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import numpy as np
import pytest
import soundfile

from player.base.errors import CacheError
from player.base.folders import Folders
from player.base.settings import Settings
from player.base.units import SongKey
from player.stemfile.entry import load_entry
from player.stemfile.writer import StemWriter
from player.stems.cache import StemCache, cache_at
from player.stems.keys import KeyStore
from tests.stemfile.entries import noise, write_all
from tests.stems.cached import DAMAGES, ENTRY, VERSION, add, size


@pytest.fixture
def cache(tmp_path: Path) -> StemCache:
    return StemCache(tmp_path / "stems", 10**9)


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


def test_what_is_pinned_stays(cache: StemCache) -> None:
    old, new = add(cache, "old", 1), add(cache, "new", 2)
    cache.pin(SongKey("old"), True)
    cache.budget = cache.usage()
    needed = size(new)
    cache.make_room(needed, keep=())
    assert (old.exists(), new.exists()) == (True, False)
    with pytest.raises(CacheError, match="pinned or in use") as caught:
        cache.make_room(needed + 1, keep=())
    assert "Unpin" in caught.value.hint
    assert cache.clear() == 0
    cache.pin(SongKey("old"), False)
    assert cache.clear() > 0
    assert not old.parent.exists()


def test_what_is_being_made_stays(cache: StemCache) -> None:
    folder = add(cache, "song", finished=False)
    cache.budget = 2 * cache.usage()
    with closing(StemWriter(folder, ENTRY)):
        with pytest.raises(CacheError, match="in use"):
            cache.make_room(cache.budget - 1, keep=())
        assert cache.clear() == 0
    cache.make_room(cache.budget - 1, keep=())
    assert not folder.exists()


def test_the_same_sound_in_two_files_has_one_entry(cache: StemCache, tmp_path: Path) -> None:
    sound = np.random.default_rng(0).integers(-9_000, 9_000, (30_000, 2), np.int16)
    for name, title in (("one.flac", "Title"), ("another name.flac", "Other title")):
        with soundfile.SoundFile(tmp_path / name, "w", 44_100, 2, format="FLAC") as file:
            file.title = title
            file.write(sound)
    soundfile.write(tmp_path / "other sound.flac", sound[::-1], 44_100)
    with closing(KeyStore(tmp_path / "keys.sqlite")) as keys:
        first, second = keys.key(tmp_path / "one.flac"), keys.key(tmp_path / "another name.flac")
        other = keys.key(tmp_path / "other sound.flac")
    add(cache, first)
    assert cache.lookup(second, VERSION) is not None
    assert cache.lookup(other, VERSION) is None


def test_the_place_that_the_settings_name_is_not_made_anew_if_it_is_gone(tmp_path: Path) -> None:
    place = Folders(tmp_path / "data", tmp_path / "cache")
    chosen = Settings(cache_folder=str(tmp_path / "drive"))
    with pytest.raises(CacheError, match="is not there") as caught:
        cache_at(place, chosen).make_room(1, keep=())
    assert "Connect its drive" in caught.value.hint
    assert not (tmp_path / "drive").exists()
    assert cache_at(place, Settings()).root == tmp_path / "cache" / "stems"
    given = Folders(tmp_path / "data", tmp_path / "given", cache_given=True)
    assert cache_at(given, chosen).root == tmp_path / "given" / "stems"


def test_what_a_kill_at_the_very_end_left_goes_with_the_next_look(cache: StemCache) -> None:
    folder = add(cache, "song")
    for name in ("vocals.s16", "cells.map", "vocals.flac.part", ".entry.json.x1"):
        (folder / name).write_bytes(bytes(10))
    (folder / "notes.txt").write_text("the user's own")
    assert cache.lookup(SongKey("song"), VERSION) is not None
    names = {path.name for path in folder.iterdir()}
    assert names == {"entry.json", "vocals.flac", "played", "notes.txt"}


def test_an_entry_is_coded_anew_within_the_budget(cache: StemCache) -> None:
    folder = add(cache, "song")
    other = add(cache, "older", -1)
    cache.budget = cache.usage() + 1_000
    (song,) = (song for song in cache.songs() if song.folder == folder)
    assert cache.convert(song, "opus")
    assert not other.exists()  # it gave its room
    assert {path.name for path in folder.iterdir()} == {"entry.json", "vocals.opus", "played"}
    assert not cache.convert(song, "opus")
    assert cache.lookup(SongKey("song"), VERSION) == load_entry(folder)


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
