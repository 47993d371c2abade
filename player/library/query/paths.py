"""Finds tracks by where their files lie."""

import os
import re
import sqlite3

import numpy as np
import regex
from numpy.typing import NDArray

from player.library.columns import Columns, Mask, numbers
from player.library.errors import Outdated
from player.library.query.errors import QueryError
from player.library.query.nodes import PathHas

_SPECIAL = re.compile("[!%_]")
_ESCAPED = r"!\g<0>"
_LONGEST = 10_000
"""Characters; SQLite takes no more than 50,000 bytes."""
_PATIENCE = 0.2
"""Seconds that an expression may take for a path."""
_CHUNK = 20_000
"""Names read at a time."""
_BEFORE = b"/"
"""Stands before each name; no name has it."""


class Paths:
    """Keeps the files' names in memory, once they were needed or `warm` was called."""

    def __init__(self, columns: Columns) -> None:
        self._columns = columns
        self._names: NDArray[np.uint8] | None = None
        self._starts = np.zeros(0, np.int64)

    def forget(self) -> None:
        """The tracks have changed."""
        self._names = None

    def warm(self, connection: sqlite3.Connection) -> NDArray[np.uint8]:
        """Have all names in memory, in the order of the columns' places, without capitals."""
        if self._names is None:
            names = np.frombuffer(b"".join(self._read(connection)), np.uint8)
            self._starts = np.flatnonzero(names == _BEFORE[0])
            self._names = names
        return self._names

    def containing(self, connection: sqlite3.Connection, node: PathHas) -> Mask:
        """The tracks whose path contains a text, whatever its case, or matches an expression."""
        if node.regex:
            return _matching(connection, self._columns, node.text)
        wanted = node.text[:_LONGEST]
        mask = self._in_folders(connection, f"%{_escaped(wanted)}%")
        folder, slash, name = wanted.rpartition("/")
        if not slash:
            return mask | self._named(connection, os.fsencode(name))
        begun = self._named(connection, _BEFORE + os.fsencode(name))
        return mask | (begun & self._in_folders(connection, f"%{_escaped(folder)}"))

    def _in_folders(self, connection: sqlite3.Connection, pattern: str) -> Mask:
        query = "SELECT group_concat(id) FROM folders WHERE CAST(path AS TEXT) LIKE ? ESCAPE '!'"
        found = numbers(connection.execute(query, (pattern,)).fetchone()[0])
        mask: Mask = np.isin(self._columns.get(connection, "folder"), found)
        return mask

    def _named(self, connection: sqlite3.Connection, part: bytes) -> Mask:
        """Where a name has this part: places that fit its first bytes become fewer and fewer."""
        names = self.warm(connection)
        mask: Mask = np.zeros(len(self._starts), np.bool_)
        part = part.lower()
        if not part or len(part) > len(names):
            mask[:] = not part
            return mask
        at = np.flatnonzero(names[: len(names) - len(part) + 1] == part[0])
        for step, byte in enumerate(part[1:], 1):
            at = at[names[at + step] == byte]
        mask[np.searchsorted(self._starts, at, "right") - 1] = True
        return mask

    def _read(self, connection: sqlite3.Connection) -> list[bytes]:
        query = (  # as a blob: a name need not be UTF-8
            "SELECT CAST(group_concat('/' || CAST(name AS TEXT), '') AS BLOB), max(id) FROM"
            " (SELECT id, name FROM tracks WHERE id > ? AND missing_since IS NULL"
            " ORDER BY id LIMIT ?)"
        )
        parts: list[bytes] = []
        last: int | None = 0
        while last is not None:
            if not self._columns.wanted:
                raise Outdated
            names, last = connection.execute(query, (last, _CHUNK)).fetchone()
            parts.append((names or b"").lower())
        return parts


def _escaped(text: str) -> str:
    return _SPECIAL.sub(_ESCAPED, text)


def _matching(connection: sqlite3.Connection, columns: Columns, pattern: str) -> Mask:
    compiled = regex.compile(pattern, regex.IGNORECASE)
    query = "SELECT t.id, f.path, t.name FROM tracks t JOIN folders f ON f.id = t.folder"
    found: list[int] = []
    try:
        for track, folder, name in connection.execute(query):
            path = os.fsdecode(folder + b"/" + name)
            if compiled.search(path, timeout=_PATIENCE) is not None:
                found.append(track)
    except TimeoutError as error:
        raise QueryError("This expression takes too long.", 0, 0) from error
    return np.isin(columns.get(connection, "id"), found)
