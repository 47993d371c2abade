"""A file decoded by FFmpeg from start to end, as stereo float32 at one sample rate."""

from collections.abc import Iterator
from pathlib import Path

import numpy as np
import soxr
from av.audio.frame import AudioFrame
from av.audio.resampler import AudioResampler
from av.audio.stream import AudioStream
from av.error import FFmpegError
from numpy.typing import NDArray

from player.base.units import CHANNELS, Pcm
from player.decoder.container import AudioPacket, Places, opened, packets
from player.decoder.downmix import named_gains, to_stereo

_MANY = 8  # channels


def decoded(path: Path, rate: int, stream: int = 0) -> Iterator[Pcm]:
    """Blocks of float32 (any, 2) at `rate` of a sound stream; what cannot be decoded is silence.

    Close the iterator to close the file. Raises FFmpegError if the file cannot be opened again.
    """
    with opened(path) as container:
        chosen = container.streams.audio[stream]
        converter, places = _Converter(rate), Places(chosen)
        done = 0
        for packet in packets(container, chosen):
            lost = max(places.of(packet) - done, 0)
            yield np.zeros((lost, CHANNELS), np.float32)
            done += lost
            for sound, its_rate in _decode(packet, rate):
                done += len(sound)
                yield from converter.put(sound, its_rate)
        for frame in _flush(chosen):
            yield from converter.put(stereo(frame), frame.sample_rate)
        yield from converter.end()


def stereo(frame: AudioFrame) -> Pcm:
    """One frame as float32 (samples, 2), nominal range -1 to 1, at the frame's rate."""
    channels = frame.layout.nb_channels
    if channels >= _MANY and frame.format.is_planar:
        frame = _packed(frame)
    data = frame.to_ndarray()
    sound = data.T if frame.format.is_planar else data.reshape(-1, channels)
    return to_stereo(_scaled(sound), named_gains([one.name for one in frame.layout.channels]))


def _packed(frame: AudioFrame) -> AudioFrame:
    """WORKAROUND: PyAV reads past the end of the list of planes when there are eight or more."""
    packer = AudioResampler(frame.format.packed, frame.layout, frame.sample_rate)
    return packer.resample(frame)[0]


def _scaled(sound: NDArray[np.number]) -> NDArray[np.float32]:
    """Whole numbers as fractions of full scale, as libsndfile gives them."""
    if sound.dtype == np.uint8:
        return (sound.astype(np.float32) - 128.0) / np.float32(128.0)
    if np.issubdtype(sound.dtype, np.integer):
        full = -float(np.iinfo(sound.dtype.name).min)
        return (sound / full).astype(np.float32)
    return sound.astype(np.float32)


def _decode(packet: AudioPacket, rate: int) -> Iterator[tuple[Pcm, int]]:
    try:
        for frame in packet.decode():
            yield stereo(frame), frame.sample_rate
    except FFmpegError:
        missing = round((packet.duration or 0) * (packet.time_base or 0) * rate)
        yield np.zeros((missing, CHANNELS), np.float32), rate


def _flush(stream: AudioStream) -> list[AudioFrame]:
    try:
        return stream.decode(None)
    except FFmpegError:
        return []


class _Converter:
    """Brings a file that changes its sample rate on the way to one rate."""

    def __init__(self, rate: int) -> None:
        self._rate = rate
        self._from = rate
        self._soxr: soxr.ResampleStream | None = None

    def put(self, sound: Pcm, rate: int) -> Iterator[Pcm]:
        """`sound` at `rate`, as far as it is converted."""
        if rate != self._from:
            yield from self.end()
            self._from = rate
            if rate != self._rate:
                self._soxr = soxr.ResampleStream(rate, self._rate, CHANNELS, quality="VHQ")
        yield sound if self._soxr is None else self._soxr.resample_chunk(sound)

    def end(self) -> Iterator[Pcm]:
        """What is still inside."""
        if self._soxr is not None:
            yield self._soxr.resample_chunk(np.zeros((0, CHANNELS), np.float32), last=True)
            self._soxr = None
