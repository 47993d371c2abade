"""`minusone cache`: looks, checks, repairs, codes anew and moves, in a user's folders."""

import json
import shutil
from pathlib import Path

import pytest

from player.base.units import SongKey
from player.stems.cache import StemCache
from tests.cli.conftest import Home, new_home
from tests.stems.cached import ENTRY, VERSION, add, flip_a_byte


@pytest.fixture
def home(tmp_path: Path) -> Home:
    return new_home(tmp_path / "home", model=False)


@pytest.fixture
def cache(home: Home) -> StemCache:
    """Three songs, the first pinned, the last unfinished."""
    cache = StemCache(home.root / "cache" / "stems", 10**9)
    for number, name in enumerate("abc"):
        add(cache, name, number + 1, finished=name != "c")
    cache.pin(SongKey("a"), True)
    return cache


def result(home: Home, *arguments: str | Path, code: int = 0) -> dict[str, object]:
    done = home.run("cache", *arguments, "--json")
    assert done.returncode == code, done.stderr
    found: dict[str, object] = json.loads(done.stdout)
    return found


def test_info_says_what_is_there(home: Home, cache: StemCache) -> None:
    info = result(home, "info")
    assert info["models"] == [{"model": VERSION, "songs": 3, "bytes": cache.usage()}]
    assert (info["songs"], info["pinned"], info["unfinished"]) == (3, 1, 1)
    words = home.run("cache").stdout
    assert "3 songs" in words
    assert "1 pinned, 1 unfinished" in words


def test_verify_only_repairs_when_asked(home: Home, cache: StemCache) -> None:
    folder = cache.folder(SongKey("b"), VERSION)
    flip_a_byte(folder)
    found = result(home, "verify", code=1)
    assert (found["checked"], found["damaged"]) == (3, [str(folder)])
    done = home.run("cache", "verify")
    assert "damaged" in done.stderr
    assert "vocals.flac is not what was written" in done.stderr
    assert folder.exists()
    result(home, "verify", "--repair")
    assert not folder.exists()
    assert result(home, "verify", "--quick")["damaged"] == []


def test_convert_says_what_it_saved(home: Home, cache: StemCache) -> None:
    done = home.run("cache", "convert")
    assert done.returncode == 1
    assert "--codec" in done.stderr
    found = result(home, "convert", "--codec", "opus")
    assert (found["converted"], found["failed"], found["after"]) == (2, 0, cache.usage())
    assert len(list(cache.root.rglob("vocals.opus"))) == 2
    assert result(home, "verify")["damaged"] == []


def test_move_is_remembered(home: Home, cache: StemCache, tmp_path: Path) -> None:
    drive = tmp_path / "drive"
    assert home.run("cache", "move").returncode == 1
    moved = result(home, "move", drive)
    assert (moved["folder"], moved["songs"]) == (str(drive / "stems"), 3)
    assert result(home, "info")["folder"] == str(drive / "stems")
    assert result(home, "info")["pinned"] == 1
    assert not list(cache.root.rglob("entry.json"))
    back = result(home, "move", home.root / "cache")
    assert back["songs"] == 3
    assert cache.lookup(SongKey("b"), VERSION) is not None


def test_a_drive_that_is_away_loses_nothing(home: Home, cache: StemCache, tmp_path: Path) -> None:
    drive = tmp_path / "drive"
    result(home, "move", drive)
    shutil.move(drive, tmp_path / "unplugged")
    assert result(home, "info")["songs"] == 0
    assert not drive.exists()
    shutil.move(tmp_path / "unplugged", drive)
    assert result(home, "info")["songs"] == 3
    assert StemCache(drive / "stems", 10**9).lookup(SongKey("c"), VERSION) == ENTRY
    assert not cache.root.joinpath("a").exists()


def test_the_option_goes_before_the_setting(home: Home, cache: StemCache, tmp_path: Path) -> None:
    result(home, "move", tmp_path / "drive")
    here = tmp_path / "here"
    assert result(home, "--cache-dir", here)["folder"] == str(here / "stems")
    assert not (cache.root / "a").exists()
