"""The watched folders."""

import os
import sqlite3
import time
from collections.abc import Iterable
from pathlib import Path

from player.library.database import Database
from player.library.interning import is_within
from player.library.items import Root, Timestamp
from player.library.revisions import bump


class Roots:
    """Which folders are watched, and whether they are there."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def all(self) -> tuple[Root, ...]:
        """In the order they were added."""
        with self._database.reading() as connection:
            rows = connection.execute("SELECT id, path, away FROM roots ORDER BY id").fetchall()
        return tuple(Root(each, Path(os.fsdecode(path)), bool(away)) for each, path, away in rows)

    def add(self, path: Path) -> Root:
        """Watch a folder; one that is watched already stays as it is."""
        name = os.fsencode(path)
        with self._database.writing() as connection:
            connection.execute(
                "INSERT OR IGNORE INTO roots (path, added) VALUES (?, ?)", (name, time.time())
            )
            find = "SELECT id, away FROM roots WHERE path = ?"
            number, away = connection.execute(find, (name,)).fetchone()
            _share_out(connection)
            bump(connection, "tracks")
        return Root(number, path, bool(away))

    def scanned_since(self) -> Timestamp:
        """Since when every watched folder that is there has been looked through as a whole.

        What was first seen after that may be what has moved since.
        """
        query = "SELECT min(coalesce(scanned, added)) FROM roots WHERE away = 0"
        with self._database.reading() as connection:
            (since,) = connection.execute(query).fetchone()
        return time.time() if since is None else float(since)

    def set_scanned(self, paths: Iterable[Path], began: Timestamp) -> None:
        """These were looked through from beginning to end."""
        with self._database.writing() as connection:
            connection.executemany(
                "UPDATE roots SET scanned = ? WHERE path = ?",
                [(began, os.fsencode(path)) for path in paths],
            )

    def remove(self, path: Path) -> None:
        """Watch a folder no more, and forget its tracks (not the files)."""
        name = os.fsencode(path)
        with self._database.writing() as connection:
            row = connection.execute("SELECT id FROM roots WHERE path = ?", (name,)).fetchone()
            if row is None:
                return
            connection.execute("DELETE FROM roots WHERE id = ?", row)
            _share_out(connection)
            prefix = name.rstrip(b"/\\") + b"/"
            within = (
                "SELECT id FROM folders WHERE root IS NULL AND (path = ? OR substr(path, 1, ?) = ?)"
            )
            for table, column in (("failures", "folder"), ("tracks", "folder"), ("folders", "id")):
                connection.execute(
                    f"DELETE FROM {table} WHERE {column} IN ({within})",  # noqa: S608
                    (name, len(prefix), prefix),
                )
            bump(connection, "tracks")

    def set_away(self, path: Path, away: bool) -> None:
        """Say whether a watched folder is there; its tracks are kept either way."""
        with self._database.writing() as connection:
            changed = connection.execute(
                "UPDATE roots SET away = ?1 WHERE path = ?2 AND away <> ?1",
                (int(away), os.fsencode(path)),
            ).rowcount
            if changed:
                bump(connection, "tracks")


def _share_out(connection: sqlite3.Connection) -> None:
    """Give each folder the innermost watched folder that it lies in."""
    roots = connection.execute("SELECT path, id FROM roots ORDER BY length(path) DESC").fetchall()
    folders = connection.execute("SELECT id, path, root FROM folders").fetchall()
    changed = []
    for folder, path, old in folders:
        new = next((number for root, number in roots if is_within(path, root)), None)
        if new != old:
            changed.append((new, folder))
    connection.executemany("UPDATE folders SET root = ? WHERE id = ?", changed)
