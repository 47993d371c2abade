"""Content keys: known files are not read again, and a damaged database harms nothing."""

import os
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from dataclasses import replace
from pathlib import Path

import mutagen
import numpy as np
import pytest
import soundfile

from player.base.errors import AudioFileError
from player.base.units import StemName
from player.stems.keys import KeyStore
from player.stems.versions import Known, KnownVersions

KNOWN = Known("model-1", (StemName("vocals"), StemName("accompaniment")))


@pytest.fixture
def song(tmp_path: Path) -> Path:
    return write_song(tmp_path / "song.flac", seed=1)


@pytest.fixture
def database(tmp_path: Path) -> Path:
    return tmp_path / "cache" / "keys.sqlite"


@pytest.fixture
def keys(database: Path) -> Iterator[KeyStore]:
    with closing(KeyStore(database)) as keys:
        yield keys


def write_song(path: Path, seed: int) -> Path:
    sound = np.random.default_rng(seed).uniform(-0.5, 0.5, (5_000, 2))
    soundfile.write(path, sound, 44_100)
    return path


def swap_unseen(path: Path, content: bytes) -> None:
    """Other content of the same size and age."""
    before = path.stat()
    path.write_bytes(content[: before.st_size].ljust(before.st_size, b"\0"))
    os.utime(path, ns=(before.st_atime_ns, before.st_mtime_ns))


def test_a_known_file_is_not_read_again(keys: KeyStore, song: Path, database: Path) -> None:
    assert keys.known(song) is None
    key = keys.key(song)
    swap_unseen(song, b"no music")
    assert keys.key(song) == key
    assert keys.known(song) == key
    with closing(KeyStore(database)) as later:
        assert later.known(song) == key


def test_a_changed_file_is_read_again(keys: KeyStore, song: Path) -> None:
    key = keys.key(song)
    write_song(song, seed=2)
    os.utime(song, (1, 1))
    assert keys.known(song) is None
    assert keys.key(song) != key


def test_another_name_and_other_tags_are_the_same_song(keys: KeyStore, song: Path) -> None:
    key = keys.key(song)
    copy = song.with_name("named otherwise.flac")
    copy.write_bytes(song.read_bytes())
    tagged = mutagen.File(copy)
    assert tagged is not None
    tagged["title"] = "Another title"
    tagged.save()
    assert copy.read_bytes() != song.read_bytes()
    assert keys.key(copy) == key


def test_a_name_that_is_not_utf8(keys: KeyStore, song: Path) -> None:
    odd = Path(os.fsdecode(os.fsencode(song.parent) + b"/M\xfcnchen.flac"))
    try:
        odd.write_bytes(song.read_bytes())
    except OSError:
        pytest.skip("names are Unicode on this system")
    assert keys.key(odd) == keys.key(song)
    assert keys.known(odd) is not None


def test_a_file_that_is_gone(keys: KeyStore, song: Path) -> None:
    keys.key(song)
    song.unlink()
    assert keys.known(song) is None
    with pytest.raises(AudioFileError):
        keys.key(song)


@pytest.mark.parametrize("content", [b"garbage" * 1_000, b"SQLite format 3\0" + b"\xff" * 500])
def test_a_damaged_database_is_made_anew(database: Path, song: Path, content: bytes) -> None:
    database.parent.mkdir()
    database.write_bytes(content)
    with closing(KeyStore(database)) as keys:
        key = keys.key(song)
        assert keys.known(song) == key
    with closing(KeyStore(database)) as keys:
        assert keys.known(song) == key


def test_a_database_damaged_while_in_use_harms_nothing(
    keys: KeyStore, song: Path, database: Path
) -> None:
    key = keys.key(song)
    with closing(sqlite3.connect(database)) as other:
        other.execute("DROP TABLE keys")
    assert keys.known(song) is None
    assert keys.key(song) == key


def test_where_no_database_can_be_kept_keys_are_known_until_the_end(
    tmp_path: Path, song: Path
) -> None:
    (tmp_path / "file").touch()
    for place in (tmp_path / "file" / "keys.sqlite", tmp_path):
        with closing(KeyStore(place)) as keys:
            assert keys.known(song) is None
            assert keys.key(song) == keys.known(song)


def test_a_closed_database_harms_nothing(database: Path, song: Path) -> None:
    keys = KeyStore(database)
    keys.key(song)
    keys.close()
    keys.close()
    assert keys.known(song) is None
    assert keys.key(song)


def test_versions_are_remembered(tmp_path: Path) -> None:
    file = tmp_path / "models" / "versions.json"
    versions = KnownVersions(file)
    assert versions.get("model") is None
    versions.set("model", "fast", KNOWN)
    assert KnownVersions(file).get("model") == KNOWN


@pytest.mark.parametrize("content", ["", "[]", "garbage", "null", '{"model": "old form"}'])
def test_a_damaged_list_of_versions_is_made_again(tmp_path: Path, content: str) -> None:
    file = tmp_path / "versions.json"
    file.write_text(content)
    versions = KnownVersions(file)
    assert versions.get("model") is None
    versions.set("model", "fast", KNOWN)
    assert KnownVersions(file).get("model") == KNOWN


def test_versions_that_cannot_be_written_are_known_until_the_end(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    versions = KnownVersions(tmp_path / "file" / "versions.json")
    versions.set("model", "fast", KNOWN)
    assert versions.get("model") == KNOWN


def test_each_quality_of_a_model_is_known_by_itself_and_a_speed_stays(tmp_path: Path) -> None:
    versions = KnownVersions(tmp_path / "versions.json")
    versions.set("model", "fast", replace(KNOWN, x_realtime=20.0))
    versions.set("model", "best", replace(KNOWN, version="model-1-best"))
    versions.set("model", "fast", replace(KNOWN, version="model-2"))
    again = KnownVersions(tmp_path / "versions.json")
    assert again.get("model", "fast") == Known("model-2", KNOWN.stems, 20.0)
    assert again.get("model", "best") == Known("model-1-best", KNOWN.stems)
    assert again.get("model", "better") is None
