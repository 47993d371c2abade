"""What tells a file's sound from others', however it is named and mostly however it is tagged."""

import hashlib
from typing import BinaryIO

from player.library.sound_places import behind_id3

_SPAN = 16_384
"""Bytes of sound that are looked at."""
_STREAMINFO = 42
_MD5 = slice(26, 42)
_ATOMS = 64
"""How many chunks are walked over in search of the sound."""


def fingerprint(file: BinaryIO, size: int) -> int:
    """64 bits, signed, from where the sound begins and how much of it there is.

    FLAC has a checksum of its samples; Ogg tells streams apart by a random number. Files of other
    kinds are the same if their first 16 KB of sound and its length are. OSError if it is gone.
    """
    start = behind_id3(file)
    file.seek(start)
    head = file.read(_STREAMINFO)
    if head.startswith(b"fLaC") and any(head[_MD5]):
        return _digest(head[8:])
    if head.startswith(b"OggS"):
        return _digest(_last_page(file, size))
    if head[4:8] == b"ftyp":
        span = _find(file, 0, size, "mp4")
    elif head.startswith((b"RIFF", b"FORM")):
        span = _find(file, 12, size, "little" if head.startswith(b"RIFF") else "big")
    else:
        span = start, _without_tail(file, size) - start
    file.seek(span[0])
    return _digest(file.read(min(_SPAN, max(0, span[1]))), span[1])


def _digest(sound: bytes, length: int = 0) -> int:
    digest = hashlib.blake2b(sound, digest_size=8)
    digest.update(length.to_bytes(8, "little", signed=True))
    return int.from_bytes(digest.digest(), "little", signed=True)


def _last_page(file: BinaryIO, size: int) -> bytes:
    """Serial number, length and content of the last page: what no change of tags touches."""
    file.seek(max(0, size - _SPAN))
    tail = file.read(_SPAN)
    page = tail.rfind(b"OggS")
    return tail if page < 0 else tail[page + 6 : page + 18] + tail[page + 26 :]


def _find(file: BinaryIO, place: int, size: int, order: str) -> tuple[int, int]:
    """Start and length of the chunk with the sound (MP4, RIFF or IFF); of all if there is none."""
    for _ in range(_ATOMS):
        file.seek(place)
        head = file.read(16)
        if len(head) < 8:  # noqa: PLR2004 - a chunk's name and length
            break
        if order == "mp4":
            name, length, skip = head[4:8], int.from_bytes(head[:4]), 8
            if length == 1:
                length, skip = int.from_bytes(head[8:]), 16
            following = place + max(length, skip)
        else:
            little = order == "little"
            length = int.from_bytes(head[4:8], "little" if little else "big")
            name, skip = head[:4], 8
            following = place + skip + length + length % 2
        if name in (b"mdat", b"data", b"SSND"):
            return place + skip, min(following, size) - place - skip
        place = following
    return 0, size


def _without_tail(file: BinaryIO, size: int) -> int:
    """Where ID3v1 and APEv2 at the end begin."""
    end = size
    file.seek(max(0, end - 128))
    if file.read(3) == b"TAG":
        end -= 128
    file.seek(max(0, end - 32))
    footer = file.read(32)
    if footer.startswith(b"APETAGEX"):
        has_header = footer[23] & 0x80
        end -= int.from_bytes(footer[12:16], "little") + (32 if has_header else 0)
    return max(0, end)
