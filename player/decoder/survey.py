"""What is in a file for FFmpeg, and how long it is, found by one pass over its packets."""

import struct
from collections.abc import Iterator
from fractions import Fraction
from pathlib import Path

from av.audio.frame import AudioFrame
from av.audio.stream import AudioStream
from av.error import FFmpegError
from av.packet import Packet

from player.base.values import dataclass
from player.decoder.container import AudioPacket, Places, opened, packets
from player.decoder.packet_store import PacketStore
from player.decoder.source import RATES

_MOV = "mov,mp4,m4a,3gp,3g2,mj2"
_EQUAL_PACKETS = {"aac", "alac", "mp1float", "mp2float", "mp3float"}
_TRIES = 5  # packets without a single frame before a file counts as no sound
_SKIP = struct.Struct("<II")  # FFmpeg's AV_PKT_DATA_SKIP_SAMPLES: at the start, at the end
_WHOLE_TICKS = {"opus"}  # its packets last whole milliseconds
_COARSE = 8  # frames in one tick of a clock too rough to count by: a millisecond's
_TRUTHFUL = {_MOV, "asf", "flac", "ogg", "wav"}  # others may guess their length by the bit rate
_ITUNES = "iTunSMPB"
_TICK = 0.001  # seconds: the clock of edit lists in many files
_CUT = 0.25  # seconds missing against what the header says


@dataclass(frozen=True)
class Survey:
    """One audio stream of a file."""

    container: str
    codec: str
    extradata: bytes | None
    rate: int
    channels: int
    frames: int
    """At `rate`, without encoder delay and padding."""
    delay: int
    """Frames at `rate` before the first one of the song."""
    per_packet: int
    """Frames that each packet decodes to; 0 where they differ or that is not known."""
    cut_short: bool


