"""One scan: find, skip what is unchanged, read the rest, write it in batches."""

import os
import time
from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Protocol

from player.base.values import dataclass
from player.library.items import FailedFile, FoundFile, KnownFile, Timestamp
from player.library.scanner.finding import FoundName, Listing, Place, walk
from player.library.scanner.folders import WatchedFolders
from player.library.scanner.protocol import Progress, Summary
from player.library.scanner.reading import Job, Read
from player.library.store import Library

BATCH = 500
"""Files in one transaction."""
_LATEST = 2.0
"""Seconds after which what was read is written, so that it shows up."""
_AHEAD = 2_000
"""Files that are found ahead of those that read them."""
_TELL_EVERY = 0.1
_LISTEN_EVERY = 0.005
"""Seconds; while folders are listed, the readers are asked no more often."""


class Readers(Protocol):
    """Those who read files, in any order."""

    @property
    def unread(self) -> int:
        """How many files are still to be read."""

    def add(self, job: Job, /) -> None:
        """Have a file read."""

    def results(self, patience: float, /) -> list[Read]:
        """What has been read since the last call; waits at most so many seconds."""

    def drop(self) -> None:
        """Forget what is not being read yet."""


@dataclass(frozen=True)
class Listener:
    """Who hears of a scan, and may end it."""

    progress: Callable[[Progress], object]
    written: Callable[[], object]
    stopped: Callable[[], bool]
    """Asked often."""


