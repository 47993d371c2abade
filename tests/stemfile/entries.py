"""Entries to write and read in tests."""

from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from player.base.units import StemName
from player.stemfile.cell_map import CellState
from player.stemfile.entry import Entry
from player.stemfile.writer import StemWriter

TWO = (StemName("vocals"), StemName("accompaniment"))
FOUR = (StemName("vocals"), StemName("drums"), StemName("bass"), StemName("other"))


def an_entry(frames: int, stems: tuple[StemName, ...] = TWO, model: str = "model-1") -> Entry:
    return Entry(frames, stems, model)


def noise(entry: Entry, seed: int = 0) -> NDArray[np.float32]:
    """Stems (stored, frames, 2) that can be stored exactly."""
    shape = (len(entry.stored), entry.frames, 2)
    pcm = np.random.default_rng(seed).integers(-20_000, 20_000, shape, np.int16)
    return (pcm / 16_384).astype(np.float32)


def write_all(folder: Path, entry: Entry, samples: NDArray[np.float32]) -> StemWriter:
    """A writer that has everything, not yet finished."""
    writer = StemWriter(folder, entry)
    writer.write(0, samples)
    writer.mark(0, entry.frames, CellState.FINAL)
    return writer
