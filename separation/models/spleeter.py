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
from separation.models.masks import Masks, Recipe, choose_recipe, reshape
from separation.models.networks import Network, open_network
from separation.models.registry import ModelInfo
from separation.models.wiener import wiener
from separation.stft import HOP, WINDOW, istft, stft

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
        self._recipe = choose_recipe(quality, info.architecture)
        self._draft_recipe = choose_recipe("fast", info.architecture)
        self.version = "-".join(filter(None, (METHOD, self._recipe.name, info.weights_id)))
        self._folder = folder
        self._network = network
        self._threads = threads
        self._interrupted = threading.Event()
        self.notice = ""

    @property
    def device(self) -> str:
        """Where the network runs now."""
        return self._network.device

    def separate(self, read: ReadFrames, start: int, stop: int, margin: int) -> NDArray[np.float32]:
        """See Separator."""
        recipe = self._draft_recipe if self._is_draft(start, stop) else self._recipe
        least = max(recipe.highest, -recipe.lowest) * HOP + WINDOW
        if start % GRID or stop <= start or not 0 <= margin <= CONTEXT - least:
            raise ValueError(f"no chunk: {start} to {stop} with a margin of {margin}")
        self._interrupted.clear()
        return self._shrinking(read, start, stop, margin, recipe)

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
        self._segment(
            lambda _start, count: np.zeros((count, 2), np.float32), 0, GRID, 0, self._draft_recipe
        )

    def _is_draft(self, start: int, stop: int) -> bool:
        """Whether this is no canonical chunk: it bridges a moment, and has to be quick.

        A song whose last chunk is short and ends on the grid to the frame is taken for one, too.
        """
        whole = self.cells_per_chunk * GRID
        return start % whole != 0 or (stop - start < whole and stop % GRID == 0)

    def _shrinking(
        self, read: ReadFrames, start: int, stop: int, margin: int, recipe: Recipe
    ) -> NDArray[np.float32]:
        """The segment as a whole, or in ever smaller parts when memory runs out."""
        try:
            return self._segment(read, start, stop, margin, recipe)
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
            return self._shrinking(read, start, stop, margin, recipe)
        first = self._shrinking(read, start, middle, margin, recipe)
        second = self._shrinking(read, middle, stop, margin, recipe)
        return np.concatenate((first[:, : first.shape[1] - margin], second[:, margin:]), axis=1)

    def _fall_back(self) -> None:
        """Leave the GPU for the CPU."""
        self.notice = f"The GPU's memory is too small: {self.info.title} runs on the CPU now."
        self._network.close()
        self._network = open_network(self.info, self._folder, "cpu", self._threads)

    def _segment(
        self, read: ReadFrames, start: int, stop: int, margin: int, recipe: Recipe
    ) -> NDArray[np.float32]:
        """Masks times the mix, transformed back, for start - margin .. stop + margin.

        As in Deezer's code, which puts one window of zeros before the song, frame k of the song
        covers samples k * HOP - WINDOW .. k * HOP; segments start on every 64th frame, and on
        others in passes that are shifted.
        """
        cells = -(-(stop - start) // GRID)
        frames = (cells * GRID + 2 * CONTEXT) // HOP
        low, high = recipe.lowest, recipe.highest
        begin = start - CONTEXT - WINDOW
        samples = read(begin + low * HOP, (frames + high - low + _OVERLAP) * HOP)
        spectrum = stft(np.ascontiguousarray(samples.T), recipe.bins)
        self._check()
        masks = self._masks(spectrum, frames, recipe)
        spectrum = spectrum[:, high - low : frames]
        begin += high * HOP
        # Only the frames that reach into what is asked for are transformed back.
        first = (start - margin - begin) // HOP - _OVERLAP
        last = -(-(stop + margin - begin) // HOP)
        offset = start - margin - begin - first * HOP
        length = stop - start + 2 * margin
        if recipe.wiener:
            stems = wiener(spectrum, masks)[:, :, first:last]
        else:
            stems = spectrum[:, first:last] * masks[:, :, first:last]
        self._check()
        cut = [istft(stem)[:, offset : offset + length].T for stem in stems]
        return np.ascontiguousarray(np.stack(cut))

    def _masks(self, spectrum: NDArray[np.complex64], frames: int, recipe: Recipe) -> Masks:
        """The mean of all passes, on the frames that each of them has seen."""
        magnitude = np.abs(spectrum)
        total: Masks | None = None
        for one in recipe.passes:
            first = one.shift - recipe.lowest
            seen = np.ascontiguousarray(magnitude[None, :, first : first + frames])
            masks = self._network.masks(seen * np.float32(one.gain))
            self._check()
            common = slice(recipe.highest - one.shift, frames + recipe.lowest - one.shift)
            total = masks[:, :, common] if total is None else total + masks[:, :, common]
        if total is None:
            raise ValueError("a recipe without a pass")
        return reshape(total / np.float32(len(recipe.passes)), recipe)

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
