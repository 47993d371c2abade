"""Watches the folders: says which of them have changed and have been quiet since."""

import errno
import time
from collections.abc import Iterable
from multiprocessing import Pipe
from pathlib import Path
from threading import Lock

from watchdog.events import (
    DirCreatedEvent,
    DirDeletedEvent,
    DirMovedEvent,
    FileClosedEvent,
    FileCreatedEvent,
    FileDeletedEvent,
    FileModifiedEvent,
    FileMovedEvent,
    FileSystemEvent,
    FileSystemEventHandler,
)
from watchdog.observers import Observer
from watchdog.observers.api import BaseObserver

from player.library.scanner.finding import Place, is_hidden, is_sound

QUIET = 1.5
"""Seconds without a change after which a folder is looked at: a copy is whole by then."""
_LATEST = 15.0
"""Seconds after which it is looked at anyway."""
_EVENTS: list[type[FileSystemEvent]] = [
    DirCreatedEvent,
    DirDeletedEvent,
    DirMovedEvent,
    FileClosedEvent,
    FileCreatedEvent,
    FileDeletedEvent,
    FileModifiedEvent,
    FileMovedEvent,
]
_LIMITS = (errno.ENOSPC, errno.EMFILE)


class FolderWatch(FileSystemEventHandler):
    """Gathers changes; `wake` can be waited for. Its methods are called by one thread."""

    def __init__(self, quiet: float = QUIET) -> None:
        self._quiet = quiet
        self._lock = Lock()
        self._places: set[Place] = set()
        self._first = self._last = 0.0
        self._observer: BaseObserver | None = None
        self._folders: dict[str, tuple[int, int]] = {}
        self._reason = ""
        self.wake, self._waker = Pipe(duplex=False)

    def watch(self, folders: Iterable[Path]) -> str:
        """Watch these and no others; why they cannot all be watched, or ""."""
        wanted = {str(folder): _identity(folder) for folder in folders}
        if wanted != self._folders:
            self._stop()
            self._folders = wanted
            self._reason = self._start()
        return self._reason

    def _start(self) -> str:
        self._observer = observer = Observer()
        observer.start()
        for folder in self._folders:
            try:
                observer.schedule(self, folder, recursive=True, event_filter=_EVENTS)
            except OSError as error:
                self._stop()
                return _reason(error)
        return ""

    @property
    def pause(self) -> float | None:
        """Seconds until `take` has something; None if nothing has changed."""
        with self._lock:
            if not self._places:
                return None
            due = min(self._last + self._quiet, self._first + _LATEST)
        return max(0.0, due - time.monotonic())

    def take(self) -> list[Place]:
        """The places that have changed, if they are quiet by now."""
        if self.pause != 0.0:
            return []
        with self._lock:
            places, self._places = self._places, set()
            while self.wake.poll():
                self.wake.recv_bytes()
        return _needed(places)

    def close(self) -> None:
        """Watch nothing any more."""
        self._stop()
        self.wake.close()
        self._waker.close()

    def on_any_event(self, event: FileSystemEvent) -> None:
        """Note what may have changed (on the observer's thread)."""
        paths = [_text(path) for path in (event.src_path, event.dest_path) if path]
        paths = [path for path in paths if not self._is_hidden(path)]
        if event.is_directory:
            places = [Place(path) for path in paths]
        else:
            places = [Place(str(Path(path).parent), deep=False) for path in paths if is_sound(path)]
        if places:
            self._note(places)

    def _note(self, places: Iterable[Place]) -> None:
        with self._lock:
            self._last = time.monotonic()
            if not self._places:
                self._first = self._last
                self._waker.send_bytes(b".")
            self._places.update(places)

    def _is_hidden(self, path: str) -> bool:
        """Whether a scan would not see it."""
        inside = next((root for root in self._folders if Path(path).is_relative_to(root)), "/")
        return any(map(is_hidden, Path(path).relative_to(inside).parts))

    def _stop(self) -> None:
        observer, self._observer = self._observer, None
        if observer is not None:
            observer.stop()
            observer.join()


def _needed(places: set[Place]) -> list[Place]:
    """Without what lies in others that are looked through as a whole."""
    deep = {Path(place.folder) for place in places if place.deep}
    needed = []
    for place in sorted(places):
        folder = Path(place.folder)
        if deep.isdisjoint(folder.parents) and (place.deep or folder not in deep):
            needed.append(place)
    return needed


def _text(path: bytes | str) -> str:
    return path if isinstance(path, str) else path.decode("utf-8", "surrogateescape")


def _identity(folder: Path) -> tuple[int, int]:
    """What a drive that was pulled out and put in again has not kept."""
    try:
        status = folder.stat()
    except OSError:
        return 0, 0
    return status.st_dev, status.st_ino


def _reason(error: OSError) -> str:
    if error.errno in _LIMITS:
        return "The system watches no more folders for one user"
    return error.strerror or str(error)
