"""Reads files again that were edited here, whatever their times say."""

from collections.abc import Sequence
from pathlib import Path

from player.library.items import FailedFile, FoundFile
from player.library.store import Library

_BATCH = 200


def read_again(library: Library, paths: Sequence[Path]) -> None:
    """Let the library know what these files say now, if it knows them at all."""
    known = list(library.ids_of(paths))
    for start in range(0, len(known), _BATCH):
        read = [file for path in known[start : start + _BATCH] if (file := _read(path))]
        found = [file for file in read if isinstance(file, FoundFile)]
        failed = [file for file in read if isinstance(file, FailedFile)]
        library.scanned.write(found, failed)


def _read(path: Path) -> FoundFile | FailedFile | None:
    """None if the file is gone: the next scan finds out what became of it."""
    from player.library.scanner.reader import read_file

    try:
        status = path.stat()
    except OSError:
        return None
    read = read_file(str(path))
    if read.reason:
        return FailedFile(path, status.st_size, status.st_mtime_ns, read.reason)
    return FoundFile(path, status.st_size, status.st_mtime_ns, read.tags, read.fingerprint)
