"""The first stage of a scan: the sound files of a folder tree, folder by folder."""

import os
from collections import deque
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from player.library.find import SUFFIXES
from player.library.replacing import is_left_over, remove_left_over

_BINS = frozenset(
    {"$recycle.bin", "@eadir", "lost+found", "system volume information", "recycler", "#recycle"}
)
"""Folders in which systems keep what is no music, in lower case."""


class Place(NamedTuple):
    """A folder to look through."""

    folder: str
    deep: bool = True
    """With all folders in it."""


class FoundName(NamedTuple):
    """A sound file in a folder."""

    name: str
    size: int
    mtime_ns: int


class Listing(NamedTuple):
    """What a folder itself holds."""

    folder: str
    files: list[FoundName]
    reason: str = ""
    """Why it could not be opened, or ""."""


def walk(place: Place) -> Iterator[Listing]:
    """Every folder once, however many links lead to it; links come last.

    Files that are no plain files are left out: to open a pipe may block for ever.
    """
    seen: set[tuple[int, int]] = set()
    waiting, links = [place.folder], deque[str]()
    while waiting or links:
        folder = waiting.pop() if waiting else links.popleft()
        try:
            status = os.stat(folder)  # noqa: PTH116 - names stay text, a Path is slow
            if (status.st_dev, status.st_ino) in seen:
                continue
            seen.add((status.st_dev, status.st_ino))
            files, folders, linked = _listed(folder)
        except OSError as error:
            yield Listing(folder, [], error.strerror or str(error))
            continue
        yield Listing(folder, files)
        if place.deep:
            waiting += sorted(folders, reverse=True)
            links += sorted(linked)


def _listed(folder: str) -> tuple[list[FoundName], list[str], list[str]]:
    """Sound files, folders, and links to folders."""
    files: list[FoundName] = []
    folders: list[str] = []
    linked: list[str] = []
    left_over = False
    with os.scandir(folder) as entries:
        for entry in entries:
            name = entry.name
            if is_hidden(name):
                left_over = left_over or is_left_over(name)
                continue
            if is_sound(name) and entry.is_file():
                status = _status(entry)
                if status is not None:
                    files.append(FoundName(name, status.st_size, status.st_mtime_ns))
            elif _is_folder(entry):
                (linked if entry.is_symlink() else folders).append(entry.path)
    if left_over:
        remove_left_over(Path(folder))
    files.sort()
    return files, folders, linked


def is_hidden(name: str) -> bool:
    """Whether a file or folder is passed over: hidden, macOS' "._" files, bins."""
    return name.startswith(".") or name.lower() in _BINS


def is_sound(name: str) -> bool:
    """Whether a file is named like music."""
    _, dot, ending = name.rpartition(".")
    return bool(dot) and f".{ending.lower()}" in SUFFIXES


def _is_folder(entry: "os.DirEntry[str]") -> bool:
    try:
        return entry.is_dir()
    except OSError:  # a link that leads to itself
        return False


def _status(entry: "os.DirEntry[str]") -> os.stat_result | None:
    try:
        return entry.stat()
    except OSError:  # gone in between
        return None
