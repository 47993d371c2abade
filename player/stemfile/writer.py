"""Writes an entry: preallocates, takes pieces in any order, finishes into checked FLAC files."""

import os
import zlib
from contextlib import suppress
from dataclasses import replace
from pathlib import Path

import numpy as np
import soundfile
from numpy.typing import NDArray

from player.base.errors import CacheError, SeparationError
from player.base.units import CELL, CHANNELS, SAMPLE_RATE, Frames, StemName
from player.stemfile.cell_map import CellMap, CellState
from player.stemfile.disk import HINT, disk_errors, file_checksum
from player.stemfile.entry import (
    FRAME_BYTES,
    MAP,
    SCALE,
    Entry,
    flac_path,
    load_entry,
    raw_path,
    save_entry,
)

BLOCK = 1 << 18


class StemWriter:
    """The one writer of an entry. What an earlier run left is checked and taken up."""

    def __init__(self, folder: Path, entry: Entry) -> None:
        self.folder = folder
        self.entry = entry
        with disk_errors(folder, soundfile.SoundFileError):
            resumed = self._resume()
            if resumed is None:
                self._create()
            self._files = [raw_path(folder, s).open("r+b", buffering=0) for s in entry.stored]
            self._map = resumed or CellMap(folder / MAP, entry.cells, len(entry.stored))
            self._distrust()

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
                self._map.set(cell, state, self._checksums(cell))

    def seal(self, start: Frames, stop: Frames) -> None:
        """Take new checksums of final cells in a range whose sound was touched up."""
        with disk_errors(self.folder, soundfile.SoundFileError):
            for cell in range(start // CELL, min(-(-stop // CELL), self.entry.cells)):
                self._map.set(cell, CellState(self._map.states[cell]), self._checksums(cell))

    def downgrade(self, states: NDArray[np.uint8]) -> None:
        """Lower the state of cells that have to be made again."""
        with disk_errors(self.folder, soundfile.SoundFileError):
            for cell in np.flatnonzero(states != self._map.states):
                self._map.set_state(int(cell), CellState(states[cell]))

    def finish(self) -> Entry:
        """Encode all stems, check them, and only then say that the entry is complete."""
        with disk_errors(self.folder, soundfile.SoundFileError):
            checksums = {str(stem): self._encode(stem) for stem in self.entry.stored}
            done = replace(self.entry, complete=True, checksums=checksums)
            save_entry(self.folder, done)
            self.close()
            for stem in self.entry.stored:
                _remove(raw_path(self.folder, stem))
            _remove(self.folder / MAP)
        return done

    def close(self) -> None:
        """Close all files; what is written stays."""
        for file in self._files:
            file.close()
        self._map.close()

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
        self.folder.mkdir(parents=True, exist_ok=True)
        for left in self.folder.iterdir():
            left.unlink()
        for stem in self.entry.stored:
            _allocate(raw_path(self.folder, stem), self.entry.frames * FRAME_BYTES)
        CellMap(self.folder / MAP, self.entry.cells, len(self.entry.stored), create=True).close()
        save_entry(self.folder, self.entry)

    def _distrust(self) -> None:
        """Forget cells whose sound is not what was written: a power cut can do that."""
        for cell in np.flatnonzero(self._map.states):
            if self._checksums(int(cell)) != self._map.checksums[cell].tolist():
                self._map.set_state(int(cell), CellState.MISSING)

    def _checksums(self, cell: int) -> list[int]:
        sums = []
        for file in self._files:
            file.seek(cell * CELL * FRAME_BYTES)
            sums.append(zlib.crc32(file.read(CELL * FRAME_BYTES) or b""))
        return sums

    def _encode(self, stem: StemName) -> int:
        target = flac_path(self.folder, stem)
        part = target.with_suffix(".part")
        try:
            self._encode_to(part, stem)
            part.replace(target)
        except BaseException:
            part.unlink(missing_ok=True)
            raise
        return file_checksum(target)

    def _encode_to(self, part: Path, stem: StemName) -> None:
        written = 0
        with (
            raw_path(self.folder, stem).open("rb") as raw,
            soundfile.SoundFile(
                part, "w", SAMPLE_RATE, CHANNELS, subtype="PCM_16", format="FLAC"
            ) as flac,
        ):
            while block := raw.read(BLOCK * FRAME_BYTES):
                flac.write(np.frombuffer(block, "<i2").reshape(-1, CHANNELS))
                written = zlib.crc32(block, written)
        if _decoded_checksum(part) != written:
            raise CacheError(
                f"The disk gave back other stems than were written to {self.folder}.", HINT
            )
        with part.open("r+b") as file:  # Windows flushes only what may be written
            os.fsync(file.fileno())


def _decoded_checksum(path: Path) -> int:
    checksum = 0
    with soundfile.SoundFile(path) as flac:
        while len(block := flac.read(BLOCK, dtype="int16", always_2d=True)):
            checksum = zlib.crc32(block.astype("<i2").tobytes(), checksum)
    return checksum


def _allocate(path: Path, size: int) -> None:
    with path.open("wb") as file:
        if size and hasattr(os, "posix_fallocate"):
            os.posix_fallocate(file.fileno(), 0, size)  # a full disk is noticed now, not midway
        file.truncate(size)


def _write_all(descriptor: int, content: bytes) -> None:
    view = memoryview(content)
    while view:
        view = view[os.write(descriptor, view) :]


def _remove(path: Path) -> None:
    with suppress(PermissionError):  # Windows keeps what the engine still reads until later
        path.unlink(missing_ok=True)
