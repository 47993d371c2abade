"""The scanner process as the window drives it: folders, progress, watching, crashes."""

import os
import shutil
import signal
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path

import pytest

from player.base.loop import Loop
from player.base.messages import MessageLog
from player.core.scan_service import ScanService
from player.library.items import FailedFile
from player.library.scanner.protocol import Progress, Summary
from player.library.store import Library
from tests.library.scanner.music import albums, moved, write

PATIENCE = 60.0


@dataclass
class Desk:
    """A scan service with a main loop and a look into the library."""

    folder: Path
    loop: Loop = field(default_factory=Loop)
    messages: MessageLog = field(default_factory=MessageLog)
    done: list[Summary] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.music = self.folder / "Music"
        self.music.mkdir(exist_ok=True)
        self.database = self.folder / "data" / "library.sqlite"
        self.service = ScanService(self.database, self.messages, self.loop)
        self.service.finished.connect(self.done.append)

    def wait(self, done: Callable[[], object]) -> None:
        assert self.loop.run_until(lambda: bool(done()), PATIENCE)

    def another_than(self, pid: int) -> bool:
        """Whether another scanner runs by now, or none."""
        return self.service.pid != pid

    def scanned(self) -> Summary:
        """The next scan's end."""
        self.wait(lambda: self.done)
        return self.done.pop()

    def titles(self) -> list[str]:
        """What the library has, those that are not missing."""
        library = Library(self.database)
        try:
            with library._database.reading() as connection:
                query = (
                    "SELECT x.text FROM tracks t JOIN texts x ON x.id = t.title"
                    " WHERE t.missing_since IS NULL ORDER BY x.text"
                )
                return [text for (text,) in connection.execute(query)]
        finally:
            library.close()


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    desk = Desk(tmp_path)
    yield desk
    desk.service.close()


def test_a_folder_is_scanned_and_watched(desk: Desk) -> None:
    """One after the other in one process, which takes a second to start."""
    albums(desk.music, 3)
    changes: list[None] = []
    desk.service.changed.connect(lambda: changes.append(None))
    desk.service.start()  # nothing yet: no process
    assert desk.service.pid == 0
    desk.service.add_folders([desk.music])
    assert (desk.service.scanning, desk.service.progress) == (True, Progress())
    assert desk.scanned().new == 12
    assert not desk.service.scanning
    desk.wait(lambda: desk.service.progress is None)
    desk.wait(lambda: [root.path for root in desk.service.roots] == [desk.music])
    assert changes

    write(desk.music / "New" / "new.flac", title="Arrived")
    desk.wait(lambda: "Arrived" in desk.titles())
    moved(desk.music / "New" / "new.flac", desk.music / "Newer" / "other.flac")
    (desk.music / "Artist 0" / "Album 0" / "00 Song.flac").unlink()
    desk.wait(lambda: len(desk.titles()) == 12 and "Arrived" in desk.titles())
    assert desk.done == []  # nobody asked for these

    broken = desk.music / "broken.ogg"
    broken.write_bytes(b"OggS")
    lists: list[tuple[FailedFile, ...]] = []

    def ask() -> bool:
        desk.service.list_failed(lists.append)
        desk.wait(lambda: not desk.service._lists_wanted)
        return bool(lists[-1])

    desk.wait(ask)
    assert [file.path for file in lists[-1]] == [broken]

    desk.service.remove_folder(desk.music)
    desk.wait(lambda: not desk.service.roots)
    assert desk.titles() == []
    assert broken.exists()

    desk.wait(lambda: not desk.service.pid)  # nothing to do: no process
    desk.service.add_folders([desk.music])
    assert desk.scanned().new == 12


def test_a_killed_scanner_goes_on_where_it_was(desk: Desk) -> None:
    albums(desk.music, 150)
    desk.service.add_folders([desk.music])
    first = desk.service.pid
    killed: list[int] = []

    def kill() -> None:
        """At its first word: a moment later it may be done."""
        if not killed:
            killed.append(first)
            os.kill(first, signal.SIGKILL)

    desk.service.progress_changed.connect(kill)
    assert desk.scanned().found == 600
    assert killed
    assert desk.service.pid != first
    assert len(desk.titles()) == 600
    assert not desk.messages.recent


def test_one_that_dies_again_and_again_is_given_up(desk: Desk) -> None:
    desk.service.add_folders([desk.music])
    for _ in range(3):
        pid = desk.service.pid
        os.kill(pid, signal.SIGKILL)
        desk.wait(partial(desk.another_than, pid))
    assert desk.scanned().cancelled
    assert len(desk.messages.recent) == 1


def test_a_library_that_cannot_be_opened_is_told_once(desk: Desk) -> None:
    desk.database.mkdir(parents=True)
    desk.service.add_folders([desk.music])
    assert desk.scanned().cancelled
    assert len(desk.messages.recent) == 1


def test_a_drive_that_is_away_is_told(desk: Desk) -> None:
    write(desk.music / "a.flac")
    desk.service.add_folders([desk.music])
    desk.scanned()
    shutil.rmtree(desk.music)
    desk.service.rescan()
    assert desk.scanned().away == (desk.music,)
    assert [root.away for root in desk.service.roots] == [True]
    assert [message.text for message in desk.messages.recent] == [
        f"The folder {desk.music} is not there now."
    ]
    assert desk.titles() == ["a"]