class Surveyor:
    """Counts packets and keeps them in `store` as long as each gives as many frames as the last."""

    def __init__(
        self,
        stream: AudioStream,
        container: str,
        store: PacketStore,
        gapless: tuple[int, int] | None = None,
    ) -> None:
        """`gapless`: what `gapless_tag` says."""
        self._stream, self._container, self._store = stream, container, store
        self._gapless = gapless
        self._codec = stream.codec_context.name
        self._equal = self._codec in _EQUAL_PACKETS
        self._durations = self._packets = self._delay = self._padding = 0
        self._start: int | None = None
        self._end = self._last = self._longest = 0
        self._discarded = 0
        self._ended = False
        self._frame: AudioFrame | None = None
        self._places = Places(stream)
        self._missing = 0

    def see(self, packet: AudioPacket) -> None:
        """Count `packet`, the next one."""
        if self._frame is None and self._packets < _TRIES:
            self._frame = _first_frame(self._stream, packet)
        for skipped in _skips(packet):
            # Something to skip in the middle: an edit list that only a whole decode can follow.
            self._equal = self._equal and not (self._packets and skipped[0])
            self._delay += skipped[0]
            self._padding += skipped[1]
        self._follow_discards(packet)
        if self._equal:
            self._store.append(packet)
        self._missing += max(self._places.of(packet) - self._durations - self._missing, 0)
        self._time(packet)

    def result(self) -> Survey | None:
        """What was found; None if there is no sound."""
        frame, base = self._frame, self._stream.time_base
        if frame is None or base is None:
            return None
        rate, context = frame.sample_rate, self._stream.codec_context
        per_packet = frame.samples if self._equal else 0
        if self._discarded * per_packet > self._delay:
            per_packet = 0
        told = round(self._stream.duration * base * rate) if self._stream.duration else None
        net = self._length(base, rate, per_packet)
        cut_short = self._missing > 0
        if told is not None and (self._container in _TRUTHFUL or self._delay):
            cut_short = cut_short or told - net > _CUT * rate
        if self._container == _MOV:
            net = min(net, self._end_in_mov(base, rate, told))
        if net <= 0 or rate not in RATES:
            return None
        return Survey(
            container=self._container,
            codec=context.name,
            extradata=context.extradata,
            rate=rate,
            channels=frame.layout.nb_channels,
            frames=net,
            delay=self._delay,
            per_packet=per_packet,
            cut_short=cut_short,
        )

    def _length(self, base: Fraction, rate: int, per_packet: int) -> int:
        """Frames at `rate`, counted by what this container tells exactly."""
        skipped = self._delay + self._padding
        if per_packet:
            return self._packets * per_packet - skipped
        if self._container == "ogg":  # its packets may carry no durations, but they tell the time
            return round((self._end - max((self._start or 0) + self._delay, 0)) * base * rate)
        if base * rate >= _COARSE and self._codec not in _WHOLE_TICKS:
            # Durations rounded to milliseconds would add up to seconds.
            return round((self._end - (self._start or 0)) * base * rate) - skipped
        return round((self._durations + self._missing) * base * rate) - skipped

    def _end_in_mov(self, base: Fraction, rate: int, told: int | None) -> int:
        """Where the song ends inside the last packet: by the edit list, the clock or iTunes' tag.

        Edit lists may count in milliseconds; a last packet that is shorter tells more exactly.
        """
        clock = 0 if self._start is None else round((self._end - max(self._start, 0)) * base * rate)
        ends = [clock]
        if told is not None and (told < clock - rate * _TICK or self._last == self._longest):
            ends.append(told)
        if self._gapless is not None and self._gapless[0] == self._delay and base * rate == 1:
            ends.append(self._gapless[1])
        return min((end for end in ends if end > 0), default=0)

    def _follow_discards(self, packet: AudioPacket) -> None:
        """Packets to decode and not play: fine inside the delay and behind the end."""
        if packet.is_discard and self._discarded == self._packets:
            self._discarded += 1
        elif packet.is_discard:
            self._ended = True
        elif self._ended:
            self._equal = False

    def _time(self, packet: AudioPacket) -> None:
        self._packets += 1
        duration = self._last = packet.duration or 0
        self._longest = max(self._longest, duration)
        self._durations += duration
        if packet.pts is not None:
            self._start = packet.pts if self._start is None else self._start
            self._end = max(self._end, packet.pts + duration)


def survey(path: Path, store: PacketStore, stream: int = 0) -> Survey | None:
    """Look a sound stream of `path` through; None if FFmpeg finds none that decodes to sound.

    Where the packets are of equal length, `store` holds all of them afterwards. Raises
    AudioFileError if the disk is full.
    """
    try:
        with opened(path) as container:
            if len(container.streams.audio) <= stream:
                return None
            chosen = container.streams.audio[stream]
            tag = gapless_tag(container.metadata.get(_ITUNES, ""))
            surveyor = Surveyor(chosen, container.format.name, store, tag)
            for packet in packets(container, chosen):
                surveyor.see(packet)
            return surveyor.result()
    except (FFmpegError, OSError, ValueError):  # ValueError: a stream that claims no sample rate
        return None


def gapless_tag(text: str) -> tuple[int, int] | None:
    """Encoder delay and length in frames, as iTunes writes them: hexadecimal, at places 2 and 4."""
    try:
        _, delay, _, length, *_ = (int(number, 16) for number in text.split())
    except ValueError:
        return None
    return delay, length


def _skips(packet: AudioPacket) -> Iterator[tuple[int, int]]:
    """Frames of encoder delay and of padding in `packet`."""
    for data in packet.iter_sidedata():
        if data.data_type == "skip_samples":
            start, end = _SKIP.unpack_from(bytes(data))
            yield start, end


def _first_frame(stream: AudioStream, packet: AudioPacket) -> AudioFrame | None:
    # A copy, without what is to be skipped: the frame's whole length counts.
    try:
        decoded = stream.codec_context.decode(Packet(bytes(packet)))
    except FFmpegError:
        return None
    return next(iter(decoded), None)
