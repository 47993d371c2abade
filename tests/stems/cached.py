"""Caches with songs in them, and ways to damage these."""

import os
from collections.abc import Callable
from pathlib import Path

from player.base.units import SongKey
from player.stems.cache import StemCache
from tests.stemfile.entries import an_entry, noise, write_all

VERSION = "model-1"
ENTRY = an_entry(20_000)


def add(cache: StemCache, name: str, played: int = 0, *, finished: bool = True) -> Path:
    """An entry that was last played `played` seconds after 1970."""
    folder = cache.folder(SongKey(name), VERSION)
    writer = write_all(folder, ENTRY, noise(ENTRY))
    if finished:
        writer.finish()
    writer.close()
    cache.touch(folder)
    for path in (folder / "played", folder):
        os.utime(path, (played, played))
    return folder


def size(folder: Path) -> int:
    return sum(file.stat().st_size for file in folder.iterdir())


def flip_a_byte(folder: Path) -> None:
    file = folder / "vocals.flac"
    content = bytearray(file.read_bytes())
    content[len(content) // 2] ^= 1
    file.write_bytes(content)


def cut_off(folder: Path) -> None:
    os.truncate(folder / "vocals.flac", 5_000)


def lose(folder: Path) -> None:
    (folder / "vocals.flac").unlink()


def scribble(folder: Path) -> None:
    (folder / "entry.json").write_text("garbage")


def forget_checksums(folder: Path) -> None:
    entry = (folder / "entry.json").read_text()
    (folder / "entry.json").write_text(entry.replace('"vocals":', '"drums":'))


DAMAGES: tuple[Callable[[Path], None], ...] = (
    flip_a_byte,
    cut_off,
    lose,
    scribble,
    forget_checksums,
)
