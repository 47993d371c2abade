"""Sample rate conversion as a pure function of position: fixed segments, each made in one shot."""

from collections import OrderedDict
from math import gcd

import numpy as np
import soxr

from player.base.units import CHANNELS, SAMPLE_RATE, Frames, Pcm
from player.decoder.source import Reader

_SEGMENT = 65_536  # frames at 44.1 kHz, about: 1 ms of work for 1.5 s of sound
_CONTEXT = 20  # a 20th of a second each side: longer than soxr's VHQ filter at any rate
_KEPT = 4  # segments in memory, 0.5 MB each


class Resampled:
    """`reader` at 44.1 kHz by soxr VHQ; equals the whole file converted at once.

    Around the file its mirror image stands upside down (odd reflection): where a song goes on in
    the next file, silence there would be a step, of 4 % in a sine instead of 0.006 %.

    Its length is what soxr gives for the whole file: frames * 44100 / rate, halves rounded up.
    """

    rate = SAMPLE_RATE

    def __init__(self, reader: Reader) -> None:
        self._reader = reader
        self.frames: Frames = (2 * reader.frames * SAMPLE_RATE + reader.rate) // (2 * reader.rate)
        common = gcd(SAMPLE_RATE, reader.rate)
        self._up, self._down = SAMPLE_RATE // common, reader.rate // common
        # Segments start where a frame before and a frame after conversion coincide.
        self._steps = max(1, round(_SEGMENT / self._up))
        self._context = max(1, -(-reader.rate // _CONTEXT // self._down))
        self._segments: OrderedDict[int, Pcm] = OrderedDict()

    def read(self, start: Frames, count: Frames) -> Pcm:
        """`count` frames from `start`, float32 (count, 2) at 44.1 kHz; raises AudioFileError."""
        out = np.empty((count, CHANNELS), np.float32)
        length = self._steps * self._up
        done = 0
        while done < count:
            index, offset = divmod(start + done, length)
            part = self._segment(index)[offset : offset + count - done]
            out[done : done + len(part)] = part
            done += len(part)
        return out

    def advance(self) -> bool:
        """As `AudioSource.advance`."""
        return self._reader.advance()

    def close(self) -> None:
        """Close the reader."""
        self._segments.clear()
        self._reader.close()

    def _segment(self, index: int) -> Pcm:
        kept = self._segments.get(index)
        if kept is None:
            kept = self._segments[index] = self._convert(index)
            if len(self._segments) > _KEPT:
                self._segments.popitem(last=False)
        self._segments.move_to_end(index)
        return kept

    def _convert(self, index: int) -> Pcm:
        first = (index * self._steps - self._context) * self._down
        count = (self._steps + 2 * self._context) * self._down
        sound = soxr.resample(
            _surrounded(self._reader, first, count), self._reader.rate, SAMPLE_RATE, quality="VHQ"
        )
        skip = self._context * self._up
        part: Pcm = sound[skip : skip + self._steps * self._up]
        return part


def _surrounded(reader: Reader, start: int, count: int) -> Pcm:
    """`count` frames from `start`; outside the file its reflection, and silence beyond that."""
    first, last = max(start, 0), min(start + count, reader.frames)
    if first >= last:
        return np.zeros((count, CHANNELS), np.float32)
    around = np.array((first - start, start + count - last))
    mirrored = np.minimum(around, last - first - 1)
    sound = np.pad(
        reader.read(first, last - first), (mirrored, (0, 0)), "reflect", reflect_type="odd"
    )
    return np.pad(sound, (around - mirrored, (0, 0)))
