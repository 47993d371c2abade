"""Finds tracks by where their files lie."""

import os
import re
import sqlite3

import numpy as np
import regex

from player.library.columns import Columns, Mask, numbers
from player.library.query.errors import QueryError
from player.library.query.nodes import PathHas

_SPECIAL = re.compile("[!%_]")
_ESCAPED = r"!\g<0>"
_LONGEST = 10_000
"""Characters; SQLite takes no more than 50,000 bytes."""
_PATIENCE = 0.2
"""Seconds that an expression may take for a path."""


def paths_with(connection: sqlite3.Connection, columns: Columns, node: PathHas) -> Mask:
    """The tracks whose path contains a text, whatever its case, or matches an expression."""
    if node.regex:
        return _matching(connection, columns, node.text)
    wanted = f"%{_SPECIAL.sub(_ESCAPED, node.text[:_LONGEST])}%"
    folders = "SELECT group_concat(id) FROM folders WHERE CAST(path AS TEXT) LIKE ? ESCAPE '!'"
    found = numbers(connection.execute(folders, (wanted,)).fetchone()[0])
    mask: Mask = np.isin(columns.get(connection, "folder"), found)
    names = "SELECT group_concat(id) FROM tracks WHERE CAST(name AS TEXT) LIKE ? ESCAPE '!'"
    if "/" in wanted:
        names = (
            "SELECT group_concat(t.id) FROM tracks t JOIN folders f ON f.id = t.folder"
            " WHERE CAST(f.path || '/' || t.name AS TEXT) LIKE ? ESCAPE '!'"
        )
    tracks = numbers(connection.execute(names, (wanted,)).fetchone()[0])
    return mask | np.isin(columns.get(connection, "id"), tracks)


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
