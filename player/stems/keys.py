"""Remembers each file's content key, so that a known file's stems are found without reading it."""

import contextlib
import os
import sqlite3
import threading
from pathlib import Path

from player.base.units import Frames, SongKey
from player.decoder.content_key import content_key
from player.decoder.opening import open_source
from player.remembered import open_remembered

_SCHEMA = """
CREATE TABLE IF NOT EXISTS keys (
    path BLOB PRIMARY KEY, size INTEGER NOT NULL, mtime_ns INTEGER NOT NULL, key TEXT NOT NULL
) WITHOUT ROWID
"""


class KeyStore:
    """Content keys by path, size and modification time. May be used on any thread."""

    def __init__(self, path: Path) -> None:
        self._lock = threading.Lock()
        self._database = open_remembered(path, _SCHEMA)

    def key(self, path: Path) -> SongKey:
        """The song's content key; AudioFileError if the file cannot be read."""
        known = self.known(path)
        if known is not None:
            return known
        before = _stat(path)
        key = _song_key(content_key(path), _length(path))
        if before is not None:
            self._remember(path, before, key)
        return key

    def learn(self, path: Path, size: int, mtime_ns: int, content: str, length: Frames) -> SongKey:
        """The key of a file that was read elsewhere, when it had this size and time; remembered."""
        key = _song_key(content, length)
        self._remember(path, (size, mtime_ns), key)
        return key

    def known(self, path: Path) -> SongKey | None:
        """The key if this very file was seen before; never reads the file."""
        stat = _stat(path)
        if stat is None:
            return None
        query = "SELECT key FROM keys WHERE path = ? AND size = ? AND mtime_ns = ?"
        try:
            with self._lock:
                row = self._database.execute(query, (_name(path), *stat)).fetchone()
        except sqlite3.Error:
            return None  # damaged, or closed: the key is only computed again
        return SongKey(row[0]) if row else None

    def paths(self) -> list[tuple[Path, SongKey]]:
        """All files whose keys are known, whether they are still there or not."""
        try:
            with self._lock:
                rows = self._database.execute("SELECT path, key FROM keys").fetchall()
        except sqlite3.Error:
            return []
        return [(Path(os.fsdecode(path)), SongKey(key)) for path, key in rows]

    def close(self) -> None:
        """Close the database; keys can still be asked for, but are no longer remembered."""
        with self._lock:
            self._database.close()

    def _remember(self, path: Path, stat: tuple[int, int], key: SongKey) -> None:
        with contextlib.suppress(sqlite3.Error), self._lock, self._database:
            self._database.execute(
                "REPLACE INTO keys VALUES (?, ?, ?, ?)", (_name(path), *stat, key)
            )


def frames_of(key: SongKey) -> Frames:
    """The length of the song that a key stands for; part of it, as a file may be cut short."""
    return int(key.rpartition("-")[2])


def _song_key(content: str, length: Frames) -> SongKey:
    return SongKey(f"{content}-{length}")


def _length(path: Path) -> Frames:
    source = open_source(path)
    try:
        return source.frames or 0
    finally:
        source.close()


def _stat(path: Path) -> tuple[int, int] | None:
    """Size and time of modification; None if the file is gone."""
    try:
        stat = path.stat()
    except OSError:
        return None
    return stat.st_size, stat.st_mtime_ns


def _name(path: Path) -> bytes:
    return str(path.absolute()).encode(errors="surrogateescape")
