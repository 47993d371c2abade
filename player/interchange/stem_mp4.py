"""Writes the five sound streams of a stem file by FFmpeg, and the stem atom behind them."""

from collections.abc import Mapping
from pathlib import Path
from types import TracebackType
from typing import Self

import av
import numpy as np
from av.audio.stream import AudioStream
from av.container import OutputContainer
from av.stream import Disposition
from numpy.typing import NDArray

from player.base.units import CHANNELS, SAMPLE_RATE
from player.interchange.boxes import append_stem_atom
from player.interchange.manifest import Manifest, dump

CODECS = ("alac", "aac")
STREAMS = 5
"""The mix, then the stems."""
_BIT_RATE = 256_000  # of each AAC stream, as Native Instruments' own tool writes them
_BLOCK = 4_096  # frames handed to an encoder at once, so that the streams lie side by side
_FULL = np.float32(1 / 32_768)
# With a clock of 44.1 kHz the edit list tells the length to the frame, not to the millisecond.
_OPTIONS = {"brand": "M4A ", "movie_timescale": str(SAMPLE_RATE)}


class StemMp4Writer:
    """An MP4 file of five streams in the making. Raises OSError as FFmpeg and the disk say."""

    def __init__(self, path: Path, codec: str, manifest: Manifest, tags: Mapping[str, str]) -> None:
        self._path, self._codec, self._manifest = path, codec, manifest
        av.logging.set_level(None)
        self._container: OutputContainer = av.open(
            f"file:{path}", "w", format="mp4", options=_OPTIONS
        )
        self._container.metadata.update({name: text for name, text in tags.items() if text})
        self._streams = [self._add(enabled=number == 0) for number in range(STREAMS)]
        self._done = 0

    def write(self, sound: NDArray[np.int16]) -> None:
        """The next frames of all streams, shape (5, frames, 2)."""
        for start in range(0, sound.shape[1], _BLOCK):
            block = sound[:, start : start + _BLOCK]
            for stream, pcm in zip(self._streams, block, strict=True):
                self._container.mux(stream.encode(self._frame(pcm)))
            self._done += block.shape[1]

    def finish(self) -> None:
        """Write what is still inside the encoders, the table of contents and the stem atom."""
        for stream in self._streams:
            self._container.mux(stream.encode(None))
        self._container.close()
        append_stem_atom(self._path, dump(self._manifest))

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._container.close()

    def _add(self, *, enabled: bool) -> AudioStream:
        stream = self._container.add_stream(self._codec, rate=SAMPLE_RATE, layout="stereo")
        if not isinstance(stream, AudioStream):
            raise TypeError(f"{self._codec} is no audio codec")
        if self._codec == "alac":
            stream.format = "s16p"
        else:
            stream.bit_rate = _BIT_RATE
        # Ordinary players play the one track that is enabled: the mix.
        stream.disposition = Disposition.default if enabled else Disposition(0)
        return stream

    def _frame(self, pcm: NDArray[np.int16]) -> av.AudioFrame:
        planes = np.ascontiguousarray(pcm.T)
        if self._codec == "alac":
            frame = av.AudioFrame.from_ndarray(planes, format="s16p", layout="stereo")
        else:
            frame = av.AudioFrame.from_ndarray(planes * _FULL, format="fltp", layout="stereo")
        frame.sample_rate, frame.pts = SAMPLE_RATE, self._done
        return frame


def silent(frames: int) -> NDArray[np.int16]:
    """All streams of a stem file, silent, shape (5, frames, 2)."""
    return np.zeros((STREAMS, frames, CHANNELS), np.int16)
