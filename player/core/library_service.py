"""The library as the window sees it: asked on the main thread, searched on others."""

from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path
from typing import TypeVar

from player.base.background import Background
from player.base.errors import MinusOneError
from player.base.events import Event
from player.base.loop import MainThread
from player.base.messages import Level, MessageLog
from player.library.errors import Outdated
from player.library.facets import Facet
from player.library.items import AlbumRow, Found, Ids, TrackRow, Wanted
from player.library.store import Library

T = TypeVar("T")


class LibraryService:
    """Main thread only. `done` is called there later; a newer search drops the older one.

    Without a library (a newer version's, an unwritable folder) everything is empty, and one message
    says why.
    """

    def __init__(self, path: Path, messages: MessageLog, main_thread: MainThread) -> None:
        self.changed: Event[[]] = Event()
        """Tracks, ratings, counts or stems have changed: what is shown is looked for again."""
        self._path = path
        self._messages = messages
        self._main_thread = main_thread
        self._pool = Background(1, "library-search")
        self._library: Library | None = None
        self._failed = False
        self._newest: dict[str, int] = {}

    def search(self, wanted: Wanted, done: Callable[[Found], object]) -> None:
        """Look for tracks; an older search that is not over yet is dropped."""
        self._ask("search", lambda library: library.search(wanted), done)

    def facets(self, wanted: Wanted, field: str, done: Callable[[Sequence[Facet]], object]) -> None:
        """The values of a field among what is wanted."""
        self._ask(f"facets {field}", lambda library: library.facets(wanted, field), done)

    def albums(self, wanted: Wanted, done: Callable[[Sequence[AlbumRow]], object]) -> None:
        """The albums of what is wanted, in the order in which they begin."""
        self._ask("albums", lambda library: library.albums(library.search(wanted).ids), done)

    def rows(self, ids: Ids, done: Callable[[Sequence[TrackRow]], object]) -> None:
        """A page of tracks; no request is dropped."""
        self._ask("", lambda library: library.rows(ids), done)

    def rows_now(self, ids: Ids) -> list[TrackRow]:
        """A few hundred tracks at once: 1 or 2 ms."""
        library = self._library
        return [] if library is None else library.rows(ids)

    def library(self) -> Library | None:
        """The library, opened if need be; None (and one message) if it cannot be. Any thread."""
        if self._library is None and not self._failed:
            try:
                self._library = Library(self._path)
            except MinusOneError as error:
                self._failed = True
                self._main_thread.post(partial(self._messages.error, error))
            else:
                self._tell(self._library.notice)
        return self._library

    def close(self) -> None:
        """Drop what is asked for, and close the file."""
        self._newest.clear()
        if self._library is not None:
            self._library.interrupt()
        self._pool.close()
        if self._library is not None:
            self._library.close()

    def _tell(self, notice: str) -> None:
        if notice:
            self._main_thread.post(partial(self._messages.say, Level.WARNING, notice))

    def _ask(self, kind: str, work: Callable[[Library], T], done: Callable[[T], object]) -> None:
        """Do work on the thread for searches; the newest of its kind only, if it has a kind."""
        number = self._newest.get(kind, 0) + 1
        self._newest[kind] = number
        self._pool.run(partial(self._work, kind, number, work, done))

    def _work(
        self, kind: str, number: int, work: Callable[[Library], T], done: Callable[[T], object]
    ) -> None:
        library = self.library()
        if library is None or self._is_old(kind, number):
            return
        try:
            result = work(library)
        except Outdated:
            return
        except MinusOneError as error:
            self._main_thread.post(partial(self._messages.error, error))
            return
        self._main_thread.post(partial(self._answer, kind, number, partial(done, result)))

    def _answer(self, kind: str, number: int, done: Callable[[], object]) -> None:
        if not self._is_old(kind, number):
            done()

    def _is_old(self, kind: str, number: int) -> bool:
        return bool(kind) and self._newest.get(kind) != number
