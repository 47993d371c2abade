"""Reads an entry while it is being made and after, in the same way."""

from pathlib import Path

import numpy as np
import soundfile
from numpy.typing import NDArray

from player.base.errors import CacheError
from player.base.units import CELL, CHANNELS, Frames
from player.stemfile.cell_map import CellState, read_states
from player.stemfile.entry import FRAME_BYTES, MAP, SCALE, Entry, flac_path, load_entry, raw_path


class StemReader:
    """The stored stems of one entry, at any position. Used by one thread at a time."""

    def __init__(self, folder: Path) -> None:
        entry = load_entry(folder)
        if entry is None:
            raise CacheError(f"There are no stems in {folder}.")
        self.entry: Entry = entry
        self._folder = folder
        self._states = bytes([CellState.FINAL]) * entry.cells if entry.complete else b""
        try:
            self._tracks: list[_Flac | _Raw] = (
                [_Flac(flac_path(folder, stem), entry.frames) for stem in entry.stored]
                if entry.complete
                else [_Raw(raw_path(folder, stem)) for stem in entry.stored]
            )
        except (OSError, soundfile.SoundFileError) as error:
            raise CacheError(f"The stems in {folder} cannot be read: {error}.") from error

    def states(self) -> bytes:
        """CellState of each cell as it is now, one byte a cell."""
        if not self.waiting:
            return self._states
        try:
            self._states = read_states(self._folder / MAP, self.entry.cells)
        except FileNotFoundError:  # finished meanwhile (the raw files stay open here), or deleted
            entry = load_entry(self._folder)
            if entry is not None and entry.complete:
                self._states = bytes([CellState.FINAL]) * self.entry.cells
        return self._states

    def state(self, start: Frames, count: Frames) -> CellState:
        """The least state of the cells that a range touches, as `states` last saw them."""
        touched = self._states[max(0, start) // CELL : -(-(start + count) // CELL)]
        return CellState(min(touched, default=CellState.FINAL))

    @property
    def waiting(self) -> bool:
        """Whether cells are still being made."""
        return self._states.count(CellState.FINAL) < self.entry.cells

    def read(self, start: Frames, count: Frames) -> NDArray[np.float32]:
        """Stems (stored, count, 2), zeros outside the song; CacheError if unreadable."""
        out = np.zeros((len(self._tracks), count, CHANNELS), np.float32)
        first, last = max(start, 0), min(start + count, self.entry.frames)
        if first < last:
            try:
                for stem, track in zip(out, self._tracks, strict=True):
                    pcm = track.read(first, last - first)
                    np.multiply(pcm, np.float32(1 / SCALE), out=stem[first - start :][: len(pcm)])
            except (OSError, soundfile.SoundFileError) as error:
                raise CacheError(f"The stems in {self._folder} cannot be read: {error}.") from error
        return out

    def close(self) -> None:
        """Close all files."""
        for track in self._tracks:
            track.close()


class _Raw:
    def __init__(self, path: Path) -> None:
        self._file = path.open("rb", buffering=0)

    def read(self, start: Frames, count: Frames) -> NDArray[np.int16]:
        self._file.seek(start * FRAME_BYTES)
        content = self._file.read(count * FRAME_BYTES) or b""
        whole = len(content) // FRAME_BYTES * FRAME_BYTES
        return np.frombuffer(content[:whole], "<i2").reshape(-1, CHANNELS)

    def close(self) -> None:
        self._file.close()


class _Flac:
    def __init__(self, path: Path, frames: Frames) -> None:
        self._file = soundfile.SoundFile(path)
        if self._file.frames != frames:
            self._file.close()
            raise OSError(f"{path} has {self._file.frames} frames instead of {frames}")

    def read(self, start: Frames, count: Frames) -> NDArray[np.int16]:
        if self._file.tell() != start:
            self._file.seek(start)
        pcm: NDArray[np.int16] = self._file.read(count, dtype="int16", always_2d=True)
        return pcm

    def close(self) -> None:
        self._file.close()
