"""Finds the music in folders and lists; whether a file plays is seen when it is opened."""

import os
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path

from player.library.playlist_entries import PlaylistEntry, PlaylistError, is_there, shown
from player.library.playlist_files import is_playlist, read_playlist

_ENDINGS = """
aac ac3 aif aifc aiff alac ape au caf dff dsf flac it m4a m4b mka mkv mod mp2 mp3 mp4 mpc
oga ogg opus s3m snd spx tta w64 wav webm wma wv xm
"""
SUFFIXES = frozenset(f".{ending}" for ending in _ENDINGS.split())
_NAMED = 3
"""How many of the missing files a message names."""


def find_entries(
    paths: Iterable[Path], tell: Callable[[PlaylistError], object]
) -> Iterator[PlaylistEntry]:
    """As `find_music`, but a playlist stands for its entries; what is not there is told."""
    for path in paths:
        if is_playlist(path) and not _is_folder(path):
            yield from _listed(path, tell)
        else:
            yield from map(PlaylistEntry, find_music([path]))


def find_music(paths: Iterable[Path]) -> Iterator[Path]:
    """Files as they are, and all music below folders in order; unreadable ones are passed over."""
    for path in paths:
        if _is_folder(path):
            yield from _below(path)
        else:
            yield path


def _listed(path: Path, tell: Callable[[PlaylistError], object]) -> Iterator[PlaylistEntry]:
    try:
        entries = read_playlist(path)
    except PlaylistError as error:
        tell(error)
        return
    lost: list[str] = []
    for entry in entries:
        place = entry.location
        if isinstance(place, str) or _may_be_music(place):
            yield entry
        else:
            lost.append(entry.name)
    if lost:
        tell(_lost(path, lost, len(entries)))


def _may_be_music(path: Path) -> bool:
    """Not if it is gone, a list that cannot be read, or a folder: "/" would be everything."""
    return is_there(path) and not is_playlist(path) and not _is_folder(path)


def _lost(path: Path, names: list[str], count: int) -> PlaylistError:
    more = len(names) - _NAMED
    listed = ", ".join(names[:_NAMED]) + (f" and {more} more" if more > 0 else "")
    return PlaylistError(
        f"{len(names)} of {count} in {shown(path)} cannot be opened: {listed}.",
        "Look whether their drive is connected, or save the list anew.",
    )


def _below(folder: Path) -> Iterator[Path]:
    seen: set[tuple[int, int]] = set()
    for root, folders, files in os.walk(folder, followlinks=True):
        place = _place(root)
        if place is None or place in seen:
            folders.clear()  # gone meanwhile, or a link that leads back up
            continue
        seen.add(place)
        folders.sort()
        for name in sorted(files):
            if Path(name).suffix.lower() in SUFFIXES and not name.startswith("._"):
                yield Path(root, name)


def _is_folder(path: Path) -> bool:
    try:
        return path.is_dir()
    except OSError:  # it may not be looked at
        return False


def _place(folder: str) -> tuple[int, int] | None:
    try:
        status = Path(folder).stat()
    except OSError:
        return None
    return status.st_dev, status.st_ino
