"""A file as an AudioSource: some reader, converted to 44.1 kHz, with silence around it."""

import numpy as np

from player.base.errors import AudioFileError
from player.base.units import CHANNELS, SAMPLE_RATE, Frames, Pcm
from player.decoder.resample import Resampled
from player.decoder.source import Reader, SourceInfo


class SongSource:
    """Any reader as an AudioSource."""

    def __init__(self, reader: Reader, info: SourceInfo) -> None:
        self.info = info
        self._reader: Reader | None = reader if reader.rate == SAMPLE_RATE else Resampled(reader)
        self._frames: Frames = self._reader.frames

    @property
    def frames(self) -> Frames:
        """Exact length at 44.1 kHz."""
        return self._frames

    def read(self, start: Frames, count: Frames) -> Pcm:
        """As `AudioSource.read`."""
        if self._reader is None:
            raise AudioFileError(f"“{self.info.location}” was closed.")
        out = np.zeros((max(count, 0), CHANNELS), np.float32)
        first, last = max(start, 0), min(start + count, self._frames)
        if first < last:
            out[first - start : last - start] = self._reader.read(first, last - first)
        return out

    def advance(self) -> bool:
        """As `AudioSource.advance`."""
        return self._reader is not None and self._reader.advance()

    def close(self) -> None:
        """As `AudioSource.close`."""
        reader, self._reader = self._reader, None
        if reader is not None:
            reader.close()
