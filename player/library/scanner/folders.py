"""Whether the watched folders are there: a drive that is not keeps its tracks."""

import os
from collections.abc import Iterable, Iterator
from pathlib import Path

from player.library.items import Timestamp
from player.library.scanner.finding import Place
from player.library.store import Library


class WatchedFolders:
    """The watched folders as the scanner sees them."""

    def __init__(self, library: Library) -> None:
        self._library = library

    def look(self, chosen: Iterable[Path] = ()) -> tuple[list[Place], tuple[Path, ...]]:
        """What of the chosen folders (or of all) is to be looked through, and what is away."""
        wanted = set(chosen)
        present: list[Path] = []
        away: list[Path] = []
        for root in self._library.roots.all():
            if wanted and root.path not in wanted:
                continue
            missing = self.is_away(root.path)
            if missing != root.away:
                self._library.roots.set_away(root.path, missing)
            (away if missing else present).append(root.path)
        return [Place(str(path)) for path in _outermost(present)], tuple(away)

    def is_away(self, folder: Path) -> bool:
        """Not there, or empty though there was music in it: an empty mount point."""
        try:
            with os.scandir(folder) as entries:
                if next(entries, None) is not None:
                    return False
        except OSError:
            return True
        return bool(self._library.scanned.folders(folder))

    def away(self) -> tuple[Path, ...]:
        """Those that are not there now; the library is told."""
        return self.look()[1]

    def scanned_since(self) -> Timestamp:
        """Files first seen after this may be what has moved."""
        return self._library.roots.scanned_since()

    def note_scanned(self, places: Iterable[Place], began: Timestamp) -> None:
        """These were looked through, and what has moved was found."""
        whole = [Path(place.folder) for place in places if place.deep]
        roots = [root.path for root in self._library.roots.all()]
        within = [root for root in roots if any(root.is_relative_to(each) for each in whole)]
        if within:
            self._library.roots.set_scanned(within, began)

    def changed(self) -> list[Path]:
        """Which have come or gone since they were looked at."""
        roots = self._library.roots.all()
        return [root.path for root in roots if self.is_away(root.path) != root.away]


def _outermost(folders: Iterable[Path]) -> Iterator[Path]:
    """The folders that lie in no other of them."""
    every = set(folders)
    return (folder for folder in sorted(every) if every.isdisjoint(folder.parents))
