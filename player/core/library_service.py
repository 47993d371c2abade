"""The library as the window sees it: asked on the main thread, searched and written on others."""

import threading
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

from player.base.background import Background
from player.base.errors import MinusOneError
from player.base.events import Event
from player.base.loop import MainThread
from player.base.messages import Level, MessageLog
from player.core.playlist_service import PlaylistService
from player.library.errors import LibraryError, Outdated
from player.library.facets import ALBUM_ID, Facet
from player.library.items import AlbumRow, Found, Ids, LibraryId, Timestamp, TrackRow, Wanted
from player.library.reread import read_again
from player.library.store import Library

if TYPE_CHECKING:
    from player.library.query.completion import Completion

T = TypeVar("T")

_WARM = "warm"
SEARCHING, READING, WRITING = "library-search", "library-rows", "library-writing"


class LibraryService:
    """Main thread only. `done` is called there later; a newer search drops the older one.

    Without a library (a newer version's, an unwritable folder) everything is empty, and one message
    says why. The file is opened when it is first needed, never on the main thread.
    """

    def __init__(self, path: Path, messages: MessageLog, main_thread: MainThread) -> None:
        self.changed: Event[[]] = Event()
        """Tracks, ratings, counts or stems have changed: what is shown is looked for again."""
        self.opened: Event[[]] = Event()
        """The library is there, for the first time in this run."""
        self._path = path
        self._messages = messages
        self._main_thread = main_thread
        self._pools = {name: Background(1, name) for name in (SEARCHING, READING, WRITING)}
        self._opening = threading.Lock()
        self._library: Library | None = None
        self._failed = False
        self._newest: dict[str, int] = {}
        self._running = ""
        self._texts = False
        self.lists = PlaylistService(self._write, self._read)
        """The playlists."""

    def search(self, wanted: Wanted, done: Callable[[Found], object]) -> None:
        """Look for tracks; an older search that is not over yet is dropped."""
        self._ask("search", lambda library: library.search(wanted), done)
        if _WARM not in self._newest:
            self._newest[_WARM] = 1
            self._pools[SEARCHING].run(self._warm)

    def read_ahead(self) -> None:
        """Use an idle moment: read what the first expression or path would wait for."""
        self._texts = True
        self._newest.setdefault(_WARM, 1)
        self._pools[SEARCHING].run(self._warm)

    def typed(self, wanted: Wanted, done: Callable[[Found], object]) -> None:
        """The same for letters typed into a list, beside the search that fills it."""
        self._ask("typed", lambda library: library.search(wanted), done)

    def facets(self, wanted: Wanted, field: str, done: Callable[[Sequence[Facet]], object]) -> None:
        """The values of a field among what is wanted."""
        self._ask(f"facets {field}", lambda library: library.facets(wanted, field), done)

    def albums(self, wanted: Wanted, done: Callable[[Sequence[AlbumRow]], object]) -> None:
        """The albums of what is wanted, in the order in which they begin."""
        self._ask("albums", lambda library: library.albums(library.search(wanted).ids), done)

    def album_tracks(
        self, wanted: Wanted, album: AlbumRow, done: Callable[[Found], object]
    ) -> None:
        """The tracks of an album, as far as they are wanted, in the album's order."""
        narrowed = (*wanted.filters, (ALBUM_ID, frozenset({str(album.id)})))
        tracks = replace(wanted, filters=narrowed, sort=())
        self._ask("album", lambda library: library.search(tracks), done)

    def complete(self, text: str, cursor: int, done: Callable[["Completion"], object]) -> None:
        """Words that could stand at the cursor of a query: fields, and values of a field."""
        self._ask("complete", lambda library: library.complete(text, cursor), done)

    def rows(self, ids: Ids, done: Callable[[Sequence[TrackRow]], object]) -> None:
        """A page of tracks; no request is dropped."""
        self._read(lambda library: library.rows(ids), done)

    def rows_now(self, ids: Ids) -> list[TrackRow]:
        """A few hundred tracks at once: some milliseconds."""
        library = self._library
        return [] if library is None else library.rows(ids)

    def id_of(self, path: str) -> LibraryId | None:
        """The track that is this file, at once; None if the library does not know it."""
        library = self._library
        return None if library is None or not path else library.ids_of([Path(path)]).get(Path(path))

    def set_rating(self, ids: Iterable[int], rating: float | None) -> None:
        """Rate tracks from 0 to 1, or take their rating away."""
        tracks = [int(each) for each in ids]
        self._mark(lambda library: library.marks.rate(tracks, rating))

    def forget(self, ids: Iterable[int]) -> None:
        """Remove tracks from the library; their files stay."""
        tracks = [int(each) for each in ids]
        self._mark(lambda library: library.marks.forget(tracks))

    def count(self, path: Path, *, skipped: bool) -> None:
        """A file has been heard, or left early; one that is not in the library counts nowhere."""

        def mark(library: Library) -> None:
            track = library.ids_of([path]).get(path)
            if track is not None and skipped:
                library.marks.skipped(track)
            elif track is not None:
                library.marks.played(track)

        if self._path.exists():
            self._mark(mark)

    def history(self, done: Callable[[Sequence[tuple[LibraryId, Timestamp]]], object]) -> None:
        """What was heard and when, the newest first."""
        self._read(lambda library: library.marks.history(), done)

    def add_stems(self, path: Path, model: str) -> None:
        """Say that a model's stems of a file are ready."""

        def mark(library: Library) -> None:
            track = library.ids_of([path]).get(path)
            if track is not None:
                library.marks.add_stems(track, model)

        if self._path.exists():
            self._mark(mark)

    def have_stems(self, models: Mapping[Path, Iterable[str]]) -> None:
        """Say which models have stems of which files ready. Any thread."""

        def mark(library: Library) -> bool:
            ids = library.ids_of(list(models))
            return library.marks.have_stems({ids[path]: models[path] for path in ids})

        self._write(mark, lambda news: self.changed.emit() if news else None)

    def found(self, path: Path, bpm: float | None, key: str) -> None:
        """Say what tempo and key a file was found to have; "" for no key."""

        def mark(library: Library) -> bool:
            track = library.ids_of([path]).get(path)
            return track is not None and library.marks.found(track, bpm, key)

        if self._path.exists():
            self._write(mark, lambda news: self.changed.emit() if news else None)

    def read_again(self, paths: Sequence[Path]) -> None:
        """Files say something else now; those that the library does not know stay unknown."""
        if self._path.exists():
            self._mark(lambda library: read_again(library, paths))

    def renamed(self, moves: Sequence[tuple[Path, Path]]) -> None:
        """Files lie elsewhere now: from where, to where. They keep all that is known of them."""

        def follow(library: Library) -> None:
            library.scanned.renamed(moves)
            read_again(library, [new for _, new in moves])

        if self._path.exists():
            self._mark(follow)

    def row_of(self, path: Path) -> TrackRow | None:
        """What is known of a file; None if nothing is. Reads the disk; any thread but the main."""
        try:
            library = self.there()
            found = {} if library is None else library.ids_of([path])
            return library.rows(found.values())[0] if library is not None and found else None
        except (LibraryError, IndexError):
            return None

    def there(self) -> Library | None:
        """The library if there is one already; none is begun. Any thread but the main."""
        return self.library() if self._path.exists() else None

    def library(self) -> Library | None:
        """The library, opened if need be; None (and one message) if it cannot be. Any thread."""
        with self._opening:
            if self._library is None and not self._failed:
                try:
                    self._library = Library(self._path)
                except MinusOneError as error:
                    self._failed = True
                    self._main_thread.post(partial(self._messages.error, error))
                else:
                    self._tell(self._library.notice)
                    self._main_thread.post(self.opened.emit)
            return self._library

    def close(self) -> None:
        """Drop what is looked for, write what is to be written, and close the file."""
        self._newest.clear()
        if self._library is not None:
            self._library.interrupt()
        self._pools[WRITING].finish()
        for pool in self._pools.values():
            pool.close()
        if self._library is not None:
            self._library.close()

    def _tell(self, notice: str) -> None:
        if notice:
            self._main_thread.post(partial(self._messages.say, Level.WARNING, notice))

    def _ask(self, kind: str, work: Callable[[Library], T], done: Callable[[T], object]) -> None:
        """Do work on the thread for searches; the newest of its kind only."""
        number = self._newest.get(kind, 0) + 1
        self._newest[kind] = number
        if self._running in {kind, _WARM} and self._library is not None:
            self._library.interrupt()
        self._pools[SEARCHING].run(partial(self._search, kind, number, work, done))

    def _search(
        self, kind: str, number: int, work: Callable[[Library], T], done: Callable[[T], object]
    ) -> None:
        self._running = kind
        try:
            while self._newest.get(kind) == number:
                try:
                    self._work(work, partial(self._answer, kind, number, done))
                    return
                except Outdated:  # if it was meant for another one, begin again
                    if kind == _WARM:
                        self._pools[SEARCHING].run(self._warm)  # when what is wanted is done
                        return
        finally:
            self._running = ""

    def _warm(self) -> None:
        """Use the time after the first list."""

        def warm(library: Library) -> None:
            library.warm(texts=self._texts)

        self._search(_WARM, self._newest.get(_WARM, 0), warm, _drop)

    def _answer(self, kind: str, number: int, done: Callable[[T], object], result: T) -> None:
        if self._newest.get(kind) == number:
            done(result)

    def _read(self, work: Callable[[Library], T], done: Callable[[T], object]) -> None:
        self._pools[READING].run(partial(self._work, work, done))

    def _write(self, work: Callable[[Library], T], done: Callable[[T], object]) -> None:
        self._pools[WRITING].run(partial(self._work, work, done))

    def _mark(self, work: Callable[[Library], None]) -> None:
        self._write(work, lambda _: self.changed.emit())

    def _work(self, work: Callable[[Library], T], done: Callable[[T], object]) -> None:
        library = self.library()
        if library is None:
            return
        try:
            result = work(library)
        except MinusOneError as error:
            self._main_thread.post(partial(self._messages.error, error))
        else:
            self._main_thread.post(lambda: _drop(done(result)))


def _drop(_: object) -> None:
    """What `done` returns is nobody's business."""
