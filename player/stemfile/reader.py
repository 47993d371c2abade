"""Reads an entry while it is being made and after, in the same way."""

from contextlib import ExitStack
from pathlib import Path
from typing import TypeAlias

import numpy as np
import soundfile
from numpy.typing import NDArray

from player.base.errors import CacheError
from player.base.units import CELL, CHANNELS, Frames
from player.stemfile.cell_map import CellState, read_states
from player.stemfile.entry import (
    FRAME_BYTES,
    MAP,
    SCALE,
    Entry,
    flac_path,
    is_complete,
    load_entry,
    raw_path,
)

SEAM = 512
"""Frames on each side of a chunk's border that its neighbour may still change."""


class StemReader:
    """The stored stems of one entry, at any position. Used by one thread at a time."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self.entry: Entry = self._load()
        self._files = ExitStack()
        try:
            self._tracks = self._open()
        except (OSError, soundfile.SoundFileError) as error:
            self._files.close()
            raise CacheError(f"The stems in {folder} cannot be read: {error}.") from error
        state = CellState.FINAL if self.entry.complete else CellState.MISSING
        self._states = bytes([state]) * self.entry.cells

    def states(self) -> bytes:
        """CellState of each cell as it is now, one byte a cell."""
        if not self.waiting:
            return self._states
        try:
            self._states = read_states(self._folder / MAP, self.entry.cells)
        except OSError:  # finished meanwhile (the raw files stay open here), or deleted
            if is_complete(self._folder, self.entry):
                self._states = bytes([CellState.FINAL]) * self.entry.cells
        return self._states

    def state(self, start: Frames, count: Frames) -> CellState:
        """The least state of the cells that a range touches, as `states` last saw them.

        Near a cell that is not final yet, sound is a draft: the seam will be faded over.
        """
        own = self._least(start, start + count)
        around = self._least(start - SEAM, start + count + SEAM)
        return own if around == CellState.FINAL else min(own, CellState.DRAFT)

    def _least(self, start: Frames, stop: Frames) -> CellState:
        touched = self._states[max(0, start) // CELL : -(-stop // CELL)]
        return CellState(min([CellState.FINAL, *touched]))

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
        self._files.close()

    def _load(self) -> Entry:
        entry = load_entry(self._folder)
        if entry is None:
            raise CacheError(f"There are no stems in {self._folder}.")
        return entry

    def _open(self) -> "list[_Track]":
        try:
            return self._open_as(self.entry)
        except FileNotFoundError:
            if not is_complete(self._folder, self.entry):
                raise
            self.entry = self._load()  # it was finished after its description was read
            return self._open_as(self.entry)

    def _open_as(self, entry: Entry) -> "list[_Track]":
        tracks: list[_Track] = []
        for stem in entry.stored:
            if entry.complete:
                tracks.append(_Flac(flac_path(self._folder, stem), entry.frames))
            else:
                tracks.append(_Raw(raw_path(self._folder, stem)))
            self._files.callback(tracks[-1].close)
        return tracks


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


_Track: TypeAlias = _Raw | _Flac
