"""Writes an entry: preallocates, takes pieces in any order, finishes into checked files."""

import os
from collections.abc import Iterator
from contextlib import ExitStack, suppress
from dataclasses import replace
from pathlib import Path
from typing import BinaryIO

import numpy as np
import soundfile
from numpy.typing import NDArray

from player.base.errors import CacheError, SeparationError
from player.base.units import CELL, CHANNELS, Frames, StemName
from player.stemfile.cell_map import CellMap, CellState
from player.stemfile.check import cell_checksums, damaged_cells
from player.stemfile.codecs import BLOCK, write_coded
from player.stemfile.disk import disk_errors, remove
from player.stemfile.entry import (
    FLAC,
    FRAME_BYTES,
    MAP,
    SCALE,
    Entry,
    GoOn,
    coded_path,
    load_entry,
    raw_path,
    save_entry,
)
from player.stemfile.left_over import remove_left_over
from player.stemfile.locks import try_lock

PATIENCE = 2.0
"""Seconds to wait for a writer that may just be ending."""
TRIES = 3


class StemWriter:
    """The one writer of an entry. What an earlier run left is checked and taken up."""

    def __init__(self, folder: Path, entry: Entry) -> None:
        """CacheError if the disk refuses, or another process is at it."""
        self.folder = folder
        self.entry = entry
        with disk_errors(folder, soundfile.SoundFileError), ExitStack() as opened:
            self._lock = opened.enter_context(_hold(folder))
            resumed = self._resume()
            if resumed is None:
                self._create()
            self._files = [
                opened.enter_context(raw_path(folder, s).open("r+b", buffering=0))
                for s in entry.stored
            ]
            self._map = resumed or CellMap(folder / MAP, entry.cells, len(entry.stored))
            opened.callback(self._map.close)
            self._distrust()
            remove_left_over(folder, entry)
            self._opened = opened.pop_all()

    @property
    def states(self) -> NDArray[np.uint8]:
        """CellState of each cell, shape (cells,); a copy."""
        return self._map.states.copy()

    def write(self, start: Frames, samples: NDArray[np.float32]) -> None:
        """Store sound (stored stems, n, 2) from frame `start`; what lies outside the song is cut.

        Raises CacheError when the disk refuses, SeparationError when a sample is no finite number.
        """
        if not np.isfinite(samples).all():
            raise SeparationError("The separation gave a sample that is not a number.")
        first = max(0, start)
        kept = samples[:, first - start : max(first, self.entry.frames) - start]
        pcm = np.clip(np.rint(kept * SCALE), -32_768, 32_767).astype("<i2")
        with disk_errors(self.folder, soundfile.SoundFileError):
            for file, stem in zip(self._files, pcm, strict=True):
                file.seek(first * FRAME_BYTES)
                _write_all(file.fileno(), stem.tobytes())

    def mark(self, start: Frames, stop: Frames, state: CellState) -> None:
        """Say that the cells from `start` to `stop` are written."""
        with disk_errors(self.folder, soundfile.SoundFileError):
            for cell in range(start // CELL, min(-(-stop // CELL), self.entry.cells)):
                self._map.set(cell, state, cell_checksums(self._files, cell))

    def seal(self, start: Frames, stop: Frames) -> None:
        """Take new checksums of final cells in a range whose sound was touched up."""
        with disk_errors(self.folder, soundfile.SoundFileError):
            for cell in range(start // CELL, min(-(-stop // CELL), self.entry.cells)):
                self._map.set(
                    cell, CellState(self._map.states[cell]), cell_checksums(self._files, cell)
                )

    def downgrade(self, states: NDArray[np.uint8]) -> None:
        """Lower the state of cells that have to be made again."""
        with disk_errors(self.folder, soundfile.SoundFileError):
            for cell in np.flatnonzero(states != self._map.states):
                self._map.set_state(int(cell), CellState(states[cell]))

    def finish(self, codec: str = FLAC, go_on: GoOn = lambda: True) -> Entry:
        """Code all stems, check them, and only then say that the entry is complete.

        Raises Halted when `go_on`, asked now and then, says no; the entry then still waits.
        """
        with disk_errors(self.folder, soundfile.SoundFileError):
            checksums = {str(s): self._encode(s, codec, go_on) for s in self.entry.stored}
            done = replace(self.entry, complete=True, checksums=checksums, codec=codec)
            save_entry(self.folder, done)
            self.close()
            for stem in self.entry.stored:
                remove(raw_path(self.folder, stem))
            remove(self.folder / MAP)
        return done

    def close(self) -> None:
        """Close all files; what is written stays."""
        self._opened.close()

    def _resume(self) -> CellMap | None:
        try:
            if load_entry(self.folder) != self.entry:
                return None
            sizes = {raw_path(self.folder, s).stat().st_size for s in self.entry.stored}
            if sizes != {self.entry.frames * FRAME_BYTES}:
                return None
            return CellMap(self.folder / MAP, self.entry.cells, len(self.entry.stored))
        except (CacheError, FileNotFoundError, ValueError):
            return None

    def _create(self) -> None:
        for left in self.folder.iterdir():
            if left.name != MAP:
                left.unlink()
        for stem in self.entry.stored:
            _allocate(raw_path(self.folder, stem), self.entry.frames * FRAME_BYTES)
        CellMap(self.folder / MAP, self.entry.cells, len(self.entry.stored), create=True).close()
        save_entry(self.folder, self.entry)

    def _distrust(self) -> None:
        """Forget cells whose sound is not what was written: a power cut can do that."""
        for cell in damaged_cells(self.folder, self.entry, self._map):
            self._map.set_state(cell, CellState.MISSING)

    def _encode(self, stem: StemName, codec: str, go_on: GoOn) -> int:
        path = coded_path(self.folder, stem, codec)
        return write_coded(path, codec, stored_blocks(raw_path(self.folder, stem)), go_on)


def _hold(folder: Path) -> BinaryIO:
    """The map's file, which its one writer keeps locked; CacheError if there is another."""
    path = folder / MAP
    folder.mkdir(parents=True, exist_ok=True)
    for _ in range(TRIES):
        with ExitStack() as opened:
            file = opened.enter_context(path.open("ab"))
            if not try_lock(file.fileno(), PATIENCE):
                break
            with suppress(FileNotFoundError):  # its last writer finished meanwhile
                if os.path.samestat(path.stat(), os.fstat(file.fileno())):
                    opened.pop_all()
                    return file
    raise CacheError("Another program is making the stems of this song.", "Wait until it is done.")


def stored_blocks(path: Path) -> Iterator[NDArray[np.int16]]:
    """The samples (n, 2) of a stem that is being made, block by block."""
    with path.open("rb") as raw:
        while block := raw.read(BLOCK * FRAME_BYTES):
            yield np.frombuffer(block, "<i2").reshape(-1, CHANNELS)


def _allocate(path: Path, size: int) -> None:
    with path.open("wb") as file:
        if size and hasattr(os, "posix_fallocate"):
            os.posix_fallocate(file.fileno(), 0, size)  # a full disk is noticed now, not midway
        file.truncate(size)


def _write_all(descriptor: int, content: bytes) -> None:
    view = memoryview(content)
    while view:
        view = view[os.write(descriptor, view) :]
