"""Remembers which cover each file has, so that a file is looked into once."""

import contextlib
import os
import sqlite3
import threading
from pathlib import Path

from player.library.covers import LARGEST, embedded_cover, folder_cover
from player.library.thumbnails import SIDES, Thumbnails, digest_of
from player.remembered import open_remembered

_SCHEMA = """
CREATE TABLE IF NOT EXISTS covers (
    path BLOB PRIMARY KEY, size INTEGER NOT NULL, mtime_ns INTEGER NOT NULL, digest TEXT NOT NULL
) WITHOUT ROWID
"""


class CoverIndex:
    """Thumbnails by song. May be used on any thread; a call reads files, and may take long."""

    def __init__(self, folder: Path) -> None:
        self._thumbnails = Thumbnails(folder)
        self._lock = threading.Lock()
        self._database = open_remembered(folder / "covers.sqlite", _SCHEMA)

    def thumbnail(self, song: Path, side: int = SIDES[0]) -> Path | None:
        """A picture file at least `side` large, if the cover is; None if there is no cover.

        The picture in the song goes before the one in its folder.
        """
        side = next((each for each in SIDES if each >= side), SIDES[-1])
        found = self._of(song, side, embedded=True)
        if found is None and (picture := folder_cover(song.parent)) is not None:
            found = self._of(picture, side, embedded=False)
        return found

    def close(self) -> None:
        """Close the database; covers are still found, but not remembered."""
        with self._lock:
            self._database.close()

    def _of(self, file: Path, side: int, *, embedded: bool) -> Path | None:
        try:
            status = file.stat()
        except (OSError, ValueError):
            return None
        state = status.st_size, status.st_mtime_ns
        digest = self._known(file, state)
        if digest == "":
            return None
        found = self._thumbnails.find(digest, side) if digest is not None else None
        if found is None:
            picture = embedded_cover(file) if embedded else _content(file, status.st_size)
            found = None if picture is None else self._thumbnails.make(picture, side)
            digest = "" if picture is None or found is None else digest_of(picture)
            self._remember(file, state, digest)
        return found

    def _known(self, file: Path, state: tuple[int, int]) -> str | None:
        query = "SELECT digest FROM covers WHERE path = ? AND size = ? AND mtime_ns = ?"
        try:
            with self._lock:
                row = self._database.execute(query, (os.fsencode(file), *state)).fetchone()
        except sqlite3.Error:
            return None  # damaged, or closed
        return str(row[0]) if row else None

    def _remember(self, file: Path, state: tuple[int, int], digest: str) -> None:
        with contextlib.suppress(sqlite3.Error), self._lock, self._database:
            self._database.execute(
                "REPLACE INTO covers VALUES (?, ?, ?, ?)", (os.fsencode(file), *state, digest)
            )


def _content(file: Path, size: int) -> bytes | None:
    try:
        return file.read_bytes() if size <= LARGEST else None
    except OSError:
        return None
