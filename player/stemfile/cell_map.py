"""The map of an unfinished entry: whether each grid cell can be heard, and its checksums."""

from enum import IntEnum
from pathlib import Path

import numpy as np
from numpy.typing import NDArray


class CellState(IntEnum):
    """How far a cell is. A draft can be heard and will be made again."""

    MISSING = 0
    DRAFT = 1
    FINAL = 2


class CellMap:
    """States and checksums of all cells, in a file of fixed size.

    Layout: one byte of state for each cell, then `stems` little-endian CRC-32 for each cell.
    Sound is written before its state, so what the map says can be heard is there.
    """

    def __init__(self, path: Path, cells: int, stems: int, *, create: bool = False) -> None:
        if create:
            path.write_bytes(bytes(cells * (1 + 4 * stems)))
        self._file = path.open("r+b", buffering=0)
        content = self._file.read()
        if len(content) != cells * (1 + 4 * stems):
            self._file.close()
            raise ValueError(f"{path} has a wrong size")
        self.states: NDArray[np.uint8] = np.frombuffer(content[:cells], np.uint8).copy()
        self.checksums = np.frombuffer(content[cells:], "<u4").reshape(cells, stems).copy()

    def set(self, cell: int, state: CellState, checksums: list[int]) -> None:
        """Record a cell: its checksums first, then its state."""
        self.checksums[cell] = checksums
        self._file.seek(len(self.states) + cell * 4 * len(checksums))
        self._file.write(self.checksums[cell].tobytes())
        self.set_state(cell, state)

    def set_state(self, cell: int, state: CellState) -> None:
        """Change only what is said of a cell."""
        self.states[cell] = state
        self._file.seek(cell)
        self._file.write(bytes([state]))

    def close(self) -> None:
        """Close the file."""
        self._file.close()


def read_states(path: Path, cells: int) -> bytes:
    """The states as they are now, one byte a cell; OSError if the map is gone."""
    with path.open("rb", buffering=0) as file:
        return file.read(cells).ljust(cells, bytes([CellState.MISSING]))
