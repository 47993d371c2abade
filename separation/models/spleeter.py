"""Spleeter's signal chain around its network: STFT, masks, inverse STFT, segment by segment."""

import threading
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from separation.api import GRID, ReadFrames
from separation.chunks import CELLS_PER_CHUNK
from separation.errors import Interrupted, OutOfMemoryError
from separation.models.devices import choose_device
from separation.models.manifest import check_sizes
from separation.models.networks import Network, open_network
from separation.models.registry import ModelInfo
from separation.stft import HOP, WINDOW, istft, stft

BINS = 1024
"""The network sees 0 .. 11 kHz; above, all belongs to the last stem."""
CONTEXT = GRID
"""Frames of the song given to the network on each side, and thrown away again."""
METHOD = "spleeter-1"
"""Revision of this signal chain: part of every stored stem's key."""
_OVERLAP = WINDOW // HOP - 1


class SpleeterSeparator:
    """A Separator (see separation.api) for Spleeter's networks of any number of stems."""

    grid = GRID
    cells_per_chunk = CELLS_PER_CHUNK
    drafts = True

    def __init__(
        self, info: ModelInfo, folder: Path, network: Network, threads: int, quality: str = "fast"
    ) -> None:
        self.info = info
        self.version = f"{METHOD}-{info.weights_id}"
        self._quality = quality
        self._folder = folder
        self._network = network
        self._threads = threads
        self._interrupted = threading.Event()

    @property
    def device(self) -> str:
        """Where the network runs now."""
        return self._network.device

    def separate(self, read: ReadFrames, start: int, stop: int, margin: int) -> NDArray[np.float32]:
        """See Separator."""
        if start % GRID or stop <= start or not 0 <= margin <= CONTEXT - WINDOW:
            raise ValueError(f"no chunk: {start} to {stop} with a margin of {margin}")
        self._interrupted.clear()
        return self._shrinking(read, start, stop, margin)

    def interrupt(self) -> None:
        """See Separator."""
        self._interrupted.set()
        self._network.interrupt()

    def close(self) -> None:
        """See Separator."""
        self._network.close()

    def warm_up(self) -> None:
        """Separate silence once, so that the first chunk is as quick as the next.

        The memory that this takes is kept, so that the shortest chunk fits later, too.
        """
        self._segment(lambda _start, count: np.zeros((count, 2), np.float32), 0, GRID, 0)

    def _shrinking(
        self, read: ReadFrames, start: int, stop: int, margin: int
    ) -> NDArray[np.float32]:
        """The segment as a whole, or in ever smaller parts when memory runs out."""
        try:
            return self._segment(read, start, stop, margin)
        except MemoryError as error:
            cells = -(-(stop - start) // GRID)
            if cells > 1:
                middle = start + cells // 2 * GRID
            elif self.device != "cpu":
                self._fall_back()
                middle = stop
            else:
                raise OutOfMemoryError(
                    "There is not enough memory to separate even a short piece.",
                    "Close other programs, then try again.",
                ) from error
        if middle == stop:
            return self._shrinking(read, start, stop, margin)
        first = self._shrinking(read, start, middle, margin)
        second = self._shrinking(read, middle, stop, margin)
        return np.concatenate((first[:, : first.shape[1] - margin], second[:, margin:]), axis=1)

    def _fall_back(self) -> None:
        """Leave the GPU for the CPU."""
        self._network.close()
        self._network = open_network(self.info, self._folder, "cpu", self._threads)

    def _segment(self, read: ReadFrames, start: int, stop: int, margin: int) -> NDArray[np.float32]:
        """Masks times the mix, transformed back, for start - margin .. stop + margin.

        As in Deezer's code, which puts one window of zeros before the song, frame k of the song
        covers samples k * HOP - WINDOW .. k * HOP; segments start on every 64th frame.
        """
        cells = -(-(stop - start) // GRID)
        frames = (cells * GRID + 2 * CONTEXT) // HOP
        begin = start - CONTEXT - WINDOW
        samples = read(begin, (frames + _OVERLAP) * HOP)
        spectrum = stft(np.ascontiguousarray(samples.T), BINS)
        self._check()
        masks = self._network.masks(np.abs(spectrum)[None])
        self._check()
        # Only the frames that reach into what is asked for are transformed back.
        first = (start - margin - begin) // HOP - _OVERLAP
        last = -(-(stop + margin - begin) // HOP)
        offset = start - margin - begin - first * HOP
        length = stop - start + 2 * margin
        spectrum = spectrum[:, first:last]
        stems = [istft(spectrum * mask[:, first:last]) for mask in masks]
        cut = [stem[:, offset : offset + length].T for stem in stems]
        return np.ascontiguousarray(np.stack(cut))

    def _check(self) -> None:
        """Stop here when somebody asked for it."""
        if self._interrupted.is_set():
            raise Interrupted


def open_spleeter(
    info: ModelInfo, folder: Path, *, device: str, threads: int, quality: str = "fast"
) -> SpleeterSeparator:
    """Load Spleeter and warm it up; see separation.api.open_separator."""
    check_sizes(folder)
    network = open_network(info, folder, choose_device(device), threads)
    separator = SpleeterSeparator(info, folder, network, threads, quality)
    separator.warm_up()
    return separator
