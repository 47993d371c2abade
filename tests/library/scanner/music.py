"""Small real sound files with tags, in folders as people have them."""

import os
import shutil
from collections.abc import Callable
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import mutagen
import numpy as np
import soundfile

from tests.decoder.sounds import encode

# mutagen's classes are half annotated: seen as Any, they may be called.
_file: Any = mutagen.File
_RATE = 44_100
ENDINGS = ("flac", "ogg", "mp3")


@cache
def sound(ending: str, seed: int = 0) -> bytes:
    """A file of a fifth of a second, without tags."""
    noise = np.random.default_rng(seed).normal(0, 0.1, (_RATE // 5, 2)).astype(np.float32)
    with TemporaryDirectory() as folder:
        path = Path(folder) / f"a.{ending}"
        if ending == "mp3":
            encode(path, noise, "libmp3lame", _RATE, bit_rate=64_000)
        elif ending == "m4a":
            encode(path, noise, "aac", _RATE, bit_rate=64_000)
        else:
            soundfile.write(path, noise, _RATE)
        return path.read_bytes()


def write(path: Path, seed: int = 0, **tags: str) -> Path:
    """A tagged file; what it is follows from its ending. WAV stays without tags."""
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(sound(path.suffix[1:], seed))
    if path.suffix != ".wav":
        retag(path, **(tags or {"title": path.stem}))
    return path


def retag(path: Path, **tags: str) -> None:
    """Other tags for the same sound."""
    file = _file(path, easy=True)
    if file.tags is None:
        file.add_tags()
    for name, text in tags.items():
        file[name] = [text]
    file.save()


def albums(folder: Path, count: int, songs: int = 4) -> list[Path]:
    """So many albums, of FLAC, Ogg and MP3 in turn; no two songs sound the same."""
    files = []
    for album in range(count):
        for number in range(songs):
            ending = ENDINGS[album % len(ENDINGS)]
            path = folder / f"Artist {album // 2}" / f"Album {album}" / f"{number:02} Song.{ending}"
            tags = {"artist": f"Artist {album // 2}", "album": f"Album {album}"}
            seed = album // len(ENDINGS) * songs + number
            files.append(write(path, seed, title=f"Song {number}", **tags))
    return files


def touched(path: Path, change: Callable[[], object]) -> None:
    """Do something to a file, and let its time show it however fast it was."""
    before = path.stat().st_mtime_ns
    change()
    os.utime(path, ns=(before + 10**9, before + 10**9))


def moved(source: Path, target: Path) -> Path:
    """A file at another place."""
    target.parent.mkdir(parents=True, exist_ok=True)
    return Path(shutil.move(source, target))
