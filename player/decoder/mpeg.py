"""MPEG audio files as FFmpeg should see them: without the tags behind the sound.

FFmpeg compares the length in the LAME header with the file's; a tag that some programs put at the
end makes it take the header for a stranger's, and the padding at the end is played.
"""

import os
from pathlib import Path
from typing import BinaryIO

_SYNC, _BITS = 0xFF, 0xE0  # the eleven set bits every MPEG audio frame starts with
_HEAD = 4
_ID3V1 = 128
_APE = 32  # bytes of an APEv2 footer or header
_APE_HAS_HEADER = 1 << 31
_LYRICS = 15  # Lyrics3v2's end: six digits of size, "LYRICS200"


def is_mpeg(head: bytes) -> bool:
    """Whether a file that starts with these four bytes is MPEG audio, or starts with an ID3 tag."""
    return head.startswith(b"ID3") or (
        len(head) >= _HEAD and head[0] == _SYNC and head[1] & _BITS == _BITS
    )


def sound_end(path: Path) -> int | None:
    """Where the tags behind the sound of an MPEG file start; None if there are none."""
    with path.open("rb") as file:
        if not is_mpeg(file.read(_HEAD)):
            return None
        whole = end = file.seek(0, os.SEEK_END)
        while (earlier := _before_tag(file, end)) < end:
            end = earlier
    return end if 0 < end < whole else None


def _before_tag(file: BinaryIO, end: int) -> int:
    """Where a tag that ends at `end` starts; `end` if there is none."""
    if _read(file, end - _ID3V1, 3) == b"TAG":
        return end - _ID3V1
    footer = _read(file, end - _APE, _APE)
    if footer.startswith(b"APETAGEX"):
        size = int.from_bytes(footer[12:16], "little")
        flags = int.from_bytes(footer[20:24], "little")
        return max(end - size - (_APE if flags & _APE_HAS_HEADER else 0), 0)
    lyrics = _read(file, end - _LYRICS, _LYRICS)
    if lyrics.endswith(b"LYRICS200") and lyrics[:6].isdigit():
        return max(end - int(lyrics[:6]) - _LYRICS, 0)
    return end


def _read(file: BinaryIO, start: int, count: int) -> bytes:
    if start < 0:
        return b""
    file.seek(start)
    return file.read(count)
