"""Covers for whoever shows them: looked for and made small beside the main thread."""

import threading
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from player.base.background import Background
from player.base.loop import MainThread
from player.library.items import LibraryId
from player.library.store import Library

if TYPE_CHECKING:
    from player.library.cover_index import CoverIndex

SIDE = 320
"""Pixels of the longer side of a small picture; the large ones have 1,024."""


class CoverService:
    """`request` and `close` belong to the main thread; the others wait, and to no thread."""

    def __init__(
        self, folder: Path, library: Callable[[], Library | None], main_thread: MainThread
    ) -> None:
        """`folder` keeps the thumbnails; `library` may be asked on any thread."""
        self._folder = folder
        self._library = library
        self._main_thread = main_thread
        self._lock = threading.Lock()
        self._index: CoverIndex | None = None
        self._pool = Background(1, "covers")

    def request(self, song: Path, done: Callable[[Path | None], object], side: int = SIDE) -> None:
        """Look for a song's cover; `done` is given a picture file on the main thread, or None."""

        def work() -> None:
            found = self.thumbnail(song, side)
            self._main_thread.post(lambda: _call(done, found))

        self._pool.run(work)

    def thumbnail(self, song: Path, side: int = SIDE) -> Path | None:
        """A picture file no less than `side` pixels large, if the cover is; None without one."""
        return self._covers().thumbnail(song, side)

    def of_track(self, track: LibraryId, side: int = SIDE) -> Path | None:
        """The same for a track of the library."""
        library = self._library()
        rows = library.rows([track]) if library is not None else []
        return self.thumbnail(Path(rows[0].path), side) if rows else None

    def close(self) -> None:
        """Drop what has not begun, and wait for the rest."""
        self._pool.close()
        if self._index is not None:
            self._index.close()

    def _covers(self) -> "CoverIndex":
        from player.library.cover_index import CoverIndex  # late: the window starts without it

        with self._lock:
            if self._index is None:
                self._index = CoverIndex(self._folder)
            return self._index


def _call(done: Callable[[Path | None], object], found: Path | None) -> None:
    done(found)
