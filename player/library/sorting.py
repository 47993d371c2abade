"""The orders that tracks can be listed in."""

import sqlite3

import numpy as np

from player.library.columns import KEY, MISSING, Column, Columns, Places, numbers
from player.library.items import Sort

_TEXTS = ("title", "artist", "album", "genre", "composer", "comment", "codec")
_NUMBERS = ("year", "disc", "length", "samplerate", "channels", "bits", "bitrate", "bpm", "size")
_TIMES_AND_MARKS = ("added", "rating", "plays", "skips", "lastplayed", "date", "id")
SORTS = (
    *_TEXTS,
    *_NUMBERS,
    *_TIMES_AND_MARKS,
    "albumartist",
    "track",
    "path",
    "folder",
    KEY,
    "stems",
)
"""All names that `Sort` may have."""
_QUERIES = {
    "path": "SELECT t.id FROM folders f JOIN tracks t ON t.folder = f.id ORDER BY f.path, t.name",
    KEY: "SELECT id FROM tracks WHERE shown_key <> '' ORDER BY shown_key, id",
    "stems": "SELECT track AS id FROM stems GROUP BY track ORDER BY count(*)",
}


def ordered(connection: sqlite3.Connection, columns: Columns, sort: tuple[Sort, ...]) -> Places:
    """All places in this order; what is equal stays in the order of albums. Do not write to it."""
    if not sort:
        return _by_album(connection, columns)
    if len(sort) == 1:
        return columns.order(sort[0], lambda: _sorted(connection, columns, sort))
    return _sorted(connection, columns, sort)


def _sorted(connection: sqlite3.Connection, columns: Columns, sort: tuple[Sort, ...]) -> Places:
    order = _by_album(connection, columns)
    for name, downwards in reversed(sort):
        key = _key(connection, columns, name)[order]
        order = order[np.argsort(-key if downwards else key, kind="stable")]
    return order


def _by_album(connection: sqlite3.Connection, columns: Columns) -> Places:
    def sort() -> Places:
        names = ("albumartist", "year", "album", "album_id", "disc", "track", "title")
        keys = [_key(connection, columns, name) for name in names]
        return np.lexsort(keys[::-1])

    return columns.order(("", False), sort)


def _key(connection: sqlite3.Connection, columns: Columns, name: str) -> Column:
    if name == "albumartist":
        return _album_artist_key(connection, columns)
    if name in _TEXTS:
        return columns.ranks(connection)[columns.get(connection, name)].astype(np.int64)
    if name == "track":
        disc, track = columns.get(connection, "disc"), columns.get(connection, "track")
        return disc.astype(np.int64) * 10_000 + track
    if name == "folder":
        name = "path"
    if name in _QUERIES:
        return _key_by_query(connection, columns, _QUERIES[name])
    return columns.get(connection, name)


def _album_artist_key(connection: sqlite3.Connection, columns: Columns) -> Column:
    """By album artist; albums that name none by their artist."""
    texts = album_artists(connection, columns)
    return columns.ranks(connection)[texts].astype(np.int64)


def album_artists(connection: sqlite3.Connection, columns: Columns) -> Column:
    """The album artist of each place, or the artist if none is named; a text's number."""
    named = columns.get(connection, "album_artist")
    artist = columns.get(connection, "artist")
    compilation = columns.get(connection, "compilation") == 1
    return np.where((named == 0) & ~compilation, artist, named)


def _key_by_query(connection: sqlite3.Connection, columns: Columns, query: str) -> Column:
    listed = f"SELECT group_concat(id) FROM ({query})"  # noqa: S608 - queries of our own
    found = numbers(connection.execute(listed).fetchone()[0])
    key = np.full(len(columns.get(connection, "id")), MISSING, np.int64)
    places = columns.places(connection, found)
    key[places] = np.arange(len(places))
    return key
