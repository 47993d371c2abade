"""Tells whether two files hold the same sound, whatever their tags say."""

import hashlib
from pathlib import Path

from player.decoder.content_key import content_key
from player.decoder.errors import not_sound, readable

_BLOCK = 1 << 20
_ID3_HEAD = 10
_LAST = 0x80
"""The bit of a FLAC metadata block's head that says that sound follows; RFC 9639 section 8.1."""


def sound_of(path: Path) -> str:
    """The same text for the same sound; AudioFileError if the file has none or cannot be read.

    Of FLAC all frames are read, as their checksum in the header says nothing of the frames.
    """
    with readable(path):
        frames = _flac_frames(path)
    if frames is not None:
        return frames
    key = content_key(path)
    if "-bytes-" in key:  # it cannot be taken apart: tags and sound cannot be told from each other
        raise not_sound(path)
    return key


def _flac_frames(path: Path) -> str | None:
    """A hash of all bytes behind the metadata; None if this is not FLAC."""
    with path.open("rb") as file:
        head = file.read(_ID3_HEAD)
        start = 0
        if head.startswith(b"ID3") and len(head) == _ID3_HEAD:
            size = 0
            for byte in head[6:]:
                size = size << 7 | byte & 0x7F
            start = _ID3_HEAD + size
        file.seek(start)
        if file.read(4) != b"fLaC":
            return None
        kind = 0
        while not kind & _LAST:
            block = file.read(4)
            if len(block) < 4:  # noqa: PLR2004 - the size of a block's head
                return None
            kind = block[0]
            file.seek(int.from_bytes(block[1:]), 1)
        digest = hashlib.blake2b(digest_size=20)
        while content := file.read(_BLOCK):
            digest.update(content)
    return f"flac-{digest.hexdigest()}"
