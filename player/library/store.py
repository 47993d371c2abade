"""The library: every track that was found, with what its listener made of it."""

from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from player.library.database import Database
from player.library.facets import Facet
from player.library.items import AlbumRow, Found, Ids, LibraryId, TrackRow, Wanted
from player.library.marks import Marks
from player.library.roots import Roots
from player.library.scanned import ScannedFiles
from player.library.searching import Searching
from player.library.stored_playlists import Playlists
from player.library.track_rows import ids_of, read_rows

if TYPE_CHECKING:
    from player.library.query.completion import Completion

FILE = "library.sqlite"


class Library:
    """An open library. May be used on any thread, and by several processes at a time.

    LibraryError says why it cannot be opened; a file that is damaged is set aside, and `notice`
    tells of it.
    """

    def __init__(self, path: Path) -> None:
        self._database = Database(path)
        self.notice = self._database.notice
        self.scanned = ScannedFiles(self._database)
        self.roots = Roots(self._database)
        self.marks = Marks(self._database)
        self.playlists = Playlists(self._database)
        self._searching = Searching(self._database)

    def search(self, wanted: Wanted) -> Found:
        """What was found, sorted. Outdated is raised if `interrupt` was called meanwhile."""
        return self._searching.search(wanted)

    def facets(self, wanted: Wanted, field: str) -> tuple[Facet, ...]:
        """The values of a field among what is wanted, sorted, with how many tracks have each."""
        return self._searching.facets(wanted, field)

    def albums(self, ids: Ids) -> list[AlbumRow]:
        """The albums of these tracks, in the order in which they begin."""
        return self._searching.albums(ids)

    def complete(self, text: str, cursor: int) -> "Completion":
        """Words that could stand at the cursor of a query."""
        return self._searching.complete(text, cursor)

    def warm(self, *, texts: bool = False) -> None:
        """Have ready what later searches need; a second or so for a million tracks.

        `texts`: what expressions and paths are looked for in, too; some seconds.
        """
        self._searching.warm(texts=texts)

    def interrupt(self) -> None:
        """Let the search that runs now, if any, end with Outdated; may be called on any thread."""
        self._searching.interrupt()

    def rows(self, ids: Iterable[int]) -> list[TrackRow]:
        """The tracks in the order of `ids`; those that do not exist any more are left out."""
        with self._database.reading() as connection:
            return read_rows(connection, ids)

    def ids_of(self, paths: Sequence[Path]) -> dict[Path, LibraryId]:
        """The ids of those files that the library knows."""
        with self._database.reading() as connection:
            return ids_of(connection, paths)

    def close(self) -> None:
        """Close the file; work on other threads has to be over."""
        self._searching.keep()
        self._database.close()
