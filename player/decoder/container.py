"""FFmpeg's view of a file: opened without a word on the terminal, packet by packet."""

from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from typing import TypeAlias

import av
from av.audio.stream import AudioStream
from av.container import InputContainer
from av.error import FFmpegError
from av.packet import Packet

from player.decoder.mpeg import sound_end

AudioPacket: TypeAlias = "Packet[AudioStream]"  # Packet takes no type when the program runs


@contextmanager
def opened(path: Path) -> Iterator[InputContainer]:
    """`path` opened by FFmpeg, silent on the terminal; raises FFmpegError or OSError."""
    av.logging.set_level(None)
    # With "file:" a name like "a:b.mp3" is no protocol.
    address, end = f"file:{path}", sound_end(path)
    if end is not None:
        address = f"subfile,,start,0,end,{end},,:{address}"
    with closing(av.open(address, metadata_errors="replace")) as container:
        yield container


def packets(container: InputContainer, stream: AudioStream) -> Iterator[AudioPacket]:
    """The packets of `stream` up to the end, or to where the file breaks off."""
    try:
        for packet in container.demux(stream):
            if packet.size:
                yield packet
    except FFmpegError:
        return


class Places:
    """Where the packets of a FLAC stream belong: damage loses some, the next tell their place."""

    def __init__(self, stream: AudioStream) -> None:
        rate, base = stream.rate, stream.time_base or 0
        known = stream.codec_context.name == "flac" and base * rate == 1
        self._length = (stream.duration or 0) if known else 0
        self._first: int | None = None

    def of(self, packet: AudioPacket) -> int:
        """The frame number `packet` starts at, counted from the first one; 0 if it tells none."""
        if packet.pts is None:
            return 0
        if self._first is None:
            self._first = packet.pts
        place = packet.pts - self._first
        return place if place + (packet.duration or 0) <= self._length else 0
