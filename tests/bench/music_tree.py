"""Folders full of small tagged files, as a listener has them: artists, albums, three formats."""

import os
from pathlib import Path
from typing import Any

import mutagen

from tests.library.scanner.music import ENDINGS, sound

# mutagen's classes are half annotated: seen as Any, they may be called.
_file: Any = mutagen.File
_ALBUMS, _SONGS = 4, 12
_GENRES = ("Jazz", "Rock", "Folk", "Electronic", "Classical")
_PLACE = {"flac": 26, "ogg": -120, "mp3": 2_000}
"""Where a few bytes can be changed so that each file has another sound, and stays readable."""


def make(folder: Path, count: int) -> Path:
    """So many files in `folder`."""
    for number in range(count):
        album, song = divmod(number, _SONGS)
        artist = album // _ALBUMS
        ending = ENDINGS[album % len(ENDINGS)]
        path = folder / f"Artist {artist:04}" / f"{1960 + album % 60} Album {album:05}"
        if not song:
            path.mkdir(parents=True, exist_ok=True)
        file = path / f"{song + 1:02} Song number {number}.{ending}"
        file.write_bytes(_another(sound(ending), ending, number))
        _tag(file, artist, album, song)
    return folder


def linked(music: Path, folder: Path, times: int) -> Path:
    """The same files under so many other names."""
    for time in range(times):
        for place, _, names in os.walk(music):
            target = folder / f"Drive {time}" / os.path.relpath(place, music)
            target.mkdir(parents=True)
            for name in names:
                os.link(os.path.join(place, name), target / name)  # noqa: PTH118 - many thousands
    return folder


def _another(content: bytes, ending: str, number: int) -> bytes:
    changed = bytearray(content)
    place = _PLACE[ending] % len(changed)
    changed[place : place + 4] = number.to_bytes(4)
    return bytes(changed)


def _tag(path: Path, artist: int, album: int, song: int) -> None:
    file = _file(path, easy=True)
    if file.tags is None:
        file.add_tags()
    words = f"Artist {artist:04}", f"Album {album:05}", _GENRES[artist % len(_GENRES)]
    names = ("artist", "albumartist", "album", "genre")
    for name, text in zip(names, (words[0], *words), strict=True):
        file[name] = [text]
    file["title"] = [f"Song {song + 1} of album {album}"]
    file["date"] = [str(1960 + album % 60)]
    file["tracknumber"] = [f"{song + 1}/{_SONGS}"]
    file["discnumber"] = ["1/1"]
    file.save()
