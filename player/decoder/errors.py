"""Foreign exceptions become AudioFileError here, at the border."""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from player.base.errors import AudioFileError

DAMAGED = "The file is damaged; what can be decoded is played."


def printable(path: Path | str) -> str:
    """`path` as text that any terminal and any JSON can carry."""
    return os.fsencode(path).decode("utf-8", "replace")


def name_of(path: Path | str) -> str:
    """The file's name as text for a message."""
    return printable(Path(path).name)


def unreadable(path: Path | str, reason: str = "") -> AudioFileError:
    """The error for a file that was open and can no longer be read."""
    why = f" ({reason})" if reason else ""
    return AudioFileError(
        f"“{name_of(path)}” can no longer be read{why}.",
        "Check that the drive is still there, then open the song again.",
    )


def not_sound(path: Path | str) -> AudioFileError:
    """The error for a file in which no decoder finds sound."""
    return AudioFileError(
        f"“{name_of(path)}” holds no sound that can be played.",
        "The file may be damaged, or not be a sound file.",
    )


@contextmanager
def readable(path: Path | str) -> Iterator[None]:
    """Turn a failing system call inside into AudioFileError."""
    try:
        yield
    except OSError as error:
        raise unreadable(path, error.strerror or str(error)) from error


@contextmanager
def spooling() -> Iterator[None]:
    """Turn a full or failing disk under our temporary files into AudioFileError."""
    try:
        yield
    except OSError as error:
        raise no_room(error) from error


def no_room(error: OSError) -> AudioFileError:
    """The error for temporary files that cannot be written or read."""
    return AudioFileError(
        f"Decoded sound cannot be kept on disk ({error.strerror or error}).",
        "Make room in the cache folder, or choose another one.",
    )
