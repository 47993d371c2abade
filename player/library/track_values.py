"""A scanned file as values of the `tracks` table."""

import os
import re
import sqlite3
from typing import NamedTuple

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
    "key",
    "track_gain",
    "track_peak",
    "album_gain",
    "album_peak",
)
_YEAR = re.compile(r"\d{4}")
_DISC_FOLDER = re.compile(rb"(?i)[/\\](?:cd|dis[ck])[ _.-]*\d{1,2}$")
_MOST = 2**63 - 1


class Prepared(NamedTuple):
    """A file with its path in two parts and its texts as they are stored."""

    file: FoundFile
    folder: bytes
    name: bytes
    texts: tuple[str, ...]


def prepare(file: FoundFile) -> Prepared:
    """What can be done without the database."""
    folder, _, name = os.fsencode(file.path).rpartition(b"/")
    tags = file.tags
    title = tags.title or os.path.splitext(name)[0].decode(errors="replace")  # noqa: PTH122 - bytes
    texts = (
        clean(title),
        joined(tags.artists),
        clean(tags.album),
        joined(tags.album_artists),
        joined(tags.genres),
        joined(tags.composers),
        clean(tags.comment),
        clean(tags.codec),
    )
    return Prepared(file, folder, name, texts)


def values_of(
    connection: sqlite3.Connection, interning: Interning, prepared: Prepared
) -> tuple[object, ...]:
    """One value for each of `COLUMNS` after the first; the texts have been learnt."""
    file, folder, name, texts = prepared
    tags, gains = file.tags, file.tags.gains
    title, artists, album, album_artists, *rest = map(interning.text, texts)
    return (
        name,
        file.size,
        file.mtime_ns,
        file.fingerprint,
        title,
        artists,
        _album(connection, interning, album, album_artists, folder),
        album_artists,
        *rest,
        clean(tags.date),
        clean(tags.original_date),
        _year(tags),
        _count(tags.track),
        _count(tags.tracks),
        _count(tags.disc),
        _count(tags.discs),
        tags.compilation,
        tags.duration,
        _count(tags.sample_rate),
        _count(tags.channels),
        _count(tags.bit_depth),
        _count(tags.bitrate),
        tags.has_cover,
        tags.bpm,
        clean(tags.key),
        gains.track_gain,
        gains.track_peak,
        gains.album_gain,
        gains.album_peak,
    )


def _album(
    connection: sqlite3.Connection, interning: Interning, title: int, artists: int, folder: bytes
) -> int:
    place = b"" if artists else _DISC_FOLDER.sub(b"", folder)
    return interning.album(connection, title, artists, place) if title else 0


def _year(tags: Tags) -> int | None:
    found = _YEAR.search(tags.original_date) or _YEAR.search(tags.date)
    return int(found[0]) if found else None


def _count(number: int | None) -> int | None:
    """A number that SQLite can hold."""
    return None if number is None or abs(number) > _MOST else number
