"""Ogg Vorbis and Opus as most files are: the first pages and the last (RFC 3533).

Whatever is unusual is left to mutagen: the answer is then None, and never a guess.
"""

from typing import BinaryIO, NamedTuple

from player.library.quick_tags import UnusualError, read_comments
from player.library.tag_fields import Fields

_PAGE = 27
_FIRST = 0x02
_CONTINUED = 0x01
_TAIL = 16_384
_LARGEST = 1 << 20
"""Bytes of comments, pictures among them."""
_OPUS_RATE = 48_000


class OggSound(NamedTuple):
    """What the first and the last page say."""

    codec: str
    rate: int
    channels: int
    bitrate: int | None
    """As the encoder meant it."""
    length: float


class _Page(NamedTuple):
    flags: int
    position: int
    serial: bytes
    sizes: bytes
    """Of its segments; one below 255 ends a packet."""
    body: bytes


def ogg(file: BinaryIO, size: int) -> tuple[Fields, OggSound] | None:
    """Texts and sound of a file with one stream."""
    file.seek(0)
    fields = Fields()
    try:
        first = _page(file)
        if first.flags != _FIRST:
            return None
        comments = _packet(file, first.serial)
        sound = _sound(first.body, _last_position(file, size, first.serial))
        mark = b"OpusTags" if sound.codec == "Opus" else b"\x03vorbis"
        if not comments.startswith(mark):
            return None
        read_comments(comments[len(mark) :], fields)
    except (UnusualError, ValueError, IndexError):
        return None
    return fields, sound


def _page(file: BinaryIO) -> _Page:
    head = file.read(_PAGE)
    if len(head) < _PAGE or head[:5] != b"OggS\0":
        raise UnusualError
    sizes = file.read(head[26])
    length = sum(sizes)
    body = file.read(length)
    if len(sizes) < head[26] or len(body) < length:
        raise UnusualError
    position = int.from_bytes(head[6:14], "little", signed=True)
    return _Page(head[5], position, head[14:18], sizes, body)


def _packet(file: BinaryIO, serial: bytes) -> bytes:
    """The packet that begins with the next page."""
    packet = b""
    while len(packet) < _LARGEST:
        page = _page(file)
        if page.serial != serial or (page.flags & _CONTINUED != 0) != bool(packet):
            raise UnusualError
        for number, each in enumerate(page.sizes):
            if each < 255:  # noqa: PLR2004 - the last segment of a packet
                return packet + page.body[: sum(page.sizes[: number + 1])]
        packet += page.body
    raise UnusualError


def _last_position(file: BinaryIO, size: int, serial: bytes) -> int:
    file.seek(max(0, size - _TAIL))
    tail = file.read(_TAIL)
    start = tail.rfind(b"OggS")
    if start < 0:
        raise UnusualError
    head = tail[start : start + _PAGE]
    sizes = tail[start + _PAGE : start + _PAGE + head[26]]
    end = start + _PAGE + len(sizes) + sum(sizes)
    position = int.from_bytes(head[6:14], "little", signed=True)
    if head[14:18] != serial or end != len(tail) or position <= 0:
        raise UnusualError
    return position


def _sound(packet: bytes, position: int) -> OggSound:
    """From the first packet: Vorbis I 4.2.2, RFC 7845 5.1."""
    if packet.startswith(b"OpusHead"):
        frames = position - int.from_bytes(packet[10:12], "little")
        return OggSound("Opus", _OPUS_RATE, packet[9], None, frames / _OPUS_RATE)
    rate = int.from_bytes(packet[12:16], "little")
    most, nominal, least = (
        int.from_bytes(packet[place : place + 4], "little", signed=True) for place in (16, 20, 24)
    )
    if not packet.startswith(b"\x01vorbis") or not rate or most > 0 or least > 0 or nominal <= 0:
        raise UnusualError
    return OggSound("Vorbis", rate, packet[11], nominal, position / rate)
