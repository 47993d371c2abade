"""The map of an unfinished entry: whether each grid cell can be heard, and its checksums."""

import zlib
from enum import IntEnum
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from player.base.units import CHANNELS

SEAM = 512
"""Frames on each side of a chunk's border that its neighbour may still change."""
PARTS = 3
"""Checksums of a cell: of its first seam, of what lies between, and of its last seam."""


class CellState(IntEnum):
    """How far a cell is. A draft can be heard and will be made again."""

    MISSING = 0
    DRAFT = 1
    FINAL = 2


class CellMap:
    """States and checksums of all cells, in a file of fixed size.

    Layout: one byte of state for each cell, then three little-endian CRC-32 for each stem of each
    cell. Sound is written before its state, so what the map says can be heard is there.
    """

    def __init__(self, path: Path, cells: int, stems: int, *, create: bool = False) -> None:
        if create:
            path.write_bytes(bytes(cells * (1 + 4 * PARTS * stems)))
        self._file = path.open("r+b", buffering=0)
        content = self._file.read()
        if len(content) != cells * (1 + 4 * PARTS * stems):
            self._file.close()
            raise ValueError(f"{path} has a wrong size")
        self.states: NDArray[np.uint8] = np.frombuffer(content[:cells], np.uint8).copy()
        sums = np.frombuffer(content[cells:], "<u4")
        self.checksums = sums.reshape(cells, stems, PARTS).copy()

    def set(self, cell: int, state: CellState, checksums: NDArray[np.uint32]) -> None:
        """Record a cell: its checksums (stems, 3) first, then its state."""
        self.checksums[cell] = checksums
        self._file.seek(len(self.states) + cell * self.checksums[cell].nbytes)
        self._file.write(self.checksums[cell].tobytes())
        self.set_state(cell, state)

    def set_state(self, cell: int, state: CellState) -> None:
        """Change only what is said of a cell."""
        self.states[cell] = state
        self._file.seek(cell)
        self._file.write(bytes([state]))

    def is_damaged(self, cell: int, checksums: NDArray[np.uint32]) -> bool:
        """Whether a cell is not what was written, by the checksums (stems, 3) it has now.

        A seam counts only between cells that are final: elsewhere a writer that was killed may
        have been at it, and the chunks on both its sides are made again in any case.
        """
        first, between, last = (checksums != self.checksums[cell]).any(axis=0)
        final = self.states == CellState.FINAL
        first = first and final[max(0, cell - 1) : cell + 1].all()
        last = last and final[cell : cell + 2].all()
        return bool(first or between or last)

    def close(self) -> None:
        """Close the file."""
        self._file.close()


def checksums_of(cell: bytes) -> list[int]:
    """Three CRC-32 of one stem's samples in a cell."""
    seam = min(SEAM * CHANNELS * 2, len(cell))
    last = max(seam, len(cell) - seam)
    return [zlib.crc32(part) for part in (cell[:seam], cell[seam:last], cell[last:])]


def read_states(path: Path, cells: int) -> bytes:
    """The states as they are now, one byte a cell; OSError if the map is gone."""
    with path.open("rb", buffering=0) as file:
        return file.read(cells).ljust(cells, bytes([CellState.MISSING]))
