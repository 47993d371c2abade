"""The queue shows what was edited, and plays files where they lie now."""

from pathlib import Path

from player.base.loop import Loop
from player.core.edited_files import EditedFiles
from player.core.queue import Queue
from player.core.queue_paths import QueuePaths
from player.core.tag_editing import TagEditing
from player.core.track import Track
from player.library.edit_journal import Move


def test_the_queue_follows(tmp_path: Path) -> None:
    editing, queue = TagEditing(tmp_path, Loop()), Queue()
    read_again: list[Track] = []
    EditedFiles(editing, queue, read_again.append)
    one, two, stream = queue.add(["/m/1.mp3", "/m/2.mp3", "http://radio"])
    paths = QueuePaths(queue)
    editing.tags_written.emit((Path("/m/2.mp3"), Path("/m/3.mp3")))
    assert read_again == [two]
    editing.files_moved.emit((Move(Path("/m/1.mp3"), Path("/m/2.mp3")),))
    assert [track.location for track in queue.tracks] == ["/m/2.mp3", "/m/2.mp3", "http://radio"]
    assert paths.ids(Path("/m/2.mp3")) == (one.id, two.id)
    assert paths.path(stream.id) is None
    assert not queue.can_redo
    queue.undo()
    assert queue.tracks == ()
    editing.close()
