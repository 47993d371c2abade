"""What the disk says, in words for the user; and checksums of whole files."""

import zlib
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from player.base.errors import CacheError

HINT = "Free some space, or choose another folder with --cache-dir."


@contextmanager
def disk_errors(folder: Path, *libraries: type[Exception]) -> Iterator[None]:
    """Turn what the disk (or a library that writes) says into a CacheError with what to do."""
    known: tuple[type[Exception], ...] = (OSError, *libraries)
    try:
        yield
    except known as error:
        reason = getattr(error, "strerror", None) or str(error).rstrip(".")
        raise CacheError(f"The stems could not be written to {folder}: {reason}.", HINT) from error


def remove(path: Path) -> None:
    """Delete a file if it is there; Windows keeps one that the engine still reads until later."""
    with suppress(PermissionError):
        path.unlink(missing_ok=True)


def file_checksum(path: Path) -> int:
    """CRC-32 of a file's bytes."""
    checksum = 0
    with path.open("rb") as file:
        while block := file.read(1 << 20):
            checksum = zlib.crc32(block, checksum)
    return checksum
