"""Keeps how loud songs are, by their content: tags, names and places may change."""

import contextlib
import sqlite3
import threading
from pathlib import Path

from player.base.units import SongKey
from player.loudness.loudness import Loudness
from player.remembered import open_remembered

_SCHEMA = """
CREATE TABLE IF NOT EXISTS loudness (
    key TEXT PRIMARY KEY, integrated REAL, peak REAL, blocks INTEGER
) WITHOUT ROWID
"""


class LoudnessStore:
    """May be used on any thread. A lost file only means that songs are measured again."""

    def __init__(self, path: Path) -> None:
        self._lock = threading.Lock()
        self._database = open_remembered(path, _SCHEMA)

    def __contains__(self, key: SongKey) -> bool:
        return self._row(key) is not None

    def get(self, key: SongKey) -> Loudness | None:
        """How loud a song is; None if it was not measured, or could not be."""
        row = self._row(key)
        return None if row is None or row[0] is None else Loudness(*row)

    def put(self, key: SongKey, loudness: Loudness | None) -> None:
        """Remember this; None for a song that has no loudness."""
        values = (
            (None, None, None)
            if loudness is None
            else (loudness.integrated, loudness.peak, loudness.blocks)
        )
        with contextlib.suppress(sqlite3.Error), self._lock, self._database:
            self._database.execute("REPLACE INTO loudness VALUES (?, ?, ?, ?)", (key, *values))

    def close(self) -> None:
        """Close the database; nothing is known or remembered any more."""
        with self._lock:
            self._database.close()

    def _row(self, key: SongKey) -> tuple[float, float, int] | None:
        query = "SELECT integrated, peak, blocks FROM loudness WHERE key = ?"
        with contextlib.suppress(sqlite3.Error), self._lock:
            row: tuple[float, float, int] | None = self._database.execute(query, (key,)).fetchone()
            return row
        return None
