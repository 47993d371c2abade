"""Changes a file in a hidden copy beside it, which takes its place only when it is whole."""

import os
import secrets
import shutil
import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from player.decoder.errors import name_of
from player.library.tag_changes import ChangedMeanwhileError, stamp_of
from player.stemfile.locks import is_locked, try_lock

_START, _END = ".minusone-", ".part"
_FICLONE = 0x40049409
"""Linux: a copy that shares its blocks with the original until one of them changes."""
_WRITABLE = 0o222


class Replacement:
    """The hidden copy at `copy`, and the file at `target` (where a link leads) to be replaced.

    Another hard link to the file keeps what it was.
    """

    def __init__(self, path: Path) -> None:
        self.target = path.resolve(strict=True)
        self.before = stamp_of(self.target)
        self.copy = self.target.with_name(f"{_START}{secrets.token_hex(6)}{_END}")
        if not self.target.stat().st_mode & _WRITABLE:
            raise PermissionError(None, "it is write-protected")

    def finish(self, *, keep_times: bool) -> None:
        """Bring the copy to the disk, with times of its own or the old ones."""
        status = self.target.stat()
        with self.copy.open("rb+") as file:
            os.fsync(file.fileno())
        if keep_times:
            os.utime(self.copy, ns=(status.st_atime_ns, status.st_mtime_ns))
        else:
            os.utime(self.copy)

    def move_into_place(self) -> None:
        """Replace the file; ChangedMeanwhileError if somebody changed it meanwhile."""
        if stamp_of(self.target) != self.before:
            raise changed_meanwhile(self.target)
        self.copy.replace(self.target)
        _sync_folder(self.target.parent)


@contextmanager
def replacing(path: Path) -> Iterator[Replacement]:
    """A copy to work on; it is gone afterwards, whatever happens. Raises OSError."""
    replacement = Replacement(path)
    copy = replacement.copy
    try:
        with copy.open("xb") as held:
            try_lock(held.fileno())  # tells it from what a process that was killed left behind
            _copy(replacement.target, copy)
            if sys.platform == "win32":
                held.close()  # an open file cannot be moved there
            yield replacement
    finally:
        with suppress(OSError):
            copy.unlink(missing_ok=True)


def is_left_over(name: str) -> bool:
    """Whether this is the name of a hidden copy."""
    return name.startswith(_START) and name.endswith(_END)


def remove_left_over(folder: Path) -> None:
    """Delete the hidden copies that killed processes left in a folder."""
    with suppress(OSError):
        for each in os.scandir(folder):
            if is_left_over(each.name):
                path = Path(each.path)
                if not is_locked(path):
                    with suppress(OSError):
                        path.unlink()


def changed_meanwhile(path: Path) -> ChangedMeanwhileError:
    """The error for a file that is no longer what was shown."""
    return ChangedMeanwhileError(
        f"“{name_of(path)}” has been changed by another program.",
        "Look at its tags again before you change them.",
    )


def _copy(source: Path, copy: Path) -> None:
    """Content, rights, times and further attributes; the owner where the system lets us."""
    if not _cloned(source, copy):
        shutil.copyfile(source, copy)
    shutil.copystat(source, copy)
    if sys.platform != "win32":
        status = source.stat()
        with suppress(OSError):
            os.chown(copy, status.st_uid, status.st_gid)


def _cloned(source: Path, copy: Path) -> bool:
    if not sys.platform.startswith("linux"):
        return False
    from fcntl import ioctl

    with source.open("rb") as old, copy.open("rb+") as new:
        try:
            ioctl(new.fileno(), _FICLONE, old.fileno())
        except OSError:  # this file system cannot
            return False
    return True


def _sync_folder(folder: Path) -> None:
    if sys.platform == "win32":
        return
    with suppress(OSError):  # some network disks cannot
        descriptor = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(descriptor)
        finally:
            os.close(descriptor)
