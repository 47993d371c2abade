"""Codecs in which every packet gives the same number of frames, made seekable without decoding all.

Packets are decoded in fixed segments, each by a fresh decoder that starts a fixed number of packets
earlier. So the frames depend on the position alone, although AAC's noise, and with it a seek, is
never the same twice inside one decoder. The packets themselves are kept: in memory while they
are few, then in a temporary file, so a song that is deleted or tagged while it plays plays on.
"""

from collections import OrderedDict

import av
import numpy as np
from av.audio.codeccontext import AudioCodecContext
from av.error import FFmpegError
from av.packet import Packet

from player.base.units import CHANNELS, Pcm
from player.decoder.frames import stereo
from player.decoder.packet_store import PacketStore
from player.decoder.survey import Survey

_SEGMENT = 256  # packets
_LEAD = 32  # packets before it: MP3's bit reservoir at its lowest bit rate, and SBR settled
_KEPT = 2  # decoded segments, 2 to 4 MB each


class PacketReader:
    """Decodes whatever is asked for from `store`, which it takes over.

    A packet that cannot be decoded is silence, and what follows keeps its place.
    """

    def __init__(self, store: PacketStore, found: Survey) -> None:
        self.rate, self.frames = found.rate, found.frames
        self._store, self._found = store, found
        self._per_packet = found.per_packet
        self._segments: OrderedDict[int, Pcm] = OrderedDict()

    def read(self, start: int, count: int) -> Pcm:
        """As `Reader.read`."""
        out = np.zeros((count, CHANNELS), np.float32)
        length = _SEGMENT * self._per_packet
        done = 0
        while done < count:
            index, offset = divmod(self._found.delay + start + done, length)
            part = self._segment(index)[offset : offset + count - done]
            out[done : done + len(part)] = part
            done += len(part)
        return out

    def advance(self) -> bool:
        """Nothing to do: every place is as near as any other."""
        return False

    def close(self) -> None:
        """Delete the packets."""
        self._segments.clear()
        self._store.close()

    def _segment(self, index: int) -> Pcm:
        kept = self._segments.get(index)
        if kept is None:
            kept = self._segments[index] = self._decode(index)
            if len(self._segments) > _KEPT:
                self._segments.popitem(last=False)
        self._segments.move_to_end(index)
        return kept

    def _decode(self, index: int) -> Pcm:
        out = np.zeros((_SEGMENT, self._per_packet, CHANNELS), np.float32)
        first = index * _SEGMENT
        lead = min(_LEAD, first)
        decoder = self._decoder()
        wanted = self._store.read(first - lead, min(first + _SEGMENT, len(self._store)))
        for number, payload in enumerate(wanted, start=-lead):
            sound = _decode(decoder, payload)
            if number >= 0:
                fitting = sound[: self._per_packet]
                out[number, : len(fitting)] = fitting
        return out.reshape(-1, CHANNELS)

    def _decoder(self) -> AudioCodecContext:
        decoder = av.CodecContext.create(self._found.codec, "r")
        if not isinstance(decoder, AudioCodecContext):
            raise TypeError(f"{self._found.codec} is no audio codec")
        if self._found.extradata is not None:
            decoder.extradata = self._found.extradata
        decoder.thread_count = 1
        return decoder


def _decode(decoder: AudioCodecContext, payload: bytes) -> Pcm:
    try:
        frames = [stereo(one) for one in decoder.decode(Packet(payload))]
    except FFmpegError:
        frames = []
    return np.concatenate([np.zeros((0, CHANNELS), np.float32), *frames])
