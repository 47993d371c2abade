"""A decoder that only goes forward, made seekable: what it gave is kept in a temporary file."""

import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import IO

import numpy as np

from player.base.units import CHANNELS, Pcm
from player.decoder.errors import spooling

_FRAME = CHANNELS * np.dtype(np.float32).itemsize


class Spool:
    """Stereo frames in an unnamed temporary file: it is gone when closed, or when we die."""

    def __init__(self, folder: Path | None) -> None:
        self.frames = 0
        with spooling():
            self._file: IO[bytes] = tempfile.TemporaryFile(  # noqa: SIM115
                dir=folder, prefix="minusone-spool-"
            )

    def append(self, block: Pcm) -> None:
        """Keep `block`, float32 (frames, 2); raises AudioFileError if the disk is full."""
        with spooling():
            self._file.seek(self.frames * _FRAME)
            self._file.write(np.ascontiguousarray(block, np.float32).data)
        self.frames += len(block)

    def read(self, start: int, count: int) -> Pcm:
        """`count` frames from `start`, float32 (count, 2), zeros after the last frame kept."""
        out = np.zeros((count, CHANNELS), np.float32)
        inside = min(count, self.frames - start)
        if inside > 0:
            with spooling():
                self._file.seek(start * _FRAME)
                data = self._file.read(inside * _FRAME)
            out[:inside] = np.frombuffer(data, np.float32).reshape(-1, CHANNELS)
        return out

    def close(self) -> None:
        """Delete it."""
        self._file.close()


class SpooledReader:
    """Reads anywhere in `blocks`, each float32 (any, 2) at `rate`, taken once and in order.

    `frames` is the length announced: what the blocks have more is left out, what they lack is
    silence. Reading far ahead decodes up to there; memory does not grow. `spool` may hold the first
    frames already; it is taken over.
    """

    def __init__(self, blocks: Iterator[Pcm], rate: int, frames: int, spool: Spool) -> None:
        self.rate, self.frames = rate, frames
        self._blocks = blocks
        self._spool = spool
        self._ended = False

    def read(self, start: int, count: int) -> Pcm:
        """`count` frames from `start`, float32 (count, 2); raises AudioFileError."""
        while self._spool.frames < start + count and self.advance():
            pass
        return self._spool.read(start, count)

    def advance(self) -> bool:
        """Keep one block more; False after the last one. Raises AudioFileError."""
        block = None if self._ended else next(self._blocks, None)
        self._ended = block is None
        if block is not None:
            self._spool.append(block)
        return not self._ended

    def close(self) -> None:
        """Delete the spool and let go of the blocks."""
        self._ended, self._blocks = True, iter(())
        self._spool.close()
