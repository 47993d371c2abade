"""Finds the music in folders, by name; whether a file really plays is seen when it is opened."""

import os
from collections.abc import Iterable, Iterator
from pathlib import Path

_ENDINGS = """
aac ac3 aif aifc aiff alac ape au caf dff dsf flac it m4a m4b mka mkv mod mp2 mp3 mp4 mpc
oga ogg opus s3m snd spx tta w64 wav webm wma wv xm
"""
SUFFIXES = frozenset(f".{ending}" for ending in _ENDINGS.split())


def find_music(paths: Iterable[Path]) -> Iterator[Path]:
    """Files as they are, and all music below folders in order; unreadable ones are passed over."""
    for path in paths:
        if _is_folder(path):
            yield from _below(path)
        else:
            yield path


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
