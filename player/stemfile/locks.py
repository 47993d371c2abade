"""Locks between processes: they end with the process that holds them, however it ends."""

import os
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

if sys.platform == "win32":
    import msvcrt

    _FAR = 1 << 30
    """Windows locks bytes and keeps others from reading them: one beyond the end of the file."""

    def _lock(descriptor: int) -> None:
        os.lseek(descriptor, _FAR, os.SEEK_SET)
        try:
            msvcrt.locking(descriptor, msvcrt.LK_NBLCK, 1)
        except OSError as error:
            raise BlockingIOError from error
        finally:
            os.lseek(descriptor, 0, os.SEEK_SET)
else:
    import fcntl

    def _lock(descriptor: int) -> None:
        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)


PAUSE = 0.02


def try_lock(descriptor: int, patience: float = 0.0) -> bool:
    """Whether this open file is now ours alone, at the latest after `patience` seconds.

    The lock ends when the file is closed. A disk that knows no locks (some network shares) grants
    all of them.
    """
    deadline = time.monotonic() + patience
    while True:
        try:
            _lock(descriptor)
        except BlockingIOError:
            if time.monotonic() >= deadline:
                return False
            time.sleep(PAUSE)
        except OSError:
            return True
        else:
            return True


@contextmanager
def locked(path: Path, patience: float) -> Iterator[bool]:
    """Hold the lock file `path`, made if need be; False if another had it all the time.

    Raises OSError if the file cannot be made.
    """
    with path.open("ab") as file:
        yield try_lock(file.fileno(), patience)


def is_locked(path: Path) -> bool:
    """Whether another holds the lock of this file now; False if there is no such file."""
    try:
        with path.open("rb") as file:
            return not try_lock(file.fileno())
    except OSError:
        return False
