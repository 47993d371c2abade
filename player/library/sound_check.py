"""Tells whether two files hold the same sound, whatever their tags say."""

import struct
from itertools import pairwise
from pathlib import Path
from typing import BinaryIO

from player.decoder.content_key import content_key
from player.decoder.errors import not_sound, readable
from player.library.sound_places import Places, sound_places

_BLOCK = 1 << 20


def same_sound(one: Path, other: Path) -> bool:
    """By the bytes that hold the sound where these are found, else by the coded packets.

    AudioFileError if a file holds no sound or cannot be read.
    """
    with readable(one), one.open("rb") as first, other.open("rb") as second:
        places = (_places(first, one), _places(second, other))
        if places[0] is not None and places[1] is not None:
            return _same_bytes((first, places[0]), (second, places[1]))
    return _packets(one) == _packets(other)


def _places(file: BinaryIO, path: Path) -> Places | None:
    try:
        return sound_places(file, path.stat().st_size)
    except struct.error:  # a damaged file, of which FFmpeg may still make something
        return None


def _packets(path: Path) -> str:
    key = content_key(path)
    if "-bytes-" in key:  # it cannot be taken apart: tags and sound cannot be told from each other
        raise not_sound(path)
    return key


def _same_bytes(one: tuple[BinaryIO, Places], other: tuple[BinaryIO, Places]) -> bool:
    (first, mine), (second, theirs) = one, other
    if mine.facts != theirs.facts or mine.lengths != theirs.lengths:
        return False
    return all(
        _same_range(first, start, second, there, end - start)
        for (start, end), (there, _) in zip(mine.ranges, theirs.ranges, strict=True)
    )


def _same_range(first: BinaryIO, start: int, second: BinaryIO, there: int, length: int) -> bool:
    first.seek(start)
    second.seek(there)
    steps = pairwise([*range(0, length, _BLOCK), length])
    return all(first.read(stop - at) == second.read(stop - at) for at, stop in steps)