class LibraryScan:
    """Brings the library up to what is on disk below some folders. Used once, by one thread."""

    def __init__(
        self, library: Library, folders: WatchedFolders, readers: Readers, tell: Listener
    ) -> None:
        self._files = library.scanned
        self._folders = folders
        self._readers = readers
        self._listener = tell
        self._began, self._started = time.time(), time.monotonic()
        self._sum = Summary()
        self._read = self._failed = 0
        self._at = ""
        self._told = self._wrote = self._listened = self._started
        self._batch: list[Read] = []
        self._gone: list[Path] = []
        self._blocked: list[str] = []
        """Folders that cannot be looked into now: what is in them is not known."""

    def run(self, places: Iterable[Place], away: Sequence[Path] = ()) -> Summary:
        """Look through `places`; MinusOneError if reading or writing cannot go on.

        `away`: watched folders that are not there, which may lie in others that are.
        """
        places = list(places)
        since = self._folders.scanned_since()
        self._note_away(away)
        for place in places:
            if not self._look_through(place):
                break
        while self._readers.unread and not self._stops():
            self._listen(_TELL_EVERY)
        self._write()
        if not self._sum.cancelled:
            self._mark_gone(since)
            self._folders.note_scanned(places, self._began)
        self._readers.drop()
        return replace(self._sum, seconds=time.monotonic() - self._started)

    def _look_through(self, place: Place) -> bool:
        """Whether it came to the end."""
        listed: set[str] = set()
        for listing in walk(place):
            if self._stops():
                return False
            listed.add(listing.folder)
            if listing.reason:
                self._note_blocked(listing)
            else:
                self._compare(listing)
            if time.monotonic() - self._listened > _LISTEN_EVERY:
                self._listen(0)
            while self._readers.unread > _AHEAD and not self._stops():
                self._listen(_TELL_EVERY)
        if place.deep:
            self._note_lost_folders(place, listed)
        return True

    def _compare(self, listing: Listing) -> None:
        """Have what is new or changed read; note what was here."""
        folder = Path(listing.folder)
        known = self._files.known(folder)
        unchanged = 0
        for file in listing.files:
            before = known.pop(os.fsencode(file.name), None)
            if before is not None and _same(file, before):
                unchanged += 1
            else:
                path = os.path.join(listing.folder, file.name)  # noqa: PTH118 - Path is slow
                self._readers.add(Job(path, file.size, file.mtime_ns))
        self._note_gone(folder, known)
        found = self._sum.found + len(listing.files)
        self._sum = replace(self._sum, found=found, unchanged=self._sum.unchanged + unchanged)
        self._at = listing.folder
        self._tell()

    def _note_blocked(self, listing: Listing) -> None:
        if not os.path.lexists(listing.folder):
            folder = Path(listing.folder)
            self._note_gone(folder, self._files.known(folder))
            return
        self._blocked.append(listing.folder)
        failed = FailedFile(Path(listing.folder), 0, 0, f"It cannot be opened: {listing.reason}.")
        self._sum = replace(self._sum, unreadable=(*self._sum.unreadable, failed))

    def _note_lost_folders(self, place: Place, listed: set[str]) -> None:
        """Folders that the library knows and that are not there any more."""
        for folder in self._files.folders(Path(place.folder)):
            name = str(folder)
            if name not in listed:
                self._note_gone(folder, self._files.known(folder))

    def _note_away(self, away: Sequence[Path]) -> None:
        self._sum = replace(self._sum, away=tuple(away))
        self._blocked += map(str, away)

    def _note_gone(self, folder: Path, known: dict[bytes, KnownFile]) -> None:
        left = [name for name, file in known.items() if not file.missing]
        self._gone += [folder / os.fsdecode(name) for name in left]

    def _listen(self, patience: float) -> None:
        reads = self._readers.results(patience)
        self._listened = time.monotonic()
        if reads:
            self._batch += reads
            self._read += len(reads)
            self._failed += sum(bool(read.file.reason) for read in reads)
        late = time.monotonic() - self._wrote > _LATEST
        if len(self._batch) >= BATCH or (late and self._batch):
            self._write()
        self._tell()

    def _write(self) -> None:
        self._wrote = time.monotonic()
        if not self._batch:
            return
        batch = sorted(self._batch, key=lambda read: read.job.path)
        failed = [_failed(read) for read in batch if read.file.reason]
        self._batch = []
        done = self._files.write([_found(read) for read in batch if not read.file.reason], failed)
        self._sum = replace(
            self._sum,
            new=self._sum.new + done.added,
            changed=self._sum.changed + done.changed,
            moved=self._sum.moved + done.moved,
            failed=(*self._sum.failed, *failed),
        )
        self._listener.written()

    def _mark_gone(self, since: Timestamp) -> None:
        self._note_away(self._folders.away())  # a drive may have been pulled out meanwhile
        blocked = {folder for folder in {path.parent for path in self._gone} if self._hides(folder)}
        gone = [path for path in self._gone if path.parent not in blocked and _is_gone(path)]
        if gone:
            moved = self._files.gone(gone, since)
            # What has moved was counted as new when its new place was written.
            self._sum = replace(
                self._sum,
                new=max(0, self._sum.new - moved),
                moved=self._sum.moved + moved,
                missing=len(gone) - moved,
            )
            self._listener.written()

    def _hides(self, folder: Path) -> bool:
        name = str(folder)
        return any(name == each or name.startswith(f"{each}{os.sep}") for each in self._blocked)

    def _stops(self) -> bool:
        if not self._sum.cancelled and self._listener.stopped():
            self._sum = replace(self._sum, cancelled=True)
        return self._sum.cancelled

    def _tell(self) -> None:
        if time.monotonic() - self._told > _TELL_EVERY:
            self._told = time.monotonic()
            shown = os.fsencode(self._at).decode(errors="replace")
            waiting, found = self._readers.unread, self._sum.found
            progress = Progress(found, waiting, self._read, self._failed, shown)
            self._listener.progress(progress)


def _same(file: FoundName, before: KnownFile) -> bool:
    return (file.size, file.mtime_ns) == (before.size, before.mtime_ns) and not before.missing


def _found(read: Read) -> FoundFile:
    job, file = read
    return FoundFile(Path(job.path), job.size, job.mtime_ns, file.tags, file.fingerprint)


def _failed(read: Read) -> FailedFile:
    job = read.job
    return FailedFile(Path(job.path), job.size, job.mtime_ns, read.file.reason)


def _is_gone(path: Path) -> bool:
    """Whether it is certain that nothing has this name any more."""
    try:
        path.lstat()
    except (FileNotFoundError, NotADirectoryError):
        return True
    except (OSError, ValueError):
        return False
    return False
