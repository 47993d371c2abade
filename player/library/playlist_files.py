"""Playlist files of every common kind, read and written: M3U, M3U8, PLS, XSPF."""

from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

from player.base.files import write_atomically
from player.base.values import dataclass
from player.library.playlist_entries import ANEW, PlaylistEntry, PlaylistError, shown
from player.library.playlist_text import read_m3u, read_pls, write_m3u, write_pls
from player.library.playlist_xspf import read_xspf, write_xspf

__all__ = [
    "KINDS",
    "PlaylistEntry",
    "PlaylistError",
    "is_playlist",
    "read_playlist",
    "write_playlist",
]

DEPTH = 8
"""How deep lists within lists are followed."""
LARGEST = 32 << 20
"""Bytes; whatever is larger is no playlist but a film with a wrong ending."""


@dataclass(frozen=True)
class Kind:
    """One kind of playlist file."""

    name: str
    read: Callable[[bytes, Path], list[PlaylistEntry]]
    write: Callable[[Sequence[PlaylistEntry], Path], bytes]


KINDS = {
    ".m3u8": Kind("M3U in UTF-8", read_m3u, write_m3u),
    ".m3u": Kind("M3U", read_m3u, write_m3u),
    ".xspf": Kind("XSPF", read_xspf, write_xspf),
    ".pls": Kind("PLS", read_pls, write_pls),
}
"""By ending; the first is the best for most."""


def is_playlist(path: Path) -> bool:
    """Whether this is named like a playlist."""
    return path.suffix.lower() in KINDS


def read_playlist(path: Path) -> tuple[PlaylistEntry, ...]:
    """The entries in order, paths made absolute, whether or not the files are there.

    A list within the list stands for its own entries, once; one that cannot be read stays an entry.

    Raises:
        PlaylistError: it cannot be opened, or is no playlist.
    """
    path = path.absolute()
    return tuple(_flat(_read(path), {_same(path)}, DEPTH))


def write_playlist(path: Path, entries: Sequence[PlaylistEntry]) -> None:
    """Replace `path` in one step; songs are named relative to it where both can move together.

    Raises:
        PlaylistError: the ending is unknown, the disk refuses, or a name does not fit.
    """
    path = path.absolute()
    content = _kind(path).write(entries, path)
    try:
        write_atomically(path, content)
    except OSError as error:
        raise PlaylistError(
            f"{shown(path)} could not be written: {error.strerror}.",
            "Free some space, or choose another folder.",
        ) from error


def _flat(entries: Sequence[PlaylistEntry], seen: set[Path], depth: int) -> Iterator[PlaylistEntry]:
    for entry in entries:
        place = entry.location
        if isinstance(place, str) or not is_playlist(place):
            yield entry
        elif _same(place) not in seen:  # else it leads back here, or was taken already
            try:
                inner = _read(place) if depth else None
            except PlaylistError:
                inner = None
            if inner is None:
                yield entry
            else:
                seen.add(_same(place))
                yield from _flat(inner, seen, depth - 1)


def _read(path: Path) -> list[PlaylistEntry]:
    kind = _kind(path)
    try:
        with path.open("rb") as file:
            content = file.read(LARGEST + 1)
    except OSError as error:
        raise PlaylistError(
            f"{shown(path)} could not be read: {error.strerror}.",
            "Look whether it is still there and may be read.",
        ) from error
    if len(content) > LARGEST:
        raise PlaylistError(f"{shown(path)} is too large for a playlist.", ANEW)
    return kind.read(content, path)


def _kind(path: Path) -> Kind:
    if not is_playlist(path):
        raise PlaylistError(
            f"The name {shown(path)} does not say which kind of playlist it is.",
            f"Let it end in {', '.join(KINDS)}.",
        )
    return KINDS[path.suffix.lower()]


def _same(path: Path) -> Path:
    """One path for each file, however it is reached."""
    try:
        return path.resolve()
    except (OSError, RuntimeError):  # a link that leads to itself
        return path
