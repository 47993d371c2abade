"""A thread that reads one song and its stems: peaks of all of it, samples where they are wanted."""

import threading
from collections.abc import Callable, Sequence
from contextlib import closing
from pathlib import Path

from player.base.errors import CacheError, MinusOneError
from player.base.units import CELL, Frames
from player.base.values import dataclass
from player.core.practice.lane import LaneSet, LaneSource
from player.core.practice.lane_work import LaneSound, LaneWork
from player.core.practice.near_samples import PIECE, Samples
from player.core.practice.peak_store import PeakStore
from player.core.practice.peaks import quantised
from player.core.song_values import Keys


@dataclass(frozen=True)
class LaneNews:
    """Who is told, on the reader's thread."""

    opened: Callable[["LaneReader", LaneSet], None]
    """Other lanes than before."""
    grown: Callable[["LaneReader", Frames, Frames], None]
    """The peaks of a range are others."""
    read: Callable[["LaneReader", int, Samples], None]
    """A piece of samples, by number."""


class LaneReader(threading.Thread):
    """Reads by itself, so that playback never waits for it."""

    def __init__(
        self, source: LaneSource, news: LaneNews, kept: tuple[PeakStore, Keys] | None
    ) -> None:
        """`kept`: where peaks are kept; None for nowhere."""
        super().__init__(name="lanes", daemon=True)
        self._source = source
        self._news = news
        self._kept = kept
        self._condition = threading.Condition()
        self._wanted: list[int] = []
        self._last: int | None = None
        """The piece that is being read, or was just read and may still be on its way."""
        self._grown = self._stopped = False

    def want(self, pieces: Sequence[int]) -> None:
        """Read the samples of these pieces next; what was wanted before is not any more."""
        with self._condition:
            self._wanted = [piece for piece in pieces if piece != self._last]
            self._condition.notify()

    def look_again(self) -> None:
        """The stems may have grown."""
        with self._condition:
            self._grown = True
            self._condition.notify()

    def stop(self) -> None:
        """End soon."""
        with self._condition:
            self._stopped = True
            self._condition.notify()

    def run(self) -> None:
        """Until `stop`; a song that cannot be read is silent here, whoever plays it says why."""
        try:
            try:
                self._read(self._source.stems)
            except CacheError:  # the stems were taken away
                self._read(None)
        except MinusOneError:
            return

    def _read(self, stems: Path | None) -> None:
        with closing(LaneSound(self._source.path, stems)) as sound:
            if not sound.length:
                return
            store, keys = self._kept or (None, None)
            work = LaneWork(sound, store, keys.key(self._source.path) if keys else None)
            shown = LaneSet()
            while not self._stopped:
                now = work.lanes
                if now.lanes and now is not shown:
                    shown = now
                    self._news.opened(self, shown)
                self._step(work, sound.length)

    def _step(self, work: LaneWork, length: Frames) -> None:
        piece, cell = self._next_piece(), None
        if piece is not None:
            samples = work.samples(piece * PIECE, PIECE)
            self._news.read(self, piece, quantised(samples))
        elif (cell := work.next()) is not None:
            work.make(cell)
            self._news.grown(self, cell * CELL, min((cell + 1) * CELL, length))
        else:
            work.keep()
            self._wait()

    def _next_piece(self) -> int | None:
        with self._condition:
            self._last = self._wanted.pop(0) if self._wanted else None
            return self._last

    def _wait(self) -> None:
        with self._condition:
            self._condition.wait_for(lambda: self._stopped or self._wanted or self._grown)
            self._grown = False
