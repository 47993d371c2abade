"""Where the sound lies in a file, found without taking its packets apart."""

import struct
from collections.abc import Iterator
from dataclasses import dataclass
from typing import BinaryIO

_ID3_HEAD = 10
_ID3V1 = 128
_APE_FOOT = 32
_APE_HAS_HEAD = 1 << 31
_SYNC = 0x7FF
_LAST = 0x80
"""The bit of a FLAC metadata block's head that says that sound follows; RFC 9639 section 8.1."""
_TAIL_TAGGED = (b"wvpk", b"MAC ", b"TTA1", b"MPCK", b"MP+", b"tBaK", b"OFR ")
"""How WavPack, Monkey's Audio, TTA, Musepack, TAK and OptimFROG begin."""
_OGG = struct.Struct("<4sBBqIIIB")
_CONTAINERS = (b"moov", b"trak", b"mdia", b"minf", b"stbl")
_OFFSETS = {b"stco": ">I", b"co64": ">Q"}


@dataclass
class Places:
    """Byte ranges (from, to) that hold the sound, and what else has to stay as it is."""

    ranges: list[tuple[int, int]]
    facts: str = ""

    @property
    def lengths(self) -> list[int]:
        """How long each range is."""
        return [end - start for start, end in self.ranges]


def sound_places(file: BinaryIO, size: int) -> Places | None:
    """The places of the sound in an open file; None if only its packets tell.

    Raises struct.error on some damaged files.
    """
    start = behind_id3(file)
    file.seek(start)
    head = file.read(12)
    if head.startswith(b"fLaC"):
        return _flac(file, start, size)
    if head.startswith(_TAIL_TAGGED) or _is_mpeg(head):
        return Places([(start, _before_tail_tags(file, start, size))])
    return _contained(file, head, size)


def _contained(file: BinaryIO, head: bytes, size: int) -> Places | None:
    """The places of the sound in what is a container from its first byte on."""
    if head.startswith(b"OggS"):
        return _ogg(file, size)
    if head[4:8] == b"ftyp":
        return _mp4(file, size)
    if head.startswith(b"RIFF") and head.endswith(b"WAVE"):
        return _chunk(file, size, "<I", b"data")
    if head.startswith(b"FORM") and head.endswith((b"AIFF", b"AIFC")):
        return _chunk(file, size, ">I", b"SSND")
    return None


def _is_mpeg(head: bytes) -> bool:
    """Whether a frame of MPEG audio begins here: eleven bits are set."""
    return len(head) > 1 and int.from_bytes(head[:2]) >> 5 == _SYNC


def behind_id3(file: BinaryIO) -> int:
    """Where an ID3v2 tag at the start ends; 0 without one."""
    file.seek(0)
    head = file.read(_ID3_HEAD)
    if not head.startswith(b"ID3") or len(head) < _ID3_HEAD:
        return 0
    size = 0
    for byte in head[6:]:
        size = size << 7 | byte & 0x7F
    return _ID3_HEAD + size


def _flac(file: BinaryIO, start: int, size: int) -> Places | None:
    """All frames: the checksum in the header says nothing of them."""
    place, kind, info = start + 4, 0, b""
    while not kind & _LAST:
        file.seek(place)
        block = file.read(4)
        if len(block) < 4:  # noqa: PLR2004 - the size of a block's head
            return None
        kind, length = block[0], int.from_bytes(block[1:])
        if not kind & ~_LAST:
            info = file.read(length)
        place += 4 + length
    return Places([(place, size)], info.hex())


def _before_tail_tags(file: BinaryIO, start: int, size: int) -> int:
    """Where the tags at the end begin: ID3v1, and APEv2 before it."""
    end = size
    file.seek(max(start, end - _ID3V1))
    if file.read(3) == b"TAG":
        end -= _ID3V1
    file.seek(max(start, end - _APE_FOOT))
    foot = file.read(_APE_FOOT)
    if foot.startswith(b"APETAGEX"):
        length, _, flags = struct.unpack_from("<III", foot, 12)
        end -= length + (_APE_FOOT if flags & _APE_HAS_HEAD else 0)
    return max(start, end)


def _chunk(file: BinaryIO, size: int, length: str, wanted: bytes) -> Places | None:
    """The chunk of a RIFF or AIFF file that holds the sound."""
    place = 12
    while place + 8 <= size:
        file.seek(place)
        name = file.read(4)
        (inside,) = struct.unpack(length, file.read(4))
        if name == wanted:
            return Places([(place + 8, min(place + 8 + inside, size))])
        place += 8 + inside + inside % 2
    return None


def _ogg(file: BinaryIO, size: int) -> Places | None:
    """The bodies of all pages but those of the headers, which tell no time yet."""
    ranges: list[tuple[int, int]] = []
    facts: list[str] = []
    place, begun = 0, False
    while place + _OGG.size <= size:
        file.seek(place)
        sign, _, flags, granule, serial, _, _, segments = _OGG.unpack(file.read(_OGG.size))
        if sign != b"OggS":
            return None
        body = place + _OGG.size + segments
        end = body + sum(file.read(segments))
        begun = begun or granule > 0
        if begun:
            ranges.append((body, end))
            facts.append(f"{flags} {granule} {serial}")
        place = end
    return Places(ranges, "\n".join(facts)) if begun else None


def _mp4(file: BinaryIO, size: int) -> Places | None:
    """The media data, and where in it the chunks lie; None if it is in fragments."""
    boxes = list(_boxes(file, 0, size))
    media = [(start, end) for name, start, end in boxes if name == b"mdat"]
    if not media or any(name == b"moof" for name, _, _ in boxes):
        return None
    first = media[0][0]
    facts = []
    for name, start, end in boxes:
        if name in _OFFSETS:
            file.seek(start + 8)
            table = file.read(end - start - 8)
            facts.append(
                str([offset - first for (offset,) in struct.iter_unpack(_OFFSETS[name], table)])
            )
        elif name in {b"stsz", b"stsc", b"stts", b"stsd", b"elst"}:
            file.seek(start)
            facts.append(file.read(end - start).hex())
    return Places(media, "\n".join(facts))


def _boxes(file: BinaryIO, place: int, stop: int) -> Iterator[tuple[bytes, int, int]]:
    """Name, start and end of the content of all boxes, those in containers too."""
    while place + 8 <= stop:
        file.seek(place)
        length, name = struct.unpack(">I4s", file.read(8))
        head = 8
        if length == 1:
            (length,) = struct.unpack(">Q", file.read(8))
            head = 16
        end = stop if length == 0 else place + length
        if (length and length < head) or end > stop:
            return
        yield name, place + head, end
        if name in _CONTAINERS:
            yield from _boxes(file, place + head, end)
        place = end
