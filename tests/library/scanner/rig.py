"""A library and its scan in this process; the files are read in real reading processes."""

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

from player.library.items import TrackRow
from player.library.scanner.folders import WatchedFolders
from player.library.scanner.protocol import Progress, Summary
from player.library.scanner.reading import ReadingProcesses
from player.library.scanner.scanning import LibraryScan, Listener
from player.library.store import Library


@dataclass
class Scans:
    """Scans one after the other, with the same reading processes."""

    library: Library
    readers: ReadingProcesses
    told: list[Progress] = field(default_factory=list)
    stopped: Callable[[], bool] = lambda: False

    def scan(self, *chosen: Path) -> Summary:
        """Look through the chosen watched folders, or through all."""
        folders = WatchedFolders(self.library)
        places, away = folders.look(chosen)
        listener = Listener(self.told.append, lambda: None, self.stopped)
        return LibraryScan(self.library, folders, self.readers, listener).run(places, away)

    def rows(self) -> list[TrackRow]:
        """All that the library has, missing files too, by path."""
        with self.library._database.reading() as connection:
            ids = [number for (number,) in connection.execute("SELECT id FROM tracks")]
        return sorted(self.library.rows(ids), key=lambda row: row.path)

    def row(self, path: Path) -> TrackRow:
        """The track at a place."""
        return next(row for row in self.rows() if row.path == str(path))


@contextmanager
def scans(database: Path, roots: Sequence[Path], readers: ReadingProcesses) -> Iterator[Scans]:
    """A new or known library that watches `roots`."""
    library = Library(database)
    for root in roots:
        library.roots.add(root)
    try:
        yield Scans(library, readers)
    finally:
        library.close()
