"""Makes waveform outlines in the background and keeps them in the cache."""

import io
import threading
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from player.base.background import Background
from player.base.errors import MinusOneError
from player.base.files import write_atomically
from player.base.loop import MainThread
from player.base.units import SAMPLE_RATE, Pcm, TrackId
from player.core.queue import Queue
from player.core.waveform import BINS, Waveforms
from player.decoder.opening import open_source
from player.stems.keys import KeyStore

_BLOCK = 4 * SAMPLE_RATE


class OutlineService(Waveforms):
    """One background thread that reads songs through, the latest wish first."""

    def __init__(self, queue: Queue, keys: KeyStore, folder: Path, main_thread: MainThread) -> None:
        super().__init__()
        self._queue = queue
        self._keys = keys
        self._folder = folder
        self._main_thread = main_thread
        self._pool = Background(1, "outlines")
        self._known: dict[TrackId, NDArray[np.float32] | None] = {}
        self._closed = threading.Event()
        self._wanted = TrackId(0)

    def get(self, track_id: TrackId) -> NDArray[np.float32] | None:
        """Peaks of shape (BINS, 2): lowest and highest sample of each bin; None until `ready`."""
        if track_id not in self._known:
            track = self._queue.get(track_id)
            if track is None or track.is_stream:
                return None
            self._known[track_id] = None
            self._pool.run(lambda: self._make(track_id, track.path))
        self._wanted = track_id
        return self._known[track_id]

    def close(self) -> None:
        """End the background thread."""
        self._closed.set()
        self._pool.close()

    def _make(self, track_id: TrackId, path: Path) -> None:
        try:
            outline = self._load_or_read(track_id, path)
        except MinusOneError:
            return  # whoever plays the file says what is wrong with it
        if outline is None:
            self._main_thread.post(lambda: self._forget(track_id))
        else:
            self._main_thread.post(lambda: self._finish(track_id, outline))

    def _finish(self, track_id: TrackId, outline: NDArray[np.float32]) -> None:
        self._known[track_id] = outline
        self.ready.emit(track_id)

    def _forget(self, track_id: TrackId) -> None:
        """It was broken off for another track; perhaps it is wanted again by now."""
        self._known.pop(track_id, None)
        if self._wanted == track_id and not self._closed.is_set():
            self.get(track_id)

    def _load_or_read(self, track_id: TrackId, path: Path) -> NDArray[np.float32] | None:
        file = self._folder / f"{self._keys.key(path)}.npy"
        try:
            outline = np.load(file, allow_pickle=False)
            if outline.shape == (BINS, 2) and outline.dtype == np.float32:
                return outline  # type: ignore[no-any-return]
        except (OSError, ValueError, EOFError):
            pass
        made = self._read(track_id, path)
        if made is not None:
            content = io.BytesIO()
            np.save(content, made, allow_pickle=False)
            try:
                write_atomically(file, content.getvalue())
            except OSError:
                return made  # it is only made again next time
        return made

    def _read(self, track_id: TrackId, path: Path) -> NDArray[np.float32] | None:
        """Read the song through; None when another track is wanted meanwhile."""
        source = open_source(path)
        try:
            length = source.frames or 0
            outline = np.zeros((BINS, 2), np.float32)
            for start in range(0, length, _BLOCK):
                if self._closed.is_set() or self._wanted != track_id:
                    return None
                count = min(_BLOCK, length - start)
                _reduce(source.read(start, count), start, length, outline)
        finally:
            source.close()
        return outline


def _reduce(pcm: Pcm, start: int, length: int, outline: NDArray[np.float32]) -> None:
    """Take frames from `start` into the bins they fall in, whichever channel is louder there."""
    places = (np.arange(start, start + len(pcm)) * BINS) // length
    first = np.flatnonzero(np.diff(places, prepend=-1))
    bins = places[first]
    for channel in pcm.T:
        outline[bins, 0] = np.minimum(outline[bins, 0], np.minimum.reduceat(channel, first))
        outline[bins, 1] = np.maximum(outline[bins, 1], np.maximum.reduceat(channel, first))
