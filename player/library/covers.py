"""Finds the picture that belongs to a song: in the file itself, else in its folder."""

import base64
import os
import re
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path
from typing import NamedTuple

from player.base.errors import AudioFileError
from player.library.tag_fields import Foreign
from player.library.tag_files import open_tagged

LARGEST = 32 << 20
"""Bytes; a picture beyond that is none."""
_NAMES = ("cover", "folder", "front", "album", "albumart", "albumartsmall")
_ENDINGS = (".jpg", ".jpeg", ".png", ".webp")
_DISC_FOLDER = re.compile(r"(?i)(cd|dis[ck])[ _.-]*\d{1,2}$")
_FRONT = 3
"""The kind of picture that ID3 and FLAC call the front cover."""


class _Picture(NamedTuple):
    data: bytes
    kind: int = _FRONT


def embedded_cover(path: Path) -> bytes | None:
    """The front cover in a sound file, else any picture in it; None if there is none."""
    try:
        tagged = open_tagged(path)
    except AudioFileError:
        return None
    found: list[_Picture] = []
    with suppress(Exception):  # on damaged files mutagen stumbles in every way there is
        found.extend(_pictures(tagged))
    fitting = [picture for picture in found if 0 < len(picture.data) <= LARGEST]
    fitting.sort(key=lambda picture: picture.kind != _FRONT)
    return fitting[0].data if fitting else None


def folder_cover(folder: Path) -> Path | None:
    """The picture file of a folder; of the one above, if this is one disc of several."""
    found = _cover_in(folder)
    if found is None and _DISC_FOLDER.match(folder.name):
        found = _cover_in(folder.parent)
    return found


def _cover_in(folder: Path) -> Path | None:
    best: tuple[int, str] | None = None
    try:
        with os.scandir(folder) as entries:
            for entry in entries:
                stem, ending = os.path.splitext(entry.name.lower())  # noqa: PTH122 - names only
                if ending in _ENDINGS and stem in _NAMES and entry.is_file():
                    rank = (_NAMES.index(stem), entry.name)
                    best = rank if best is None else min(best, rank)
    except OSError:
        return None
    return None if best is None else folder / best[1]


def _pictures(tagged: Foreign) -> Iterator[_Picture]:
    if tagged is None:
        return
    for picture in getattr(tagged, "pictures", ()):
        yield _Picture(picture.data, picture.type)
    tags = tagged.tags
    if tags is None:
        return
    if hasattr(tags, "getall"):  # ID3
        for frame in tags.getall("APIC"):
            yield _Picture(frame.data, frame.type)
        return
    for key, value in _items(tags):
        yield from _of_entry(key.lower(), value)


def _items(tags: Foreign) -> Iterator[tuple[str, Foreign]]:
    if isinstance(tags, list):  # Vorbis comments and ASF: pairs
        yield from tags
    else:
        yield from tags.items()


def _of_entry(key: str, value: Foreign) -> Iterator[_Picture]:
    if key == "metadata_block_picture":
        from mutagen.flac import Picture

        block: Foreign = Picture
        picture = block(base64.b64decode(value))
        yield _Picture(picture.data, picture.type)
    elif key == "coverart":
        yield _Picture(base64.b64decode(value))
    elif key == "covr":
        for data in value:
            yield _Picture(bytes(data))
    elif key.startswith("cover art"):
        yield _Picture(value.value.partition(b"\0")[2], _FRONT if "front" in key else 0)
    elif key == "wm/picture":
        yield _of_asf(value.value)


def _of_asf(block: bytes) -> _Picture:
    """A kind, a length, two texts in UTF-16 that end in zero, and the picture."""
    place = 5
    for _ in range(2):
        while block[place : place + 2] not in (b"\0\0", b""):
            place += 2
        place += 2
    return _Picture(block[place:], block[0])
