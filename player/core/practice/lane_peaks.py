"""The waveforms of the song at hand, one for each stem; a thread makes them while they are seen."""

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING

from player.base.events import Event
from player.base.loop import MainThread
from player.base.units import Frames, TrackId
from player.core.practice.lane import Lane, LaneSet, LaneSource
from player.core.practice.near_samples import PIECE, NearSamples, Samples
from player.core.practice.peak_store import PeakStore
from player.core.queue import Queue
from player.core.separation import Separation
from player.core.song_values import Keys

if TYPE_CHECKING:
    from player.core.practice.lane_reader import LaneReader

_PATIENCE_S = 5.0
"""What can only be decoded forward may take longer to a place far ahead."""


class LanePeaks:
    """Of the queue's current song. Main thread only; nothing runs until `open`."""

    def __init__(
        self,
        queue: Queue,
        separation: Separation,
        main_thread: MainThread,
        kept: tuple[PeakStore, Keys] | None = None,
    ) -> None:
        """`kept`: where peaks are kept; None for nowhere."""
        self.changed: Event[[]] = Event()
        """Other lanes."""
        self.grown: Event[Frames, Frames] = Event()
        """More is known of a range."""
        self.now = LaneSet()
        """What is known of the current song."""
        self.samples = NearSamples()
        self._queue = queue
        self._separation = separation
        self._main_thread = main_thread
        self._kept = kept
        self._source: LaneSource | None = None
        self._reader: LaneReader | None = None
        self._ended: list[LaneReader] = []
        self._stop: list[Callable[[], None]] = []

    @property
    def lanes(self) -> tuple[Lane, ...]:
        """Those of the current song; () while nothing is known."""
        return self.now.lanes

    @property
    def length(self) -> Frames:
        """Of the song whose lanes these are."""
        return self.now.length

    @property
    def is_open(self) -> bool:
        """Whether lanes are made."""
        return bool(self._stop)

    def open(self) -> None:
        """Make the lanes of the current song, whichever it is, until `close`."""
        if not self._stop:
            self._stop = [
                self._queue.current_changed.connect(self._follow),
                self._separation.status_changed.connect(self._on_status),
            ]
            self._follow()

    def close(self) -> None:
        """End the thread as soon as it is done with what it reads now; nothing waits for it."""
        for stop in self._stop:
            stop()
        self._stop = []
        self._end()

    def wait(self) -> None:
        """Return when all threads have ended, or one reads on for too long."""
        for reader in self._ended:
            reader.join(_PATIENCE_S)

    def look(self, start: Frames, stop: Frames) -> None:
        """Have the samples of a range read."""
        if self._reader is not None:
            self._reader.want(self.samples.missing(start, stop))

    def _on_status(self, track: TrackId) -> None:
        if track == self._queue.current:
            self._follow()
            if self._reader is not None:
                self._reader.look_again()

    def _follow(self) -> None:
        source = self._wanted()
        if source == self._source:
            return
        same_song = source and self._source and source.path == self._source.path
        self._end()
        if not same_song:
            self._take(LaneSet())
        self._source = source
        if source is not None:
            from player.core.practice.lane_reader import LaneNews, LaneReader  # loads decoders

            news = LaneNews(self._opened, self._told, self._read)
            self._reader = LaneReader(source, news, self._kept)
            self._reader.start()

    def _wanted(self) -> LaneSource | None:
        current = self._queue.current
        track = None if current is None else self._queue.get(current)
        if track is None or track.is_stream:
            return None
        stems = self._separation.heard(track.id)
        return LaneSource(track.path, None if stems is None else stems.folder)

    def _end(self) -> None:
        reader, self._reader, self._source = self._reader, None, None
        if reader is not None:
            reader.stop()
            self._ended = [*(each for each in self._ended if each.is_alive()), reader]

    def _take(self, lanes: LaneSet) -> None:
        self.samples.clear()
        self.now = lanes
        self.changed.emit()

    # -- on the reader's thread

    def _opened(self, reader: "LaneReader", lanes: LaneSet) -> None:
        self._post(reader, partial(self._take, lanes))

    def _told(self, reader: "LaneReader", start: Frames, stop: Frames) -> None:
        self._post(reader, partial(self.grown.emit, start, stop))

    def _read(self, reader: "LaneReader", piece: int, samples: Samples) -> None:
        self._post(reader, partial(self._keep, piece, samples))

    def _post(self, reader: "LaneReader", work: Callable[[], None]) -> None:
        self._main_thread.post(lambda: work() if reader is self._reader else None)

    def _keep(self, piece: int, samples: Samples) -> None:
        self.samples.keep(piece, samples)
        start = piece * PIECE
        self.grown.emit(start, start + PIECE)
