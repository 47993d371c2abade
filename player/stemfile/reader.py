"""Reads an entry while it is being made and after, in the same way."""

from contextlib import ExitStack
from pathlib import Path
from typing import TypeAlias

import numpy as np
import soundfile
from numpy.typing import NDArray

from player.base.errors import CacheError
from player.base.units import CELL, CHANNELS, Frames
from player.stemfile.cell_map import SEAM, CellState, read_states
from player.stemfile.codecs import CodedTrack
from player.stemfile.entry import (
    FRAME_BYTES,
    MAP,
    SCALE,
    Entry,
    coded_path,
    is_complete,
    load_entry,
    raw_path,
)


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
                    track.read_into(stem[first - start : last - start], first)
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
            found = self._load()
            if found == self.entry:
                raise
            self.entry = found  # finished, or coded anew, after its description was read
            return self._open_as(found)

    def _open_as(self, entry: Entry) -> "list[_Track]":
        tracks: list[_Track] = []
        for stem in entry.stored:
            if entry.complete:
                path = coded_path(self._folder, stem, entry.codec)
                tracks.append(CodedTrack(path, entry.codec, entry.frames))
            else:
                tracks.append(_Raw(raw_path(self._folder, stem)))
            self._files.callback(tracks[-1].close)
        return tracks


class _Raw:
    def __init__(self, path: Path) -> None:
        self._file = path.open("rb", buffering=0)

    def read_into(self, out: NDArray[np.float32], start: Frames) -> None:
        self._file.seek(start * FRAME_BYTES)
        content = self._file.read(len(out) * FRAME_BYTES) or b""
        whole = len(content) // FRAME_BYTES
        pcm = np.frombuffer(content[: whole * FRAME_BYTES], "<i2").reshape(-1, CHANNELS)
        np.multiply(pcm, np.float32(1 / SCALE), out=out[:whole])

    def close(self) -> None:
        self._file.close()


_Track: TypeAlias = _Raw | CodedTrack
