"""Opening the library's file: migrations with a copy first, newer ones, damaged ones."""

import sqlite3
import threading
from pathlib import Path

import pytest

from player.library import migrating
from player.library.database import Database
from player.library.errors import LibraryError, NewerLibraryError
from player.library.items import Wanted
from player.library.store import Library
from tests.library.songs import MUSIC, song

NOW = len(migrating._steps())
"""The version of the schema."""


@pytest.fixture
def path(tmp_path: Path) -> Path:
    path = tmp_path / "library.sqlite"
    library = Library(path)
    library.roots.add(MUSIC)
    library.scanned.write([song("a", "A")])
    library.close()
    return path


def with_steps(monkeypatch: pytest.MonkeyPatch, *steps: str) -> None:
    known = migrating._steps()
    monkeypatch.setattr(migrating, "_steps", lambda: (*known, *steps))


def test_a_migration_makes_a_copy_first(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with_steps(monkeypatch, "CREATE TABLE new (a);", "INSERT INTO new VALUES (1);")
    library = Library(path)
    assert len(library.search(Wanted()).ids) == 1
    library.close()
    (backup,) = path.parent.glob(f"library.before-{NOW + 2}.sqlite")
    copy = sqlite3.connect(backup)
    assert copy.execute("PRAGMA user_version").fetchone() == (NOW,)
    assert copy.execute("SELECT count(*) FROM tracks").fetchone() == (1,)
    copy.close()


def test_a_migration_that_fails_leaves_everything(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with monkeypatch.context() as patch:
        with_steps(patch, "CREATE TABLE new (a);", "INSERT INTO nothing VALUES (1);")
        with pytest.raises(LibraryError):
            Library(path)
    library = Library(path)
    assert len(library.search(Wanted()).ids) == 1
    with library._database.reading() as connection:
        assert connection.execute("PRAGMA user_version").fetchone() == (NOW,)
        names = connection.execute("SELECT name FROM sqlite_master WHERE name = 'new'")
        assert names.fetchall() == []
    library.close()


def fail_half_way(library: Library) -> None:
    with library._database.writing() as connection:
        connection.execute("DELETE FROM tracks")
        connection.execute("DELETE FROM nothing")


def test_a_newer_library_is_left_alone(path: Path) -> None:
    connection = sqlite3.connect(path)
    connection.execute("PRAGMA user_version = 99")
    connection.close()
    before = path.read_bytes()
    with pytest.raises(NewerLibraryError, match="newer version"):
        Library(path)
    assert path.read_bytes() == before


@pytest.mark.parametrize(
    "damage", [b"no database at all " * 100, b"SQLite format 3\0" + bytes(5000)]
)
def test_a_damaged_library_is_set_aside(path: Path, damage: bytes) -> None:
    path.write_bytes(damage)
    library = Library(path)
    assert "set aside" in library.notice
    assert len(library.search(Wanted()).ids) == 0
    library.close()
    (aside,) = path.parent.glob("library.damaged-*.sqlite")
    assert aside.read_bytes() == damage


def test_what_fails_is_rolled_back(path: Path) -> None:
    library = Library(path)
    with pytest.raises(LibraryError, match="nothing"):
        fail_half_way(library)
    library.scanned.write([song("b", "B")])
    assert len(library.search(Wanted()).ids) == 2
    library.close()


def test_texts_of_a_batch_that_failed_are_not_taken_for_known(path: Path) -> None:
    library = Library(path)
    broken = song("b", "New words")
    object.__setattr__(broken, "size", object())
    with pytest.raises(sqlite3.Error):
        library.scanned.write([broken])
    library.scanned.write([song("b", "New words")])
    assert [row.title for row in library.rows(library.search(Wanted("new words")).ids)] == [
        "New words"
    ]
    library.close()


def test_many_threads_and_connections_write_at_once(path: Path) -> None:
    library, other = Library(path), Library(path)  # as two processes have it

    def rate(place: int) -> None:
        for number in range(10):
            library.marks.rate([1], number / 10)
            other.scanned.write([song(f"{place}/{number}", f"T {place} {number}")])

    threads = [threading.Thread(target=rate, args=(place,)) for place in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(library.search(Wanted()).ids) == 21
    library.close()
    other.close()


def test_a_folder_that_cannot_be_made_is_an_error_in_words(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    with pytest.raises(LibraryError, match="could not be made"):
        Database(tmp_path / "file" / "library.sqlite")
