"""Which chunk of a song comes next, and how neighbours are joined; no network, no file."""

from collections.abc import Collection
from dataclasses import dataclass
from enum import IntEnum

import numpy as np
from numpy.typing import NDArray

from separation.api import GRID

CELLS_PER_CHUNK = 4
MARGIN = 512


class CellState(IntEnum):
    """What is known of one cell of the grid."""

    NONE = 0
    DRAFT = 1
    """Separated with a framing of its own, for the moment's need."""
    FINAL = 2
    """Separated as part of its canonical chunk."""


@dataclass(frozen=True)
class Chunk:
    """Frames start .. stop of a song, to be separated in one piece."""

    start: int
    stop: int
    draft: bool = False


class ChunkPlan:
    """The order in which a song's chunks are separated, the playhead's surroundings first.

    A network's output depends on how its input is framed. Canonical chunks tile the song in runs
    of `cells_per_chunk` cells, whatever the playhead did, so that the same song always gets the
    same stems. A short draft chunk at the playhead bridges the time until its canonical chunk,
    which replaces it.
    """

    def __init__(
        self,
        frames: int,
        grid: int = GRID,
        cells_per_chunk: int = CELLS_PER_CHUNK,
        first_cells: int = 1,
        min_first: int = 22_050,
        drafts: bool = True,
        states: NDArray[np.uint8] | None = None,
    ) -> None:
        """`states`: what a stored song says of its cells, to go on from there.

        `drafts`: whether the playhead gets short chunks first.
        """
        self.frames = frames
        self.grid = grid
        self.cells_per_chunk = cells_per_chunk
        self._first_cells = first_cells if drafts else 0
        self._min_first = min_first
        self.cells = -(-frames // grid)
        stored = np.zeros(self.cells, np.uint8) if states is None else states
        if len(stored) != self.cells:
            raise ValueError(f"{len(stored)} cell states for {self.cells} cells")
        self.states = resume_states(stored, cells_per_chunk)
        self.joined = joined_seams(stored, cells_per_chunk, grid)

    @property
    def final_frames(self) -> int:
        """How many frames are done for good."""
        final = np.flatnonzero(self.states == CellState.FINAL)
        short = self.cells * self.grid - self.frames if self.cells - 1 in final else 0
        return len(final) * self.grid - short

    def next(self, playhead: int | None = None) -> Chunk | None:
        """The chunk to separate next, None when all are final; the playhead may have jumped."""
        cell = None
        if playhead is not None and self.cells:
            playhead = min(max(playhead, 0), self.frames - 1)
            cell = playhead // self.grid
            if self._first_cells and self.states[cell] == CellState.NONE:
                return self._first_at(playhead, cell)
        return self._canonical(cell or 0)

    def mark(self, chunk: Chunk) -> None:
        """Note that `chunk` is separated and written; a draft never covers what is final."""
        cells = self.states[chunk.start // self.grid : -(-chunk.stop // self.grid)]
        state = CellState.DRAFT if chunk.draft else CellState.FINAL
        np.maximum(cells, np.uint8(state), out=cells)

    def _first_at(self, playhead: int, cell: int) -> Chunk:
        """A draft from the playhead's cell on, or its canonical chunk where that is as short."""
        left = (cell + 1) * self.grid - playhead
        wanted = self._first_cells + (left < self._min_first)
        last = min(cell + wanted, self.cells)
        done = np.flatnonzero(self.states[cell:last])
        stop = cell + int(done[0]) if len(done) else last
        run = self._run(cell // self.cells_per_chunk)
        if run.stop <= stop * self.grid and run.start >= cell * self.grid:
            return run
        return Chunk(cell * self.grid, min(stop * self.grid, self.frames), draft=True)

    def _canonical(self, cell: int) -> Chunk | None:
        """The first unfinished run from `cell` on to the end, then backwards from there.

        Behind, the nearest comes first: a short way back is a likelier jump than the beginning,
        and a jump to the beginning gets a draft at once in any case.
        """
        final = self.states == CellState.FINAL
        here = cell // self.cells_per_chunk
        runs = -(-self.cells // self.cells_per_chunk)
        for index in (*range(here, runs), *range(here - 1, -1, -1)):
            first = index * self.cells_per_chunk
            if not final[first : first + self.cells_per_chunk].all():
                return self._run(index)
        return None

    def _run(self, index: int) -> Chunk:
        """The canonical chunk number `index`."""
        size = self.cells_per_chunk * self.grid
        return Chunk(index * size, min((index + 1) * size, self.frames))


def _final_runs(states: NDArray[np.uint8], cells_per_chunk: int) -> NDArray[np.bool_]:
    """Which canonical chunks are final throughout."""
    starts = range(0, len(states), cells_per_chunk)
    return np.array(
        [bool((states[s : s + cells_per_chunk] == CellState.FINAL).all()) for s in starts], np.bool_
    )


def resume_states(
    states: NDArray[np.uint8], cells_per_chunk: int = CELLS_PER_CHUNK
) -> NDArray[np.uint8]:
    """The states to go on from: final cells beside an unfinished chunk become drafts.

    What such a chunk had to give to the seam was never stored, so it is made again.
    """
    final = _final_runs(states, cells_per_chunk)
    keep = final.copy()
    keep[1:] &= final[:-1]
    keep[:-1] &= final[1:]
    kept = np.repeat(keep, cells_per_chunk)[: len(states)]
    return np.where(kept, states, np.minimum(states, CellState.DRAFT)).astype(np.uint8)


def joined_seams(
    states: NDArray[np.uint8], cells_per_chunk: int = CELLS_PER_CHUNK, grid: int = GRID
) -> frozenset[int]:
    """Positions of the seams that are already cross-faded: both neighbours are final."""
    final = _final_runs(states, cells_per_chunk)
    both = np.flatnonzero(final[1:] & final[:-1]) + 1
    return frozenset(int(index) * cells_per_chunk * grid for index in both)


Piece = tuple[int, NDArray[np.float32]]


@dataclass(frozen=True)
class _Extension:
    """One side of a seam: 2 * margin frames around it, and how many of them are in the song."""

    samples: NDArray[np.float32]
    frames: int


class Seams:
    """Joins canonical chunks by a cross-fade of 2 * margin frames around each border.

    Once all chunks are in, the result is the same bit for bit, whatever their order. Only the
    sides of seams whose other side is missing are kept in memory.
    """

    def __init__(self, margin: int = MARGIN, joined: Collection[int] = ()) -> None:
        """`joined`: seams already faded in what is stored (ChunkPlan.joined); left untouched."""
        self.margin = margin
        self._joined = set(joined)
        self._left: dict[int, _Extension] = {}
        self._right: dict[int, _Extension] = {}
        steps = (np.arange(2 * margin, dtype=np.float64) + 0.5) / (2 * margin)
        self._fade = (np.sin(steps * np.pi / 2) ** 2).astype(np.float32)[:, None]

    def add(self, chunk: Chunk, samples: NDArray[np.float32]) -> list[Piece]:
        """What to write, in this order, as (start frame, (stems, frames, 2)).

        `samples`: (stems, chunk length + 2 * margin, 2), as Separator.separate gives them.
        """
        length = chunk.stop - chunk.start
        if samples.shape[1] != length + 2 * self.margin:
            raise ValueError(f"{samples.shape[1]} frames for {length} and two margins")
        core = samples[:, self.margin : self.margin + length]
        if chunk.draft:
            return [(chunk.start, core)]
        # A seam joined before a restart was faded with sound that is gone now: keep it.
        first = min(self.margin, length) if chunk.start in self._joined else 0
        last = length - self.margin if chunk.stop in self._joined else length
        pieces = [(chunk.start + first, core[:, first:last])] if last > first else []
        around = 2 * self.margin
        if chunk.start > 0 and chunk.start not in self._joined:
            inside = self.margin + min(self.margin, length)
            self._right[chunk.start] = _Extension(samples[:, :around].copy(), inside)
        if chunk.stop not in self._joined:
            self._left[chunk.stop] = _Extension(samples[:, -around:].copy(), around)
        return pieces + self._join(chunk.start) + self._join(chunk.stop)

    def _join(self, seam: int) -> list[Piece]:
        """The faded frames around `seam` when both its sides are known."""
        if seam not in self._left or seam not in self._right:
            return []
        left, right = self._left.pop(seam), self._right.pop(seam)
        self._joined.add(seam)
        faded = left.samples + (right.samples - left.samples) * self._fade
        return [(seam - self.margin, faded[:, : right.frames])]
