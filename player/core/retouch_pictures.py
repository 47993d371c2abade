"""Pictures of one stem as it is painted: frequency against time, a section at a time."""

from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from player.base.units import CELL, Frames, Pcm
from player.core.plane.picture import Section, make_section
from player.retouch.refining import Refiner
from player.retouch.strokes import Stroke

_KEPT = 8
"""Cells that are remembered: a section lies in two or three."""


class StemPictures:
    """Used by one thread at a time."""

    def __init__(self, song: Path, base: Path) -> None:
        """AudioFileError or CacheError if one of them cannot be read."""
        self._refiner = Refiner(song, base)
        self._cells: dict[int, NDArray[np.float32]] = {}
        self._strokes: Sequence[Stroke] = ()

    def section(
        self, stem: int, number: int, strokes: Sequence[Stroke], halted: Callable[[], bool]
    ) -> Section | None:
        """Two seconds of a stem; None if `halted` said so meanwhile."""
        if strokes != self._strokes:
            self._strokes = strokes
            self._cells.clear()
        return make_section(partial(self._read, stem), number, halted)

    def close(self) -> None:
        """Close all files."""
        self._refiner.close()

    def _read(self, stem: int, start: Frames, count: Frames) -> Pcm:
        cells = range(start // CELL, (start + count - 1) // CELL + 1)
        sound = np.concatenate([self._stems(cell)[stem] for cell in cells])
        first = start - cells.start * CELL
        return sound[first : first + count]

    def _stems(self, cell: int) -> NDArray[np.float32]:
        """All stems of a cell, with silence outside the song."""
        if cell not in self._cells:
            while len(self._cells) >= _KEPT:
                del self._cells[next(iter(self._cells))]
            self._cells[cell] = self._refiner.all_stems(cell, self._strokes)
        return self._cells[cell]
