"""The scanner process: does what the window asks, and looks again where something changes."""

import time
from collections import deque
from collections.abc import Sequence
from multiprocessing.connection import Connection, wait
from pathlib import Path

from player.base.errors import MinusOneError
from player.base.priority import step_back
from player.library.scanner import protocol
from player.library.scanner.finding import Place
from player.library.scanner.folders import WatchedFolders
from player.library.scanner.reading import READERS, ReadingProcesses
from player.library.scanner.scanning import LibraryScan, Listener
from player.library.scanner.watching import FolderWatch
from player.library.store import Library

_LOOK_EVERY = 10.0
"""Seconds between looks at whether drives have come or gone."""
_RESCAN_EVERY = 300.0
"""Seconds between whole scans where the system does not tell of changes."""


def main(connection: Connection, database: Path) -> None:
    """Serve until the window is gone."""
    step_back()
    try:
        library = Library(database)
    except MinusOneError as error:
        connection.send(protocol.Failed(error.message, error.hint))
        return
    scanner = Scanner(connection, library)
    try:
        scanner.serve()
    finally:
        scanner.close()


class Scanner:
    """The process's one object; everything happens on its main thread."""

    def __init__(self, connection: Connection, library: Library, readers: int = READERS) -> None:
        self._connection = connection
        self._library = library
        self._folders = WatchedFolders(library)
        self._readers = readers
        self._inbox: deque[object] = deque()
        self._watch: FolderWatch | None = None
        self._rescan_at: float | None = None
        self._look_at = 0.0
        self._limits_told = False

    def serve(self) -> None:
        """Until it has to quit; EOFError when the window is gone."""
        if self._library.notice:
            self._connection.send(protocol.Notice(self._library.notice))
        self._tell_roots()
        while True:
            self._wait()
            self._receive()
            while self._inbox:
                message = self._inbox.popleft()
                if isinstance(message, protocol.Quit):
                    return
                self._obey(message)
            if self._watch is not None:
                self._look(self._watch)

    def close(self) -> None:
        """Let go of everything."""
        if self._watch is not None:
            self._watch.close()
        self._library.close()

    def _wait(self) -> None:
        if self._inbox:
            return
        if self._watch is None:
            wait([self._connection])
            return
        pause = self._watch.pause
        if pause is None:
            wait([self._connection, self._watch.wake], _LOOK_EVERY)
        else:
            wait([self._connection], pause)

    def _receive(self) -> None:
        while self._connection.poll():
            self._inbox.append(self._connection.recv())

    def _obey(self, message: object) -> None:
        match message:
            case protocol.Scan(folders):
                for folder in folders:
                    self._library.roots.add(folder)
                self._watch_folders()  # first: what comes during the scan is seen as well
                self._scan_folders(folders)
            case protocol.Forget(folder):
                self._library.roots.remove(folder)
                self._tell_roots()
                self._connection.send(protocol.Changed())
                self._watch_folders()
            case protocol.Watch():
                if self._watch is None:
                    self._watch = FolderWatch()
                    self._watch_folders()
            case protocol.ListFailures():
                failed = tuple(self._library.scanned.failures())
                self._connection.send(protocol.Failures(failed))

    def _scan_folders(self, folders: Sequence[Path] = (), *, asked: bool = True) -> None:
        places, away = self._folders.look(folders)
        self._tell_roots()
        self._scan(places, away, asked=asked)
        self._tell_roots()

    def _scan(self, places: Sequence[Place], away: Sequence[Path], *, asked: bool) -> None:
        readers = ReadingProcesses(self._readers)
        tell = Listener(
            progress=self._connection.send,
            written=lambda: self._connection.send(protocol.Changed()),
            stopped=self._stopped,
        )
        try:
            summary = LibraryScan(self._library, self._folders, readers, tell).run(places, away)
        except MinusOneError as error:
            self._connection.send(protocol.Failed(error.message, error.hint))
            summary = protocol.Summary(cancelled=True)
        finally:
            readers.close()
        self._connection.send(protocol.Finished(summary, asked))

    def _stopped(self) -> bool:
        """Whether a scan has to end for something else."""
        self._receive()
        before = len(self._inbox)
        self._inbox = deque(each for each in self._inbox if not isinstance(each, protocol.Cancel))
        waiting = any(isinstance(each, protocol.Forget | protocol.Quit) for each in self._inbox)
        return waiting or len(self._inbox) < before

    def _look(self, watch: FolderWatch) -> None:
        """See to what has changed on disk."""
        places = watch.take()
        now = time.monotonic()
        if places:
            away = self._folders.away()
            self._scan([p for p in places if not _within(p.folder, away)], away, asked=False)
        if now >= self._look_at:
            self._look_at = now + _LOOK_EVERY
            changed = self._folders.changed()
            if changed:
                self._watch_folders()
                self._scan_folders(changed, asked=False)
        if self._rescan_at is not None and now >= self._rescan_at:
            self._scan_folders(asked=False)
            self._rescan_at = time.monotonic() + _RESCAN_EVERY

    def _watch_folders(self) -> None:
        """Watch what is there now."""
        if self._watch is None:
            return
        places, _ = self._folders.look()
        reason = self._watch.watch([Path(place.folder) for place in places])
        self._rescan_at = time.monotonic() + _RESCAN_EVERY if reason else None
        if reason and not self._limits_told:
            self._limits_told = True
            self._connection.send(
                protocol.Notice(
                    f"New and changed files are noticed late: {reason}.",
                    "Your folders are looked through every five minutes instead.",
                )
            )

    def _tell_roots(self) -> None:
        self._connection.send(protocol.Roots(self._library.roots.all()))


def _within(folder: str, others: Sequence[Path]) -> bool:
    path = Path(folder)
    return any(path == other or other in path.parents for other in others)
