"""The queue and the library know what was edited, and where files lie now."""

from collections.abc import Callable, Mapping
from pathlib import Path

from player.base.loop import Loop
from player.base.messages import MessageLog
from player.core.edited_files import EditedFiles
from player.core.library_service import LibraryService
from player.core.queue import Queue
from player.core.queue_paths import QueuePaths
from player.core.tag_editing import TagEditing
from player.core.track import Track
from player.library.edit_journal import Move
from player.library.items import FoundFile, TrackRow
from player.library.store import Library
from player.library.tags import Tags
from tests.library.tagged_files import write_sound

WAIT = 30.0


def test_the_queue_follows(tmp_path: Path) -> None:
    loop, queue = Loop(), Queue()
    library = LibraryService(tmp_path / "library.sqlite", MessageLog(), loop)
    editing = TagEditing(tmp_path / "edits", loop)
    read_again: list[Track] = []
    moved: list[Mapping[Path, Path]] = []
    EditedFiles(editing, queue, library, read_again.append, moved.append)
    one, two, stream = queue.add(["/m/1.mp3", "/m/2.mp3", "http://radio"])
    paths = QueuePaths(queue)
    editing.tags_written.emit((Path("/m/2.mp3"), Path("/m/3.mp3")))
    assert read_again == [two]
    editing.files_moved.emit((Move(Path("/m/1.mp3"), Path("/m/2.mp3")),))
    assert [track.location for track in queue.tracks] == ["/m/2.mp3", "/m/2.mp3", "http://radio"]
    assert paths.ids(Path("/m/2.mp3")) == (one.id, two.id)
    assert moved == [{Path("/m/1.mp3"): Path("/m/2.mp3")}]
    assert paths.path(stream.id) is None
    assert not queue.can_redo
    queue.undo()
    assert queue.tracks == ()
    assert not (tmp_path / "library.sqlite").exists()
    editing.close()
    library.close()


def test_the_library_follows(tmp_path: Path) -> None:
    old = write_sound(tmp_path / "old.flac")
    database = Library(tmp_path / "library.sqlite")
    database.scanned.write([FoundFile(old, 1, 1, Tags("Before"))])
    loop = Loop()
    library = LibraryService(tmp_path / "library.sqlite", MessageLog(), loop)
    editing = TagEditing(tmp_path / "edits", loop)
    EditedFiles(editing, Queue(), library, lambda _: None, lambda _: None)
    changes: list[None] = []
    library.changed.connect(lambda: changes.append(None))

    def row(path: Path) -> TrackRow | None:
        found = database.ids_of([path])
        return database.rows(found.values())[0] if found else None

    def until(what: Callable[[], None]) -> None:
        before = len(changes)
        what()
        assert loop.run_until(lambda: len(changes) > before, WAIT)

    first = row(old)
    until(lambda: editing.tags_written.emit((old,)))
    read = row(old)
    new = old.rename(tmp_path / "new.flac")
    until(lambda: editing.files_moved.emit((Move(old, new),)))
    moved = row(new)
    assert first is not None
    assert read is not None
    assert moved is not None
    assert first.id == read.id == moved.id
    assert (first.title, read.title, moved.title) == ("Before", "old", "new")
    editing.close()
    library.close()
    database.close()
