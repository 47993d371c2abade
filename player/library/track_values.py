"""A scanned file as values of the `tracks` table."""

import os
import re
import sqlite3
from collections.abc import Iterator

from player.library.interning import Interning, clean, joined
from player.library.items import FoundFile
from player.library.tags import Tags

COLUMNS = (
    "folder",
    "name",
    "size",
    "mtime_ns",
    "fingerprint",
    "title",
    "artists",
    "album",
    "album_artists",
    "genres",
    "composers",
    "comment",
    "codec",
    "date",
    "original_date",
    "year",
    "track",
    "tracks",
    "disc",
    "discs",
    "compilation",
    "duration",
    "sample_rate",
    "channels",
    "bit_depth",
    "bitrate",
    "has_cover",
    "bpm",
    "track_gain",
    "track_peak",
    "album_gain",
    "album_peak",
)
_YEAR = re.compile(r"\d{4}")
_DISC_FOLDER = re.compile(rb"(?i)[/\\](?:cd|dis[ck])[ _.-]*\d{1,2}$")
_MOST = 2**63 - 1


def split_path(file: FoundFile) -> tuple[bytes, bytes]:
    """Folder and name."""
    folder, name = os.path.split(os.fsencode(file.path))
    return folder, name


def texts_of(file: FoundFile) -> tuple[str, ...]:
    """All texts of the file, as they are stored."""
    tags = file.tags
    title = tags.title or os.fsencode(file.path.stem).decode(errors="replace")
    return (
        clean(title),
        joined(tags.artists),
        clean(tags.album),
        joined(tags.album_artists),
        joined(tags.genres),
        joined(tags.composers),
        clean(tags.comment),
        clean(tags.codec),
    )


def values_of(
    connection: sqlite3.Connection,
    interning: Interning,
    file: FoundFile,
    texts: tuple[str, ...],
) -> tuple[object, ...]:
    """One value for each of `COLUMNS`; the texts have been learnt."""
    tags, gains = file.tags, file.tags.gains
    folder, name = split_path(file)
    title, artists, album, album_artists, *rest = map(interning.text, texts)
    place = b"" if album_artists else _DISC_FOLDER.sub(b"", folder)
    return (
        interning.folder(connection, folder),
        name,
        file.size,
        file.mtime_ns,
        file.fingerprint,
        title,
        artists,
        interning.album(connection, album, album_artists, place),
        album_artists,
        *rest,
        clean(tags.date),
        clean(tags.original_date),
        _year(tags),
        *_counts((tags.track, tags.tracks, tags.disc, tags.discs)),
        tags.compilation,
        tags.duration,
        *_counts((tags.sample_rate, tags.channels, tags.bit_depth, tags.bitrate)),
        tags.has_cover,
        tags.bpm,
        gains.track_gain,
        gains.track_peak,
        gains.album_gain,
        gains.album_peak,
    )


def _year(tags: Tags) -> int | None:
    found = _YEAR.search(tags.original_date) or _YEAR.search(tags.date)
    return int(found[0]) if found else None


def _counts(numbers: tuple[int | None, ...]) -> Iterator[int | None]:
    """Numbers that SQLite can hold."""
    return (None if each is None or abs(each) > _MOST else each for each in numbers)
