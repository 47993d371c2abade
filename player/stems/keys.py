"""Remembers each file's content key, so that a known file's stems are found without reading it."""

import sqlite3
import threading
from pathlib import Path

from player.base.units import SongKey
from player.decoder.content_key import content_key

_SCHEMA = """
CREATE TABLE IF NOT EXISTS keys (
    path BLOB PRIMARY KEY, size INTEGER NOT NULL, mtime_ns INTEGER NOT NULL, key TEXT NOT NULL
) WITHOUT ROWID
"""


class KeyStore:
    """Content keys by path, size and modification time. May be used on any thread."""

    def __init__(self, path: Path) -> None:
        self._lock = threading.Lock()
        self._database = _open(path)

    def key(self, path: Path) -> SongKey:
        """The song's content key; AudioFileError if the file cannot be read."""
        known = self.known(path)
        if known is not None:
            return known
        key = content_key(path)
        self._remember(path, key)
        return key

    def known(self, path: Path) -> SongKey | None:
        """The key if this very file was seen before; never reads the file."""
        try:
            stat = path.stat()
        except OSError:
            return None
        query = "SELECT key FROM keys WHERE path = ? AND size = ? AND mtime_ns = ?"
        with self._lock:
            row = self._database.execute(
                query, (_name(path), stat.st_size, stat.st_mtime_ns)
            ).fetchone()
        return SongKey(row[0]) if row else None

    def close(self) -> None:
        """Close the database."""
        self._database.close()

    def _remember(self, path: Path, key: SongKey) -> None:
        try:
            stat = path.stat()
            with self._lock, self._database:
                self._database.execute(
                    "REPLACE INTO keys VALUES (?, ?, ?, ?)",
                    (_name(path), stat.st_size, stat.st_mtime_ns, key),
                )
        except (OSError, sqlite3.Error):
            return  # the key is only computed again next time


def _name(path: Path) -> bytes:
    return str(path.absolute()).encode(errors="surrogateescape")


def _open(path: Path) -> sqlite3.Connection:
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        database = sqlite3.connect(path, check_same_thread=False, timeout=5)
        database.execute("PRAGMA journal_mode = WAL")
        database.execute(_SCHEMA)
    except (OSError, sqlite3.Error):
        database = sqlite3.connect(":memory:", check_same_thread=False)
        database.execute(_SCHEMA)
    return database
