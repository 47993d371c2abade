"""What changes on disk is gathered until it is quiet, and nothing else wakes the scanner."""

import errno
import os
from collections.abc import Iterator
from multiprocessing.connection import wait
from pathlib import Path

import pytest
from watchdog.observers.api import BaseObserver

from player.library.scanner.finding import Place
from player.library.scanner.watching import FolderWatch, _needed


@pytest.fixture
def watch() -> Iterator[FolderWatch]:
    watch = FolderWatch(quiet=0.2)
    yield watch
    watch.close()


def gathered(watch: FolderWatch) -> list[Place]:
    assert wait([watch.wake], 30)
    while not (places := watch.take()):
        wait([], watch.pause or 0.01)
    return places


def test_changes_are_gathered(watch: FolderWatch, tmp_path: Path) -> None:
    assert watch.watch([tmp_path]) == ""
    for name in ("notes.txt", ".hidden.mp3", "a.part"):
        (tmp_path / name).write_bytes(b"1")
    (tmp_path / ".bin").mkdir()
    (tmp_path / ".bin" / "a.mp3").write_bytes(b"1")
    (tmp_path / "a.mp3").write_bytes(b"1")
    assert gathered(watch) == [Place(str(tmp_path), deep=False)]
    assert watch.pause is None
    (tmp_path / "album").mkdir()
    (tmp_path / "album" / "b.mp3").write_bytes(b"1")
    assert gathered(watch) == [Place(str(tmp_path / "album"))]
    os.rename(tmp_path / "album", tmp_path / "other")  # noqa: PTH104 - as others do it
    assert gathered(watch) == [Place(str(tmp_path / "album")), Place(str(tmp_path / "other"))]


def test_what_lies_in_another_is_looked_at_once() -> None:
    places = {Place("/a"), Place("/a/b"), Place("/a/b", deep=False), Place("/c", deep=False)}
    assert _needed(places) == [Place("/a"), Place("/c", deep=False)]


def test_the_limit_of_watches_is_told(
    watch: FolderWatch, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refused(*_: object, **__: object) -> None:
        raise OSError(errno.ENOSPC, "inotify watch limit reached")

    monkeypatch.setattr(BaseObserver, "schedule", refused)
    assert watch.watch([tmp_path]) == "The system watches no more folders for one user"
