"""Opening a file or address: whoever reads it exactly and soonest decodes it."""

import re
import stat
from pathlib import Path

from player.base.errors import AudioFileError
from player.decoder.errors import name_of, not_sound
from player.decoder.source import AudioSource

_HEAD = 4
_ADDRESS = re.compile(r"[A-Za-z][A-Za-z0-9+.-]+://")


def open_source(path: str | Path, spool_dir: Path | None = None) -> AudioSource:
    """The song or stream at `path`, decided by content: soundfile, then PyAV, then libVLC.

    `spool_dir` takes the temporary files of decoders that cannot seek exactly (default: the
    system's). Raises AudioFileError.
    """
    if is_address(path):
        from player.decoder.stream import open_stream

        return open_stream(str(path))
    return _open_file(Path(path), spool_dir)


def _open_file(file: Path, spool_dir: Path | None) -> AudioSource:
    from player.decoder.sndfile import MARKS, open_sndfile  # late: the window starts without it

    head = _head(file)
    source = open_sndfile(file, spool_dir) if head in MARKS else None
    if source is not None:
        return source
    from player.decoder.ffmpeg import open_ffmpeg

    source = open_ffmpeg(file, spool_dir)
    if source is not None:
        return source
    from player.decoder.vlc_source import is_module, open_module

    if is_module(file):
        return open_module(file, spool_dir)
    raise not_sound(file)


def is_address(path: str | Path) -> bool:
    """Whether `path` is a network address and not a file."""
    return isinstance(path, str) and _ADDRESS.match(path) is not None


def _head(path: Path) -> bytes:
    """The first bytes; AudioFileError if there are none."""
    try:
        mode = path.stat().st_mode
        if stat.S_ISDIR(mode):
            raise AudioFileError(f"“{name_of(path)}” is a folder.", "Open a song inside it.")
        if not stat.S_ISREG(mode):  # reading a pipe or a device may wait for ever
            raise AudioFileError(f"“{name_of(path)}” is no file.")
        with path.open("rb") as file:
            head = file.read(_HEAD)
    except FileNotFoundError as error:
        raise AudioFileError(
            f"“{name_of(path)}” is not there.",
            "It was moved or deleted, or its drive is not connected.",
        ) from error
    except PermissionError as error:
        raise AudioFileError(
            f"“{name_of(path)}” may not be read.", "Ask the file's owner for permission to read it."
        ) from error
    except (OSError, ValueError) as error:
        raise AudioFileError(f"“{name_of(path)}” cannot be opened ({error}).") from error
    if not head:
        raise AudioFileError(f"“{name_of(path)}” is empty.", "Copy or download it again.")
    return head
