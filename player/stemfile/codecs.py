"""How finished stems are coded: FLAC keeps every bit, Opus takes a third of the room."""

import os
import zlib
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

import numpy as np
import soundfile
from numpy.typing import NDArray

from player.base.errors import CacheError
from player.base.units import CHANNELS, SAMPLE_RATE, Frames
from player.stemfile.disk import HINT, file_checksum
from player.stemfile.entry import FLAC, OPUS, SCALE, GoOn

BLOCK = 1 << 18
"""Frames coded or decoded at a time."""

# Opus knows 48 kHz only. Our frames are given to it as if they were that: none is added, lost or
# moved, where resampling would blur them all. Another player plays such a file 9 % fast.
_OPUS_RATE = 48_000
_QUALITY = 0.6  # 196 kbit a second of music
_FORMATS: dict[str, dict[str, Any]] = {
    FLAC: {"format": "FLAC", "subtype": "PCM_16", "samplerate": SAMPLE_RATE},
    OPUS: {
        "format": "OGG",
        "subtype": "OPUS",
        "samplerate": _OPUS_RATE,
        "compression_level": _QUALITY,
    },
}

# libsndfile gives wrong sound where one read ends and another begins in the last 312 frames of an
# Opus file: silence after the song moves that end away.
_PADDING = {FLAC: 0, OPUS: 1_024}


class Halted(Exception):
    """Coding was broken off, as asked."""


def write_coded(
    target: Path, codec: str, blocks: Iterable[NDArray[np.int16]], go_on: GoOn = lambda: True
) -> int:
    """Code stored samples (n, 2) aside, check them, move them to `target`; returns its CRC-32.

    Raises CacheError, OSError or SoundFileError as the disk says, Halted when `go_on` says no.
    """
    part = target.with_name(f"{target.name}.part")
    tally = _Tally(go_on)
    try:
        with soundfile.SoundFile(part, "w", channels=CHANNELS, **_FORMATS[codec]) as file:
            for block in tally.through(blocks):
                file.write(block)
            file.write(np.zeros((_PADDING[codec], CHANNELS), np.int16))
        _check(part, codec, tally)
        with part.open("r+b") as coded:  # Windows flushes only what may be written
            os.fsync(coded.fileno())
        part.replace(target)
    except BaseException:
        part.unlink(missing_ok=True)
        raise
    return file_checksum(target)


class CodedTrack:
    """A finished stem, read at any frame."""

    def __init__(self, path: Path, codec: str, frames: Frames) -> None:
        """OSError or SoundFileError if it cannot be opened, or has another length."""
        if not path.exists():
            raise FileNotFoundError(path)
        self._dtype = "int16" if codec == FLAC else "float32"
        self._scale = np.float32(1 / SCALE if codec == FLAC else 32_768 / SCALE)
        self._left_over = _PADDING[codec]
        self._file = soundfile.SoundFile(path)
        if self._file.frames - self._left_over != frames:
            found = self._file.frames - self._left_over
            self._file.close()
            raise OSError(f"{path} has {found} frames instead of {frames}")

    def read_into(self, out: NDArray[np.float32], start: Frames) -> None:
        """Fill `out` (n, 2) from frame `start` on; all of it must lie in the song."""
        if self._file.tell() != start:
            self._file.seek(start)
        pcm = self._file.read(len(out), dtype=self._dtype, always_2d=True)
        np.multiply(pcm, self._scale, out=out[: len(pcm)])

    def blocks(self) -> Iterator[NDArray[np.int16]]:
        """The whole stem as stored samples (n, 2), block by block."""
        self._file.seek(0)
        left = self._file.frames - self._left_over
        while left and len(block := self._file.read(min(BLOCK, left), self._dtype, always_2d=True)):
            left -= len(block)
            yield block if block.dtype == np.int16 else _stored(block)

    def close(self) -> None:
        """Close the file."""
        self._file.close()


def _stored(block: NDArray[np.float32]) -> NDArray[np.int16]:
    """Opus may overshoot; libsndfile's own conversion would wrap around."""
    return np.clip(np.rint(block * 32_768), -32_768, 32_767).astype(np.int16)


class _Tally:
    """Length and CRC-32 of what passes through."""

    def __init__(self, go_on: GoOn) -> None:
        self.frames = 0
        self.checksum = 0
        self.go_on = go_on

    def through(self, blocks: Iterable[NDArray[np.int16]]) -> Iterator[NDArray[np.int16]]:
        for block in blocks:
            if not self.go_on():
                raise Halted
            self.frames += len(block)
            self.checksum = zlib.crc32(block.astype("<i2", copy=False).tobytes(), self.checksum)
            yield block


def _check(path: Path, codec: str, written: _Tally) -> None:
    """CacheError if the file does not give back as many frames, and the same if it should."""
    found = _Tally(written.go_on)
    track = CodedTrack(path, codec, written.frames)
    try:
        for _ in found.through(track.blocks()):
            pass
    finally:
        track.close()
    same = codec != FLAC or found.checksum == written.checksum
    if found.frames != written.frames or not same:
        raise CacheError(
            f"The disk gave back other stems than were written to {path.parent}.", HINT
        )
