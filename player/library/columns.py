"""The tracks as columns of numbers: what lists are sorted, filtered and counted by.

SQLite holds the library; these are four bytes a track and column, read when first needed. Texts
are in them as numbers (see `texts` in the schema), so that tracks are searched by looking at their
different texts. A **place** is a track's position in these columns.
"""

import sqlite3
from collections.abc import Callable
from pathlib import Path
from typing import Any, TypeAlias

import numpy as np
from numpy.typing import NDArray

from player.library.columns_file import read_columns, small, write_columns
from player.library.errors import Outdated
from player.library.items import Ids, Sort

Column: TypeAlias = NDArray[np.signedinteger[Any]]
"""A number for each place; MISSING where there is none."""
Mask: TypeAlias = NDArray[np.bool_]
"""Yes or no for each place."""
Places: TypeAlias = NDArray[np.intp]

MISSING = -1
_CHUNK = 20_000
"""Tracks read at a time: numbers are parsed with the interpreter held, and the window waits."""

TEXT_COLUMNS = {
    "title": "t.title",
    "artist": "t.artists",
    "album_artist": "t.album_artists",
    "genre": "t.genres",
    "composer": "t.composers",
    "comment": "t.comment",
    "codec": "t.codec",
}
"""Columns of text numbers, and what they are in SQL; `album` is made from `album_id`."""
NUMBER_COLUMNS = {
    "id": "t.id",
    "folder": "t.folder",
    "album_id": "t.album",
    "year": "t.year",
    "track": "t.track",
    "tracks": "t.tracks",
    "disc": "t.disc",
    "discs": "t.discs",
    "compilation": "t.compilation",
    "length": "t.duration * 1000",
    "samplerate": "t.sample_rate",
    "channels": "t.channels",
    "bits": "t.bit_depth",
    "bitrate": "t.bitrate",
    "cover": "t.has_cover",
    "size": "t.size",
    "added": "t.added",
    "modified": "t.mtime_ns / 1000000000",
    "gain": "t.track_gain IS NOT NULL",
    "date": "replace(substr(t.date || '-00-00', 1, 10), '-', '')",
}
"""Columns that a scan changes. Lengths are in ms, times in s since 1970."""
MARK_COLUMNS = {
    "rating": "t.rating * 1000",
    "plays": "t.play_count",
    "skips": "t.skip_count",
    "lastplayed": "t.last_played",
    "bpm": "t.shown_bpm * 100",
}
"""Columns that listening changes, too; ratings are from 0 to 1000, bpm in hundredths."""
KEY = "key"
"""An order by what listening changes, too."""
_ALL = TEXT_COLUMNS | NUMBER_COLUMNS | MARK_COLUMNS
_FIRST = (
    *("id", "title", "artist", "album_id", "album_artist", "genre", "composer", "comment"),
    *("year", "disc", "track", "compilation", "length", "folder"),
)
_GROUPS = (
    _FIRST,
    tuple(name for name in TEXT_COLUMNS | NUMBER_COLUMNS if name not in _FIRST),
    tuple(MARK_COLUMNS),
)
"""What is read together: for the first list, for queries and orders, what listening changes."""
_WORTH = 20_000
"""Fewer tracks are read from the library in no time."""
_BY_ALBUM: Sort = ("", False)


