"""Small databases of what can be found out again: they may be lost, and never stand in the way."""

import sqlite3
from pathlib import Path

_PATIENCE = 5.0
"""Seconds to wait for another process that writes."""


def open_remembered(path: Path | None, schema: str) -> sqlite3.Connection:
    """The database, which any thread may use in turn; None keeps it in memory.

    It is made anew if it is damaged, and is in memory if the disk refuses.
    """
    if path is None:
        return _connect(":memory:", schema)
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        return _connect(path, schema)
    except sqlite3.OperationalError:
        return _connect(":memory:", schema)  # locked, or a disk that is full or read-only
    except sqlite3.DatabaseError:
        return _anew(path, schema)
    except OSError:
        return _connect(":memory:", schema)


def _anew(path: Path, schema: str) -> sqlite3.Connection:
    try:
        for ending in ("", "-wal", "-shm"):
            path.with_name(path.name + ending).unlink(missing_ok=True)
        return _connect(path, schema)
    except (OSError, sqlite3.Error):
        return _connect(":memory:", schema)


def _connect(path: Path | str, schema: str) -> sqlite3.Connection:
    database = sqlite3.connect(path, check_same_thread=False, timeout=_PATIENCE)
    try:
        database.execute("PRAGMA journal_mode = WAL")
        database.execute("PRAGMA synchronous = NORMAL")
        database.execute(schema)
    except sqlite3.Error:
        database.close()
        raise
    return database
