"""The songs that were asked for and are not done: kept in a database, so that a restart goes on."""

import contextlib
import sqlite3
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path

from player.remembered import open_remembered

_SCHEMA = """
CREATE TABLE IF NOT EXISTS wishes (number INTEGER PRIMARY KEY, path BLOB NOT NULL UNIQUE)
"""


class AskedSongs:
    """Paths in the order of asking. Main thread only; a lost file only loses the wishes."""

    def __init__(self, path: Path | None) -> None:
        """`path`: None forgets all wishes at the end."""
        self._database = open_remembered(path, _SCHEMA)
        self._paths: dict[Path, None] = {}
        with contextlib.suppress(sqlite3.Error):
            rows = self._database.execute("SELECT path FROM wishes ORDER BY number").fetchall()
            self._paths = {Path(_text(row[0])): None for row in rows}

    def __contains__(self, path: Path) -> bool:
        return path in self._paths

    def __iter__(self) -> Iterator[Path]:
        return iter(self._paths)

    def __len__(self) -> int:
        return len(self._paths)

    def add(self, paths: Iterable[Path]) -> None:
        """Put these at the end of the list, unless they are in it."""
        new = [path for path in dict.fromkeys(paths) if path not in self._paths]
        self._paths |= dict.fromkeys(new)
        self._write("INSERT OR IGNORE INTO wishes (path) VALUES (?)", new)

    def remove(self, path: Path) -> None:
        """Take one off the list."""
        if path in self._paths:
            del self._paths[path]
            self._write("DELETE FROM wishes WHERE path = ?", [path])

    def relocate(self, moves: Mapping[Path, Path]) -> None:
        """Files that lie elsewhere now keep their places in the list."""
        self._paths = dict.fromkeys(moves.get(path, path) for path in self._paths)
        rows = [(_bytes(path),) for path in self._paths]
        with contextlib.suppress(sqlite3.Error), self._database:
            self._database.execute("DELETE FROM wishes")
            self._database.executemany("INSERT INTO wishes (path) VALUES (?)", rows)

    def clear(self) -> None:
        """Take all off the list."""
        self._paths.clear()
        with contextlib.suppress(sqlite3.Error), self._database:
            self._database.execute("DELETE FROM wishes")

    def close(self) -> None:
        """Close the database."""
        self._database.close()

    def _write(self, statement: str, paths: list[Path]) -> None:
        with contextlib.suppress(sqlite3.Error), self._database:
            self._database.executemany(statement, [(_bytes(path),) for path in paths])


def _bytes(path: Path) -> bytes:
    return str(path).encode(errors="surrogateescape")


def _text(stored: bytes) -> str:
    return stored.decode(errors="surrogateescape")