class Columns:
    """Of the tracks whose files are not missing. One thread at a time."""

    def __init__(self) -> None:
        self._columns: dict[str, Column] = {}
        self._orders: dict[Sort, Places] = {}
        self._ranks: Column | None = None
        self._tracks: int | None = None
        self._marks: int | None = None
        self._dirty = False
        self.wanted = True
        """Set to False (on any thread) to end what reads for long with Outdated."""

    def be_of(self, tracks: int, marks: int) -> bool:
        """Forget what is older than these revisions; whether tracks are among it."""
        stale = tracks != self._tracks
        if stale:
            self._columns.clear()
            self._orders.clear()
            self._ranks = None
        elif marks != self._marks:
            for name in (*MARK_COLUMNS, KEY):
                self._columns.pop(name, None)
                self._orders.pop((name, False), None)
                self._orders.pop((name, True), None)
        self._tracks, self._marks = tracks, marks
        return stale

    def recall(self, path: Path) -> None:
        """Have what was kept by the last run; what is stale of it goes by `be_of`."""
        stored = read_columns(path)
        if not {"id", "_ranks", "_order", "_revisions"} <= stored.keys():
            return
        self._tracks, self._marks = map(int, stored.pop("_revisions"))
        self._ranks = stored.pop("_ranks")
        self._orders[_BY_ALBUM] = stored.pop("_order").astype(np.intp)
        self._columns = {name: each for name, each in stored.items() if name in _ALL}

    def keep(self, path: Path) -> None:
        """Have them ready for the next run, if that is worth it and they are news."""
        ranks, order = self._ranks, self._orders.get(_BY_ALBUM)
        if ranks is not None and order is not None and self._dirty and len(self) >= _WORTH:
            revisions = np.array([self._tracks, self._marks], np.int64)
            more: dict[str, Column] = {"_ranks": ranks, "_order": order, "_revisions": revisions}
            write_columns(path, self._columns | more)
            self._dirty = False

    def __len__(self) -> int:
        return len(self._columns.get("id", ()))

    def get(self, connection: sqlite3.Connection, name: str) -> Column:
        """A column by its name in the tables above."""
        if name not in self._columns:
            if "id" not in self._columns:
                self._load(connection, _FIRST)
            if name == "album":
                self._columns[name] = self._album_titles(connection)
            elif name not in self._columns:
                self._load(connection, next(group for group in _GROUPS if name in group))
        return self._columns[name]

    def load_all(self, connection: sqlite3.Connection) -> None:
        """Have everything that queries and orders can ask for."""
        for group in _GROUPS:
            self.get(connection, group[0])

    def places(self, connection: sqlite3.Connection, ids: Column) -> Places:
        """Where these tracks are, in their order; those that have no place are left out."""
        known = self.get(connection, "id")
        if not len(known):
            return np.zeros(0, np.intp)
        places: Places = np.minimum(np.searchsorted(known, ids), len(known) - 1)
        there: Places = places[known[places] == ids]
        return there

    def ranks(self, connection: sqlite3.Connection) -> Column:
        """Where each text stands among all: shape (highest text number + 1,)."""
        if self._ranks is None:
            query = "SELECT group_concat(id) FROM (SELECT id FROM texts ORDER BY key, id)"
            order = numbers(connection.execute(query).fetchone()[0])
            ranks = np.zeros(int(order.max()) + 1, np.int32)
            ranks[order] = np.arange(len(order), dtype=np.int32)
            self._ranks = ranks
        return self._ranks

    def order(self, sort: Sort, make: Callable[[], Places]) -> Places:
        """An order, made if it is not known."""
        if sort not in self._orders:
            self._orders[sort] = make()
        return self._orders[sort]

    def _load(self, connection: sqlite3.Connection, names: tuple[str, ...]) -> None:
        wanted = ", ".join(
            f"coalesce(CAST({_ALL[name]} AS INTEGER), -1) AS c{n}" for n, name in enumerate(names)
        )
        rows = (
            f"SELECT {wanted}, t.id AS i FROM tracks t"  # noqa: S608 - names of our own
            " WHERE t.id > ? AND t.missing_since IS NULL ORDER BY t.id LIMIT ?"
        )
        lists = ", ".join(f"group_concat(c{n})" for n in range(len(names)))
        query = f"SELECT {lists}, max(i) FROM ({rows})"  # noqa: S608
        parts: list[list[Ids]] = [[numbers(None)] for _ in names]
        last: int | None = 0
        while last is not None:
            if not self.wanted:
                raise Outdated
            *texts, last = connection.execute(query, (last, _CHUNK)).fetchone()
            for part, text in zip(parts, texts, strict=True):
                part.append(numbers(text))
        for name, part in zip(names, parts, strict=True):
            self._columns[name] = small(np.concatenate(part))
        self._dirty = True

    def _album_titles(self, connection: sqlite3.Connection) -> Column:
        query = "SELECT group_concat(id), group_concat(title) FROM albums"
        ids, titles = map(numbers, connection.execute(query).fetchone())
        title_of = np.zeros(int(ids.max()) + 1, np.int64)
        title_of[ids] = titles
        return small(title_of[self._columns["album_id"]])


def numbers(text: str | None) -> Ids:
    """The numbers of a list as `group_concat` makes it: ten times as fast as fetching rows."""
    return np.fromstring(text or "", np.int64, sep=",")
