"""Writes what a scan has found; a file that was moved keeps its id, its marks and its playlists."""

import os
import sqlite3
import time
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from functools import partial
from pathlib import Path

from player.library.database import Database
from player.library.interning import Interning
from player.library.items import FailedFile, FoundFile, KnownFile, Timestamp, Written
from player.library.moves import (
    Place,
    absorb,
    missing_twins,
    relocate,
    twin_that_is_new,
)
from player.library.revisions import bump
from player.library.track_values import COLUMNS, prepare, values_of

_MARKS = ", ".join("?" * (len(COLUMNS) + 2))
_INSERT = f"INSERT INTO tracks ({', '.join(COLUMNS)}, rating, added) VALUES ({_MARKS})"  # noqa: S608 - names of our own
_CHANGES = ", ".join(f"{each} = ?" for each in COLUMNS)
_UPDATE = (
    f"UPDATE tracks SET {_CHANGES}, rating = coalesce(rating, ?), missing_since = NULL"  # noqa: S608
    " WHERE id = ?"
)


class ScannedFiles:
    """The scanner's way into the library. Each call is one transaction. One thread at a time."""

    def __init__(self, database: Database) -> None:
        self._database = database
        self._interning = Interning()

    def known(self, folder: Path) -> dict[bytes, KnownFile]:
        """What is known of the files in a folder itself, failures too, by name as bytes."""
        path = os.fsencode(folder)
        tracks = (
            "SELECT t.name, t.size, t.mtime_ns, t.missing_since IS NOT NULL "
            "FROM folders f JOIN tracks t ON t.folder = f.id WHERE f.path = ?"
        )
        failures = (
            "SELECT t.name, t.size, t.mtime_ns, 0 "
            "FROM folders f JOIN failures t ON t.folder = f.id WHERE f.path = ?"
        )
        with self._database.reading() as connection:
            rows = [*connection.execute(tracks, (path,)), *connection.execute(failures, (path,))]
        return {name: KnownFile(size, mtime, bool(gone)) for name, size, mtime, gone in rows}

    def folders(self, root: Path) -> list[Path]:
        """The folders in `root` (itself too) that have tracks or failures that are not missing."""
        top = os.fsencode(root)
        prefix = top.rstrip(b"/\\") + b"/"
        query = (
            "SELECT path FROM folders f WHERE (path = ? OR substr(path, 1, ?) = ?) AND ("
            "EXISTS (SELECT 1 FROM tracks WHERE folder = f.id AND missing_since IS NULL)"
            " OR EXISTS (SELECT 1 FROM failures WHERE folder = f.id))"
        )
        with self._database.reading() as connection:
            rows = connection.execute(query, (top, len(prefix), prefix)).fetchall()
        return [Path(os.fsdecode(path)) for (path,) in rows]

    def failures(self) -> list[FailedFile]:
        """The files that could not be read."""
        query = (
            "SELECT f.path, e.name, e.size, e.mtime_ns, e.reason"
            " FROM failures e JOIN folders f ON f.id = e.folder ORDER BY f.path, e.name"
        )
        with self._database.reading() as connection:
            rows = connection.execute(query).fetchall()
        return [
            FailedFile(Path(os.fsdecode(folder)) / os.fsdecode(name), size, mtime, reason)
            for folder, name, size, mtime, reason in rows
        ]

    def write(self, found: Sequence[FoundFile], failed: Sequence[FailedFile] = ()) -> Written:
        """Add files or replace what was known of them. A twin of a missing one takes its place."""
        now = time.time()
        with self._writing() as connection:
            written = self._write_found(connection, found, now)
            self._write_failed(connection, failed)
        return written

    def gone(self, paths: Iterable[Path], since: Timestamp) -> int:
        """Files that were looked for and are not there; how many of them have only moved.

        Those that have a twin first seen after `since` (the start of the scan) have moved.
        The others are kept and marked as missing.
        """
        moved, now = 0, time.time()
        with self._writing() as connection:
            for path in paths:
                moved += self._leave(connection, os.fsencode(path), since, now)
        return moved

    def renamed(self, moves: Iterable[tuple[Path, Path]]) -> None:
        """Files that were moved, from where to where, all at once; they keep their ids."""
        with self._writing() as connection:
            place = partial(self._place, connection)
            relocate(connection, [(place(old), place(new)) for old, new in moves])

    @contextmanager
    def _writing(self) -> Iterator[sqlite3.Connection]:
        committed = False
        try:
            with self._database.writing() as connection:
                yield connection
                bump(connection, "tracks")
            committed = True
        finally:
            self._interning.end(committed=committed)

    def _write_found(
        self, connection: sqlite3.Connection, found: Sequence[FoundFile], now: Timestamp
    ) -> Written:
        prepared = list({file.path: prepare(file) for file in found}.values())
        self._interning.learn_texts(connection, (text for each in prepared for text in each.texts))
        missing = missing_twins(connection, [each.file.fingerprint for each in prepared])
        known: dict[int, dict[bytes, int]] = {}
        new: list[tuple[object, ...]] = []
        old: list[tuple[object, ...]] = []
        moved = 0
        for each in prepared:
            folder = self._interning.folder(connection, each.folder)
            if folder not in known:
                known[folder] = _names(connection, folder)
            values = (folder, *values_of(connection, self._interning, each), each.file.tags.rating)
            track = known[folder].get(each.name)
            if track is None:
                track = missing.take(each.file.fingerprint, each.file.size)
                moved += track is not None
            if track is None:
                new.append((*values, now))
            else:
                old.append((*values, track))
        connection.executemany(_INSERT, new)
        connection.executemany(_UPDATE, old)
        _forget_failures(connection, new + old)
        return Written(len(new), len(old) - moved, moved)

    def _place(self, connection: sqlite3.Connection, path: Path) -> Place:
        folder, name = os.path.split(os.fsencode(path))
        return self._interning.folder(connection, folder), name

    def _write_failed(self, connection: sqlite3.Connection, failed: Sequence[FailedFile]) -> None:
        for file in failed:
            folder, name = os.path.split(os.fsencode(file.path))
            values = (self._interning.folder(connection, folder), name, file.size, file.mtime_ns)
            connection.execute(
                "REPLACE INTO failures VALUES (?, ?, ?, ?, ?)", (*values, file.reason)
            )

    def _leave(
        self, connection: sqlite3.Connection, path: bytes, since: Timestamp, now: Timestamp
    ) -> bool:
        folder, name = os.path.split(path)
        place = (self._interning.folder(connection, folder), name)
        connection.execute("DELETE FROM failures WHERE folder = ? AND name = ?", place)
        row = connection.execute(
            "SELECT id, fingerprint, size FROM tracks WHERE folder = ? AND name = ?", place
        ).fetchone()
        if row is None:
            return False
        track, fingerprint, size = row
        twin = twin_that_is_new(connection, track, fingerprint, size, since)
        if twin is not None:
            absorb(connection, track, twin)
            return True
        connection.execute(
            "UPDATE tracks SET missing_since = coalesce(missing_since, ?) WHERE id = ?",
            (now, track),
        )
        return False


def _names(connection: sqlite3.Connection, folder: int) -> dict[bytes, int]:
    query = "SELECT name, id FROM tracks WHERE folder = ?"
    return dict(connection.execute(query, (folder,)))


def _forget_failures(connection: sqlite3.Connection, rows: list[tuple[object, ...]]) -> None:
    """What could be read now has not failed."""
    if connection.execute("SELECT 1 FROM failures LIMIT 1").fetchone() is not None:
        forget = "DELETE FROM failures WHERE folder = ? AND name = ?"
        connection.executemany(forget, [row[:2] for row in rows])
