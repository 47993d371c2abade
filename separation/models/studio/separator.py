"""Separates with a studio network: one segment of it for each chunk, its edges thrown away."""

import threading
from collections.abc import Callable
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from separation.api import GRID, ReadFrames
from separation.errors import DeviceError, Interrupted, OutOfMemoryError, WeightsError
from separation.models.devices import choose_device
from separation.models.manifest import check_sizes
from separation.models.registry import ModelInfo
from separation.models.studio.running import Check, StudioNetwork, TorchStudio

REVISION = 1
"""Of this signal chain: part of every stored stem's key."""
MIN_CONTEXT = 22_050
"""Frames of the song that a network sees at least on each side of what is kept."""
FREE_CONTEXT = GRID
FREE_SEGMENT = 4 * GRID + 2 * FREE_CONTEXT
"""What a network gets at once that takes any length."""

OpenNetwork = Callable[[str, Check], StudioNetwork]
"""Loads the network on a device."""


class StudioSeparator:
    """A Separator (see separation.api) for networks from samples to samples."""

    grid = GRID
    drafts = False

    def __init__(self, info: ModelInfo, device: str, open_network: OpenNetwork) -> None:
        segment = info.segment or FREE_SEGMENT
        context = MIN_CONTEXT if info.segment else FREE_CONTEXT
        self.cells_per_chunk = (segment - 2 * context) // GRID
        if self.cells_per_chunk < 1:
            raise WeightsError(f"The segment of the model {info.name} is too short.")
        self.info = info
        self.version = f"{info.network}-{REVISION}-{info.weights_id}"
        self.notice = ""
        self._context = (segment - self.cells_per_chunk * GRID) // 2
        self._cells = self.cells_per_chunk
        self._open = open_network
        self._interrupted = threading.Event()
        self._network = self._opened(device)

    @property
    def device(self) -> str:
        """Where the network runs now."""
        return self._network.device

    def separate(self, read: ReadFrames, start: int, stop: int, margin: int) -> NDArray[np.float32]:
        """See Separator."""
        if start % GRID or stop <= start or not 0 <= margin <= self._context:
            raise ValueError(f"no chunk: {start} to {stop} with a margin of {margin}")
        self._interrupted.clear()
        pieces = []
        begin = start
        while begin < stop:
            end = min(stop, begin + self._cells * GRID)
            try:
                piece = self._segment(read, begin, end, margin)
            except MemoryError as error:
                self._make_do(error)
                continue
            first = 0 if begin == start else margin
            last = piece.shape[1] - (0 if end == stop else margin)
            pieces.append(piece[:, first:last])
            begin = end
        return np.concatenate(pieces, axis=1)

    def interrupt(self) -> None:
        """See Separator."""
        self._interrupted.set()

    def close(self) -> None:
        """See Separator."""
        self._network.close()

    def _segment(self, read: ReadFrames, start: int, stop: int, margin: int) -> NDArray[np.float32]:
        """The stems of start - margin .. stop + margin, at most `_cells` cells, in one run."""
        begin = start - self._context
        mix = read(begin, self._cells * GRID + 2 * self._context)
        self._check()
        length = stop - start + 2 * margin
        if not mix.any():  # an answer to silence is noise, and takes as long
            return np.zeros((len(self.info.stored_stems), length, 2), np.float32)
        stems = self._network.run(np.ascontiguousarray(mix.T))
        self._check()
        first = self._context - margin
        return np.ascontiguousarray(stems[:, :, first : first + length].transpose(0, 2, 1))

    def _make_do(self, error: MemoryError) -> None:
        """Shorter pieces from now on, then the CPU; raises OutOfMemoryError when both are used."""
        if self._cells > 1:
            self._cells //= 2
            self.notice = f"Memory is short: {self.info.title} works in shorter pieces now."
        elif self.device != "cpu":
            self._network.close()
            self._network = self._on_cpu()
            self._cells = self.cells_per_chunk
        else:
            raise _no_memory() from error

    def _opened(self, device: str) -> StudioNetwork:
        """The network on `device`, or on the CPU when it does not fit there."""
        try:
            return self._open(device, self._check)
        except MemoryError as error:
            if device == "cpu":
                raise _no_memory() from error
        return self._on_cpu()

    def _on_cpu(self) -> StudioNetwork:
        self.notice = f"The GPU's memory is too small: {self.info.title} runs on the CPU now."
        try:
            return self._open("cpu", self._check)
        except MemoryError as error:
            raise _no_memory() from error

    def _check(self) -> None:
        """Stop here when somebody asked for it."""
        if self._interrupted.is_set():
            raise Interrupted


def open_studio(info: ModelInfo, folder: Path, *, device: str, threads: int) -> StudioSeparator:
    """Load a studio network; see separation.api.open_separator."""
    check_sizes(folder)
    chosen = choose_device(device).removesuffix("-torch")
    if chosen not in {"cpu", "cuda", "mps"}:
        raise DeviceError(f"There is no device called {device}.", "Try auto, cpu, cuda or mps.")
    return StudioSeparator(
        info, chosen, lambda where, check: TorchStudio(info, folder, where, threads, check)
    )


def _no_memory() -> OutOfMemoryError:
    return OutOfMemoryError(
        "There is not enough memory for this model.",
        "Close other programs, or choose a smaller model.",
    )
