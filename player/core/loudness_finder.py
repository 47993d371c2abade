"""Finds out how loud a file is: by its tags, by memory, or by having it measured."""

import threading
from collections.abc import Callable, Iterator
from pathlib import Path

from player.base.child import Child
from player.base.errors import ChildDiedError, MinusOneError
from player.base.values import dataclass
from player.core.loudness_store import LoudnessStore
from player.core.track import Track
from player.library.errors import Outdated
from player.library.items import Wanted
from player.library.store import Library
from player.library.tags import Tags, read_tags
from player.loudness.loudness import Loudness
from player.loudness.protocol import Measure, Measured, Quit
from player.stems.keys import KeyStore

_BREATH = 0.002
"""Seconds between two files that are known already: a library has many."""
_PAGE = 50


@dataclass(frozen=True)
class Found:
    """What is known of a track: its tags if they were read now, its loudness if it was measured."""

    tags: Tags | None = None
    loudness: Loudness | None = None
    postponed: bool = False
    """Whether it has to be measured, and the machine is not free."""


class LoudnessFinder:
    """What can take time, on one thread; only `wake`, `stop` and `pid` are for others."""

    def __init__(self, keys: KeyStore, store: LoudnessStore, wait_for: Callable[[], str]) -> None:
        """`wait_for`: why measuring should wait, or ""."""
        self._keys = keys
        self._store = store
        self._wait_for = wait_for
        self._child: Child | None = None
        self._stopped = threading.Event()
        self._wake = threading.Event()

    @property
    def pid(self) -> int:
        """The measuring process's id; 0 while there is none."""
        return self._child.pid if self._child is not None else 0

    def stop(self) -> None:
        """Let whatever is being done end soon."""
        self._stopped.set()
        self.wake()
        self._quit()

    def close(self) -> None:
        """End the process, when the thread has ended."""
        self._quit()
        if self._child is not None:
            self._child.join()
        self._store.close()

    def pause(self, seconds: float) -> None:
        """Wait, until `wake` at the latest."""
        self._wake.wait(seconds)
        self._wake.clear()

    def wake(self) -> None:
        """End a pause: there is something else to look into."""
        self._wake.set()

    def find(self, track: Track, *, measure: bool) -> Found:
        """How loud a track is, as far as that can be known now."""
        tags = None if track.tagged else read_tags(track.path)
        gains = track.gains if tags is None else tags.gains
        if gains.track_gain is not None:
            return Found(tags)
        try:
            key = self._keys.known(track.path)
            if key is not None and key in self._store:
                return Found(tags, self._store.get(key))
            if not measure:
                return Found(tags)
            if self._wait_for():
                return Found(tags, postponed=True)
            return Found(tags, self._measured(track.path))
        except (MinusOneError, ChildDiedError):
            return Found(tags)  # whoever plays the file says what is wrong with it

    def measure_next(self, paths: Iterator[Path]) -> bool | None:
        """Measure the next file that is not known.

        False if there is none any more, None if the machine is not free.
        """
        while not self._stopped.is_set():
            if self._wait_for():
                return None
            path = next(paths, None)
            if path is None:
                return False
            key = self._keys.known(path)
            if key is not None and key in self._store:
                self.pause(_BREATH)
                continue
            try:
                self._measured(path)
            except (MinusOneError, ChildDiedError):
                continue
            return True
        return False

    def _measured(self, path: Path) -> Loudness | None:
        """Nothing is read here: Python's work would hold up the window."""
        answer = self._ask(path)
        if answer is None:
            return None
        key = self._keys.learn(path, answer.size, answer.mtime_ns, answer.content, answer.length)
        self._store.put(key, answer.loudness)
        return answer.loudness

    def _ask(self, path: Path) -> Measured | None:
        if self._stopped.is_set():
            raise ChildDiedError("The program ends.")
        if self._child is None or not self._child.alive:
            self._child = Child("player.loudness.worker")
        self._child.send(Measure(path))
        answer = self._child.receive()
        return answer if isinstance(answer, Measured) else None

    def _quit(self) -> None:
        if self._child is not None:
            try:
                self._child.send(Quit())
            except ChildDiedError:
                return


def untold(library: Library | None) -> Iterator[Path]:
    """The library's files whose tags do not tell how loud they are, as far as they are there."""
    if library is None:
        return
    try:
        ids = library.search(Wanted("-has:gain")).ids
        for start in range(0, len(ids), _PAGE):
            for row in library.rows(ids[start : start + _PAGE]):
                if not (row.away or row.missing):
                    yield Path(row.path)
    except (MinusOneError, Outdated):
        return
