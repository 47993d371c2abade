"""Regular expressions over all texts: joined by lines, so that most are passed over at once."""

import sqlite3
from bisect import bisect_right
from itertools import accumulate
from typing import NamedTuple

import numpy as np
import regex

from player.library.columns import Column, numbers
from player.library.query.errors import QueryError

_CHUNK = 4_000
"""Texts looked through at a time; between them a search can be interrupted."""
_PATIENCE = 0.3
"""Seconds that an expression may take for a chunk."""


class _Chunk(NamedTuple):
    ids: Column
    lines: str
    starts: list[int]


class Expressions:
    """Keeps the texts in memory, once they were needed or `warm` was called."""

    def __init__(self) -> None:
        self._chunks: list[_Chunk] | None = None

    def forget(self) -> None:
        """The texts have changed."""
        self._chunks = None

    def warm(self, connection: sqlite3.Connection) -> None:
        """Have the texts in memory."""
        if self._chunks is None:
            self._chunks = _read(connection)

    def texts(self, connection: sqlite3.Connection, pattern: str) -> Column:
        """The texts in which `pattern` finds something. QueryError if that takes too long."""
        self.warm(connection)
        compiled = regex.compile(pattern, regex.IGNORECASE | regex.MULTILINE)
        try:
            found = [_found(connection, chunk, compiled) for chunk in self._chunks or ()]
        except TimeoutError as error:
            raise QueryError("This expression takes too long.", 0, 0) from error
        return np.concatenate([np.zeros(0, np.int64), *found])


def _read(connection: sqlite3.Connection) -> list[_Chunk]:
    query = (
        "SELECT group_concat(id), group_concat(text, char(10)), max(id) FROM"
        " (SELECT id, replace(text, char(10), ' ') AS text FROM texts"
        " WHERE id > ? ORDER BY id LIMIT ?)"
    )
    chunks: list[_Chunk] = []
    last = 0
    while True:
        ids, lines, newest = connection.execute(query, (last, _CHUNK)).fetchone()
        if newest is None:
            return chunks
        last = newest
        starts = [0, *accumulate(len(line) + 1 for line in lines.split("\n"))]
        chunks.append(_Chunk(numbers(ids), lines, starts))


def _found(connection: sqlite3.Connection, chunk: _Chunk, compiled: "regex.Pattern[str]") -> Column:
    """A match that begins in a line is looked at again in that line alone."""
    ids, lines, starts = chunk
    found: list[int] = []
    place = 0
    connection.execute("SELECT 1")  # raises if the search was interrupted
    while (match := compiled.search(lines, place, timeout=_PATIENCE, concurrent=True)) is not None:
        number = bisect_right(starts, match.start()) - 1
        if number >= len(ids):
            break
        start, place = starts[number], starts[number + 1]
        if match.end() < place or compiled.search(lines[start : place - 1]):
            found.append(number)
    return ids[found]
