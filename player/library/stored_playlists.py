"""Playlists that the library keeps: lists of tracks, and smart ones that are saved queries."""

import json
import sqlite3
import time
from collections.abc import Iterable, Sequence

from player.base.values import dataclass
from player.library.columns import numbers
from player.library.database import Database
from player.library.items import Ids, PlaylistId, Sort
from player.library.revisions import bump


@dataclass(frozen=True)
class Playlist:
    """A playlist; a smart one has a query, and is what that finds at the moment."""

    id: PlaylistId
    name: str
    query: str | None = None
    sort: tuple[Sort, ...] = ()
    """Of a smart one."""
    limit: int | None = None
    """How many tracks a smart one has at most: the first in its order."""
    count: int = 0
    """Entries; 0 for a smart one."""


@dataclass(frozen=True)
class Entry:
    """A track, or else a file or stream that the library does not know."""

    track: int | None
    location: bytes = b""


@dataclass(frozen=True)
class Snapshot:
    """A playlist as it was at some moment, with its entries."""

    playlist: Playlist
    entries: tuple[Entry, ...]
    shown: tuple[int, ...] = ()
    """Which of the entries are in the lists that are shown: tracks whose files are not missing."""


class Playlists:
    """Each call that changes something is one transaction. May be used on any thread."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def all(self) -> tuple[Playlist, ...]:
        """By name."""
        query = (
            "SELECT p.id, p.name, p.query, p.sort, p.maximum,"
            " (SELECT count(*) FROM entries WHERE playlist = p.id) FROM playlists p"
            " ORDER BY p.name COLLATE NOCASE, p.id"
        )
        with self._database.reading() as connection:
            return tuple(map(_playlist, connection.execute(query)))

    def snapshot(self, playlist: PlaylistId) -> Snapshot | None:
        """The playlist as it is now; None if there is no such."""
        with self._database.reading() as connection:
            return _snapshot(connection, playlist)

    def create(self, name: str, entries: Iterable[Entry]) -> Snapshot:
        """A new list."""
        return self._create(Playlist(PlaylistId(0), name), tuple(entries))

    def create_smart(
        self, name: str, query: str, sort: tuple[Sort, ...] = (), limit: int | None = None
    ) -> Snapshot:
        """A new smart playlist."""
        return self._create(Playlist(PlaylistId(0), name, query, sort, limit), ())

    def put(self, snapshot: Snapshot) -> None:
        """Have a playlist be like this, whether it is there or not."""
        with self._database.writing() as connection:
            _write(connection, snapshot.playlist, snapshot.playlist.id)
            _write_entries(connection, snapshot)
            bump(connection, "playlists")

    def delete(self, playlist: PlaylistId) -> None:
        """Remove a playlist; its tracks stay."""
        with self._database.writing() as connection:
            connection.execute("DELETE FROM playlists WHERE id = ?", (playlist,))
            bump(connection, "playlists")

    def _create(self, playlist: Playlist, entries: tuple[Entry, ...]) -> Snapshot:
        with self._database.writing() as connection:
            number = _write(connection, playlist, None)
            made = _snapshot(connection, number)
            assert made is not None  # noqa: S101 - it was written a line ago
            snapshot = Snapshot(made.playlist, entries)
            _write_entries(connection, snapshot)
            bump(connection, "playlists")
        return snapshot


def tracks_of(connection: sqlite3.Connection, playlist: int) -> Ids:
    """The tracks of a list in its order; what the library does not know is left out."""
    query = (
        "SELECT group_concat(track) FROM (SELECT track FROM entries"
        " WHERE playlist = ? AND track IS NOT NULL ORDER BY place)"
    )
    return numbers(connection.execute(query, (playlist,)).fetchone()[0])


def playlist_of(connection: sqlite3.Connection, playlist: int) -> Playlist | None:
    """A playlist, without the number of its entries."""
    query = "SELECT id, name, query, sort, maximum, 0 FROM playlists WHERE id = ?"
    row = connection.execute(query, (playlist,)).fetchone()
    return None if row is None else _playlist(row)


def playlists_named(connection: sqlite3.Connection, name: str) -> list[int]:
    """The playlists of this name, whatever its case."""
    query = "SELECT id, name FROM playlists"
    return [each for each, known in connection.execute(query) if known.lower() == name.lower()]


def _playlist(row: Sequence[object]) -> Playlist:
    number, name, query, sort, maximum, count = row
    order = tuple((str(column), bool(down)) for column, down in json.loads(str(sort) or "[]"))
    return Playlist(
        PlaylistId(int(str(number))),
        str(name),
        None if query is None else str(query),
        order,
        None if maximum is None else int(str(maximum)),
        int(str(count)),
    )


def _snapshot(connection: sqlite3.Connection, playlist: int) -> Snapshot | None:
    known = playlist_of(connection, playlist)
    if known is None:
        return None
    query = (
        "SELECT e.track, e.location, t.id IS NOT NULL AND t.missing_since IS NULL"
        " FROM entries e LEFT JOIN tracks t ON t.id = e.track WHERE playlist = ? ORDER BY place"
    )
    rows = connection.execute(query, (playlist,)).fetchall()
    entries = tuple(Entry(track, location) for track, location, _ in rows)
    return Snapshot(known, entries, tuple(at for at, row in enumerate(rows) if row[2]))


def _write(connection: sqlite3.Connection, playlist: Playlist, number: int | None) -> int:
    sort = json.dumps(playlist.sort) if playlist.sort else ""
    row = connection.execute(
        "INSERT INTO playlists (id, name, query, sort, maximum, created) VALUES (?, ?, ?, ?, ?, ?)"
        " ON CONFLICT (id) DO UPDATE SET name = excluded.name, query = excluded.query,"
        " sort = excluded.sort, maximum = excluded.maximum RETURNING id",
        (number, playlist.name, playlist.query, sort, playlist.limit, time.time()),
    ).fetchone()
    return int(row[0])


def _write_entries(connection: sqlite3.Connection, snapshot: Snapshot) -> None:
    playlist = snapshot.playlist.id
    connection.execute("DELETE FROM entries WHERE playlist = ?", (playlist,))
    connection.executemany(
        "INSERT INTO entries (playlist, place, track, location) VALUES"
        " (?, ?, (SELECT id FROM tracks WHERE id = ?), ?)",
        (
            (playlist, place, entry.track, entry.location)
            for place, entry in enumerate(snapshot.entries)
        ),
    )
