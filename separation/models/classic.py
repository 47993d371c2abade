"""Separates by signal processing alone: the classic methods, each a Separator like any other."""

import threading
from collections.abc import Mapping

import numpy as np
from numpy.typing import NDArray

from separation.api import GRID, ReadFrames
from separation.dsp.factors import grouped_parts
from separation.dsp.harmonic import percussive
from separation.dsp.independent import centre_component
from separation.dsp.lead_voice import voice_by_melody
from separation.dsp.method import Method, padded
from separation.dsp.repetition import voice_that_does_not_repeat
from separation.errors import Interrupted, OutOfMemoryError, SeparationError
from separation.models.about import missing
from separation.models.registry import ModelInfo

METHODS: Mapping[str, Method] = {
    "fastica": Method(centre_component, revision=1, context=4 * GRID),
    "hpss": Method(percussive, revision=1, context=GRID),
    "melody": Method(voice_by_melody, revision=1, context=GRID),
    "nmf": Method(grouped_parts, revision=1, context=4 * GRID),
    "repet-sim": Method(voice_that_does_not_repeat, revision=1, context=12 * GRID),
}
"""By the name that stands in a model's architecture."""

_CELLS = 12
"""Grid cells in a chunk: 18 s, since what a method knows of the song is what it sees at once."""


class ClassicSeparator:
    """A Separator (see separation.api) without weights; every chunk is taken apart on its own."""

    grid = GRID
    cells_per_chunk = _CELLS
    drafts = False
    device = "cpu"
    notice = ""

    def __init__(self, info: ModelInfo) -> None:
        name = str(info.architecture["method"])
        self.info = info
        self._method = METHODS[name]
        self.version = f"{name}-{self._method.revision}"
        self._interrupted = threading.Event()

    def separate(self, read: ReadFrames, start: int, stop: int, margin: int) -> NDArray[np.float32]:
        """See Separator."""
        context = self._method.context
        if start % GRID or stop <= start or not 0 <= margin <= context:
            raise ValueError(f"no chunk: {start} to {stop} with a margin of {margin}")
        self._interrupted.clear()
        mix = read(start - context, stop - start + 2 * context)
        stems = np.zeros((len(self.info.stored_stems), *mix.shape), np.float32)
        heard = np.flatnonzero(mix.any(axis=1))  # beyond the song's ends there is nothing to learn
        if len(heard):
            first, last = heard[0], heard[-1] + 1
            stems[:, first:last] = self._split(mix[first:last])
        kept = context - margin
        return stems[:, kept : kept + stop - start + 2 * margin]

    def interrupt(self) -> None:
        """See Separator."""
        self._interrupted.set()

    def close(self) -> None:
        """See Separator."""

    def _split(self, mix: NDArray[np.float32]) -> NDArray[np.float32]:
        try:
            return self._method.split(padded(mix), self._check)[:, : len(mix)]
        except MemoryError as error:
            raise OutOfMemoryError(
                "There is not enough memory for this method.", "Close other programs."
            ) from error

    def _check(self) -> None:
        """Stop here when somebody asked for it."""
        if self._interrupted.is_set():
            raise Interrupted


def open_classic(info: ModelInfo) -> ClassicSeparator:
    """The method that `info` names; SeparationError when its packages are missing."""
    if lacking := missing(info):
        raise SeparationError(f"{info.title} cannot run here.", lacking)
    return ClassicSeparator(info)
