"""Lets queue, library and wishes for stems follow files whose tags or names were edited."""

from collections.abc import Callable, Mapping
from pathlib import Path

from player.core.library_service import LibraryService
from player.core.queue import Queue
from player.core.tag_editing import TagEditing
from player.core.track import Track
from player.library.edit_journal import Move


class EditedFiles:
    """Main thread only. `read_again` reads a track's tags in the background, each of `relocate` is
    told where files lie now.
    """

    def __init__(
        self,
        editing: TagEditing,
        queue: Queue,
        library: LibraryService,
        read_again: Callable[[Track], object],
        *relocate: Callable[[Mapping[Path, Path]], object],
    ) -> None:
        self._queue = queue
        self._library = library
        self._read_again = read_again
        self._relocate = relocate
        editing.tags_written.connect(self._on_written)
        editing.files_moved.connect(self._on_moved)

    def _on_written(self, paths: tuple[Path, ...]) -> None:
        self._library.read_again(paths)
        written = set(paths)
        for track in self._queue.tracks:
            if not track.is_stream and track.path in written:
                self._read_again(track)

    def _on_moved(self, moves: tuple[Move, ...]) -> None:
        self._library.renamed([(move.old, move.new) for move in moves])
        self._queue.relocate({str(move.old): str(move.new) for move in moves})
        for follow in self._relocate:
            follow({move.old: move.new for move in moves})
