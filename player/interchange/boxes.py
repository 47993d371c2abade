"""The boxes of an MP4 file (ISO/IEC 14496-12), as far as the stem atom needs them."""

import struct
from collections.abc import Iterator
from pathlib import Path
from typing import BinaryIO

from player.base.values import dataclass

_HEAD = struct.Struct(">I4s")
_LARGE = struct.Struct(">Q")
_LONGEST = 1 << 20  # bytes of JSON that a stem atom may have; more is damage


@dataclass(frozen=True)
class Box:
    """Where a box lies: its head from `start`, its content from `content` up to `end`."""

    kind: bytes
    start: int
    content: int
    end: int


def children(file: BinaryIO, start: int, end: int) -> Iterator[Box]:
    """The boxes between two places; the last may claim to end later, where the file is cut off."""
    while start + _HEAD.size <= end:
        file.seek(start)
        size, kind = _HEAD.unpack(file.read(_HEAD.size))
        content = start + _HEAD.size
        if size == 1:
            large = file.read(_LARGE.size)
            if len(large) < _LARGE.size:
                return
            (size,), content = _LARGE.unpack(large), content + _LARGE.size
        elif size == 0:  # up to the end of the file
            size = end - start
        if start + size < content:
            return
        yield Box(kind, start, content, start + size)
        start += size


def find(file: BinaryIO, path: tuple[bytes, ...]) -> Box | None:
    """The first box at `path`, seen from the top of the file."""
    found = Box(b"", 0, 0, file.seek(0, 2))
    for kind in path:
        inside = (box for box in children(file, found.content, found.end) if box.kind == kind)
        box = next(inside, None)
        if box is None or box.end > found.end:
            return None
        found = box
    return found


def stem_atom(path: Path) -> bytes | None:
    """The content of moov/udta/stem; None if `path` has none. Raises OSError."""
    with path.open("rb") as file:
        box = find(file, (b"moov", b"udta", b"stem"))
        if box is None or box.end - box.content > _LONGEST:
            return None
        file.seek(box.content)
        return file.read(box.end - box.content)


def is_mp4(path: Path) -> bool:
    """Whether `path` begins as an MP4 file does. Raises OSError."""
    with path.open("rb") as file:
        return file.read(8)[4:] == b"ftyp"


def is_whole(path: Path) -> bool:
    """Whether the table of contents (moov) of an MP4 file is there. Raises OSError."""
    with path.open("rb") as file:
        return find(file, (b"moov",)) is not None


def is_stem_file(path: Path) -> bool:
    """Whether `path` is an MP4 file with a stem atom; reads no sound."""
    try:
        return is_mp4(path) and stem_atom(path) is not None
    except OSError:
        return False


def append_stem_atom(path: Path, content: bytes) -> None:
    """Put moov/udta/stem into an MP4 file that ends with its moov box, as FFmpeg writes it.

    Nothing that was there moves, so no table of places has to be corrected. Raises OSError;
    ValueError if the file is laid out otherwise.
    """
    atom = _box(b"stem", content)
    with path.open("r+b") as file:
        size = file.seek(0, 2)
        moov, udta = find(file, (b"moov",)), find(file, (b"moov", b"udta"))
        if moov is None or moov.end != size or (udta is not None and udta.end != size):
            raise ValueError(f"{path} does not end with its moov box")
        grown = [moov] if udta is None else [moov, udta]
        addition = _box(b"udta", atom) if udta is None else atom
        file.seek(size)
        file.write(addition)
        for box in grown:
            file.seek(box.start)
            file.write(_HEAD.pack(box.end - box.start + len(addition), box.kind))


def _box(kind: bytes, content: bytes) -> bytes:
    return _HEAD.pack(_HEAD.size + len(content), kind) + content
