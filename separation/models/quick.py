"""Four stems from a network for two: the accompaniment is split by signal processing."""

from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from separation.api import GRID, ReadFrames
from separation.dsp.percussive import CONTEXT, HOP, drums_and_bass
from separation.models.registry import ModelInfo, load_models
from separation.models.spleeter import SpleeterSeparator, open_spleeter

METHOD = "quick-1"
"""Revision of the split: part of every stored stem's key."""


class QuickSeparator:
    """A Separator (see separation.api): vocals as the network gives them, then drums and bass."""

    grid = GRID
    drafts = True

    def __init__(self, info: ModelInfo, voice: SpleeterSeparator) -> None:
        self.info = info
        self.version = f"{METHOD}-{voice.version}"
        self.cells_per_chunk = voice.cells_per_chunk
        self._voice = voice

    @property
    def device(self) -> str:
        """Where the network runs now."""
        return self._voice.device

    @property
    def notice(self) -> str:
        """See Separator."""
        return self._voice.notice

    def separate(self, read: ReadFrames, start: int, stop: int, margin: int) -> NDArray[np.float32]:
        """See Separator."""
        # The split works on whole hops, of which the first lies on the grid.
        left = -(-(CONTEXT + margin) // HOP) * HOP
        right = left + -(stop - start) % HOP
        vocals = self._voice.separate(read, start, stop, right)[0]
        vocals = vocals[right - left :]
        mix = read(start - left, len(vocals))
        split = drums_and_bass(mix - vocals)
        first = left - CONTEXT - margin
        length = stop - start + 2 * margin
        stems = (
            vocals[left - margin : left - margin + length],
            *(stem[first : first + length] for stem in split),
        )
        return np.stack(stems)

    def interrupt(self) -> None:
        """See Separator."""
        self._voice.interrupt()

    def close(self) -> None:
        """See Separator."""
        self._voice.close()


def open_quick(
    info: ModelInfo, folder: Path, *, device: str, threads: int, quality: str = "fast"
) -> QuickSeparator:
    """Load the network in `folder`, which is that of `info.weights`; see open_separator."""
    network = load_models()[info.weights]
    voice = open_spleeter(network, folder, device=device, threads=threads, quality=quality)
    return QuickSeparator(info, voice)
