"""Keeps the pictures of the song at hand ready around the playhead; a thread makes them."""

import threading
from collections import OrderedDict
from collections.abc import Callable, Iterator
from contextlib import closing
from functools import partial
from pathlib import Path

import numpy as np

from player.base.errors import MinusOneError
from player.base.events import Event
from player.base.loop import MainThread
from player.base.units import Frames
from player.core.plane.picture import PANS, ROWS, SECTION, STEP, Cells, Section, make_section
from player.decoder.opening import open_source

AHEAD = 4
"""Sections that are made before the playhead reaches them."""
BEHIND = 4
_KEPT = 24
"""Sections in memory: 48 s, 10 MB."""
_PATIENCE_S = 5.0
"""What can only be decoded forward may take longer to a place far ahead."""
_LIVE = 6
"""Columns that a live picture is the loudest of: a fifth of a second."""

_NO_PLANE: Cells = np.zeros((ROWS, PANS), np.uint8)


class PlanePictures:
    """Pictures by column of a song. Main thread only; nothing runs until `open`."""

    def __init__(self, main_thread: MainThread) -> None:
        self.changed: Event[[]] = Event()
        """More can be seen than before."""
        self._main_thread = main_thread
        self._path: Path | None = None
        self._known: Path | None = None
        """The song that the sections are of."""
        self._reader: _Reader | None = None
        self._ended: list[_Reader] = []
        self._sections: OrderedDict[int, Section] = OrderedDict()

    @property
    def path(self) -> Path | None:
        """The song whose pictures are made; None while nothing runs."""
        return self._path

    def open(self, path: Path) -> None:
        """Make pictures of this song from now on, around wherever `look` is."""
        if path == self._path:
            return
        self.close()
        if path != self._known:
            self._sections.clear()
        self._path = self._known = path
        self._reader = _Reader(path, self._take)
        self._reader.start()

    def close(self) -> None:
        """End the thread as soon as it is done with what it reads now; nothing waits for it."""
        reader, self._reader, self._path = self._reader, None, None
        if reader is not None:
            reader.stop()
            self._ended = [*(each for each in self._ended if each.is_alive()), reader]

    def wait(self) -> None:
        """Return when all threads have ended, or one reads on for too long."""
        for reader in self._ended:
            reader.join(_PATIENCE_S)

    def look(self, position: Frames) -> None:
        """Have pictures around this place."""
        if self._reader is not None:
            here = position // STEP // SECTION
            near = [here, *range(here + 1, here + AHEAD), *range(here - 1, here - BEHIND, -1)]
            missing = [each for each in near if each >= 0 and each not in self._sections]
            self._reader.want(missing)

    def plane(self, position: Frames) -> Cells:
        """What sounds where at a place, the loudest within a fifth of a second: (ROWS, PANS)."""
        first = position // STEP - _LIVE + 2
        parts = [s.planes[inside].max(0) for s, inside, _ in self._pieces(first, _LIVE)]
        return np.maximum.reduce(parts) if parts else _NO_PLANE

    def mean_plane(self, position: Frames, columns: int) -> Cells:
        """The mean over more time around it, as far as it is known: (ROWS, PANS)."""
        first = position // STEP - columns // 2
        parts = [section.planes[inside] for section, inside, _ in self._pieces(first, columns)]
        if not parts:
            return _NO_PLANE
        total = sum(np.sum(part, 0, np.uint32) for part in parts)
        return np.asarray(total // sum(map(len, parts)), np.uint8)

    def columns(self, first: int, count: int) -> tuple[Cells, Cells]:
        """Levels and pans of columns of the spectrogram, both (count, ROWS); 0 where unknown."""
        levels = np.zeros((count, ROWS), np.uint8)
        pans = np.full((count, ROWS), 127, np.uint8)
        for section, inside, place in self._pieces(first, count):
            levels[place] = section.levels[inside]
            pans[place] = section.pans[inside]
        return levels, pans

    def _pieces(self, first: int, count: int) -> Iterator[tuple[Section, slice, slice]]:
        """The sections from a column on that are there, what of them, and where it belongs."""
        for number in range(first // SECTION, (first + count - 1) // SECTION + 1):
            section = self._sections.get(number)
            if section is not None:
                place = number * SECTION
                begin, end = max(first, place), min(first + count, place + SECTION)
                yield section, slice(begin - place, end - place), slice(begin - first, end - first)

    def _take(self, reader: "_Reader", number: int, section: Section) -> None:
        """On the reader's thread."""
        self._main_thread.post(partial(self._keep, reader, number, section))

    def _keep(self, reader: "_Reader", number: int, section: Section) -> None:
        if reader is self._reader:
            self._sections[number] = section
            while len(self._sections) > _KEPT:
                self._sections.popitem(last=False)
            self.changed.emit()


class _Reader(threading.Thread):
    """Decodes one song by itself, so that playback never waits for a picture."""

    def __init__(self, path: Path, done: "Callable[[_Reader, int, Section], None]") -> None:
        super().__init__(name="plane", daemon=True)
        self._path = path
        self._done = done
        self._condition = threading.Condition()
        self._wanted: list[int] = []
        self._last: int | None = None
        """What is being made, or was just made and may still be on its way."""
        self._stopped = False

    def want(self, sections: list[int]) -> None:
        """Make these next, in this order; what was wanted before is not any more."""
        with self._condition:
            self._wanted = [each for each in sections if each != self._last]
            self._condition.notify()

    def stop(self) -> None:
        """End soon."""
        with self._condition:
            self._stopped = True
            self._condition.notify()

    def run(self) -> None:
        """Until `stop`; a song that cannot be read is silent here, playback says why."""
        try:
            with closing(open_source(self._path)) as source:
                while (number := self._next()) is not None:
                    section = make_section(source.read, number, lambda: self._stopped)
                    if section is not None:
                        self._done(self, number, section)
        except MinusOneError:
            return

    def _next(self) -> int | None:
        """The next section to make, once there is one; None at the end."""
        with self._condition:
            self._condition.wait_for(lambda: self._stopped or self._wanted)
            self._last = None if self._stopped else self._wanted.pop(0)
            return self._last
