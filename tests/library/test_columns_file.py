"""What one run knows of the columns, the next one has at once; nothing stale is believed."""

from pathlib import Path

import pytest

from player.library import columns
from player.library.columns_file import columns_file
from player.library.items import Wanted
from player.library.store import Library
from tests.library.songs import MUSIC, song


@pytest.fixture(autouse=True)
def worth_it(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(columns, "_WORTH", 1)


@pytest.fixture
def path(tmp_path: Path) -> Path:
    path = tmp_path / "library.sqlite"
    library = Library(path)
    library.roots.add(MUSIC)
    library.scanned.write([song("a", "A", "Ann", rating=0.2), song("b", "B", "Ben")])
    assert titles(library, "rating<5 OR year:none") == ["A", "B"]
    library.close()
    return path


def titles(library: Library, text: str = "") -> list[str]:
    return [row.title for row in library.rows(library.search(Wanted(text)).ids)]


def test_columns_are_not_read_again(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    library = Library(path)
    with monkeypatch.context() as patch:
        patch.setattr(columns.Columns, "_load", None)
        assert titles(library) == ["A", "B"]
        assert titles(library, "artist:ben") == ["B"]
        assert titles(library, "rating:1") == ["A"]
    library.close()


def test_what_has_changed_is_read_again(path: Path) -> None:
    first = Library(path)
    kept = columns_file(path).read_bytes()
    (track,) = first.search(Wanted("a title:a")).ids
    first.marks.rate([track], 1.0)
    first.close()
    columns_file(path).write_bytes(kept)
    second = Library(path)
    assert titles(second, "rating:5") == ["A"]
    second.scanned.write([song("c", "C", "Cat")])
    second.close()
    columns_file(path).write_bytes(kept)
    third = Library(path)
    assert titles(third) == ["A", "B", "C"]
    third.close()


@pytest.mark.parametrize("damage", [b"", b"no columns", b"PK\x03\x04" + bytes(100)])
def test_damaged_columns_are_read_from_the_library(path: Path, damage: bytes) -> None:
    columns_file(path).write_bytes(damage)
    library = Library(path)
    assert titles(library) == ["A", "B"]
    library.close()


def test_columns_of_another_library_are_not_believed(path: Path, tmp_path: Path) -> None:
    other = Library(tmp_path / "other.sqlite")
    other.roots.add(MUSIC)
    other.scanned.write([song("x", "X")])
    columns_file(tmp_path / "other.sqlite").write_bytes(columns_file(path).read_bytes())
    assert titles(other) == ["X"]
    other.close()
