"""What a playlist holds, and how it names files: read leniently, written so that it can move."""

import os
import re
from collections.abc import Iterator, Sequence
from pathlib import Path, PureWindowsPath
from urllib.parse import quote, unquote_to_bytes

from player.base.errors import MinusOneError
from player.base.units import Seconds
from player.base.values import dataclass

_ADDRESS = re.compile(r"[A-Za-z][A-Za-z0-9+.-]+://")
_DRIVE = re.compile(r"[A-Za-z]:[\\/]")
_NO_WORDS = re.compile("[\x00-\x1f\x7f-\x9f\u2028\u2029\ufffe\uffff]")
_UNLIKE_A_NAME = re.compile(r"[#\s\[]|[^/]*:")
"""What a line must not begin with, so that nobody takes it for a comment, a blank or an address."""

ANEW = "Write it anew with the program it is from."


class PlaylistError(MinusOneError):
    """A playlist that cannot be read or written, or that names files which are not there."""


@dataclass(frozen=True)
class PlaylistEntry:
    """A song's absolute path or a stream's address, and what the list says of it."""

    location: Path | str
    title: str = ""
    artist: str = ""
    duration: Seconds | None = None

    @property
    def name(self) -> str:
        """What to call it in a message; bytes that are no text are replaced."""
        return self.location if isinstance(self.location, str) else shown(self.location)


def shown(path: Path) -> str:
    """A file's name as it can be shown anywhere."""
    return path.name.encode("utf-8", "surrogateescape").decode("utf-8", "replace")


def one_line(words: str) -> str:
    """A title without line breaks, control characters and what is no text."""
    return " ".join(_NO_WORDS.sub(" ", words.encode("utf-8", "replace").decode()).split())


def is_there(path: Path) -> bool:
    """Whether a file or folder is there and may be looked at."""
    try:
        return path.exists()
    except (OSError, ValueError):  # too long, not allowed, no possible name
        return False


def find_place(readings: Sequence[str], folder: Path) -> Path | str:
    """What an entry means: an address, or the first file that is there under one of the readings.

    `readings` is the same line in every encoding it may be in, the likely one first.
    """
    likely = readings[0].strip()
    if likely.lower().startswith("file:"):
        likely = _path_of_url(likely)
        readings = [likely]
    elif _ADDRESS.match(likely):
        return likely
    places = (_tidy(place) for text in readings for place in _places(text, folder))
    return next(filter(is_there, places), _likely(likely, folder))


def find_uri(uri: str, folder: Path) -> Path | str:
    """What a URI reference means (RFC 3986); one that was never encoded is taken as it is."""
    whole = uri.lower().startswith("file:") or _ADDRESS.match(uri)
    return find_place([uri] if whole else [_decoded(uri), uri], folder)


def as_line(location: Path | str, folder: Path) -> str:
    """The text that names this in a list in `folder`: relative where both can move together."""
    if isinstance(location, str) or _is_foreign(location):
        return str(location)
    near = _near(location, folder)
    text = near.as_posix()
    return f"./{text}" if not near.is_absolute() and _UNLIKE_A_NAME.match(text) else text


def as_uri(location: Path | str, folder: Path) -> str:
    """The URI reference that names this in a list in `folder`, any bytes kept."""
    if isinstance(location, str):
        return quote(location, safe="%:/?#[]@!$&'()*+,;=~", errors="replace")
    if _is_foreign(location):
        return "file:///" + quote(os.fsencode(str(location).replace("\\", "/")), safe="/:")
    near = _near(location, folder)
    return near.as_uri() if near.is_absolute() else quote(os.fsencode(near.as_posix()), safe="/")


def _places(text: str, folder: Path) -> Iterator[Path]:
    plain = text.strip()
    yield folder / text
    yield folder / plain
    yield folder / plain.replace("\\", "/")
    if "%" in plain:
        yield folder / _decoded(plain)
    if _DRIVE.match(plain) or plain.startswith("\\"):
        parts = PureWindowsPath(plain).parts[1:]  # the list was copied together with its songs
        yield from (folder.joinpath(*parts[start:]) for start in range(len(parts)))


def _likely(text: str, folder: Path) -> Path:
    if _DRIVE.match(text) and os.name != "nt":
        return Path(text)
    return _tidy(folder / text.replace("\\", "/"))


def _is_foreign(path: Path) -> bool:
    """Whether this lies on a drive of another system, and only its name can be passed on."""
    return not path.is_absolute() and _DRIVE.match(str(path)) is not None


def _tidy(path: Path) -> Path:
    """Without "..", where that means the same file: one song has one path."""
    if ".." not in path.parts:
        return path
    plain = Path(os.path.normpath(path))
    try:
        return plain if plain.samefile(path) else path
    except (OSError, ValueError):
        return path


def _near(song: Path, folder: Path) -> Path:
    song = song.absolute()
    if song.is_relative_to(folder):
        return song.relative_to(folder)
    real = folder.resolve()  # ".." leaves the folder that a link leads to
    if song.anchor != real.anchor or os.path.commonpath([song, real]) == song.anchor:
        return song
    return Path(os.path.relpath(song, real))


def _decoded(text: str) -> str:
    return os.fsdecode(unquote_to_bytes(text.encode("utf-8", "surrogateescape")))


def _path_of_url(url: str) -> str:
    """The path of a file URL (RFC 8089), which may have too few slashes or a drive letter."""
    path = url[len("file:") :]
    if path.startswith("//"):
        host, slash, path = path[2:].partition("/")
        path = slash + path if host.lower() in ("", "localhost") else f"//{host}/{path}"
    text = _decoded(path)
    return text[1:] if _DRIVE.match(text[1:]) else text
