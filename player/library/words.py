"""Finds words in the texts, by FTS5; one found in a text is found in every track that has it."""

import json
import re
import sqlite3
from collections.abc import Iterable

import numpy as np

from player.library.columns import Column, Columns, Mask, numbers
from player.library.interning import SEPARATOR, split
from player.library.sort_keys import fold

EVERYWHERE = ("title", "artist", "album", "album_artist", "genre", "composer", "comment")
"""The columns that a bare word is looked for in."""
_TOKEN = re.compile(r"[^\W_]", re.UNICODE)


def texts_with(connection: sqlite3.Connection, words: str, *, prefix: bool) -> Column:
    """The texts with these words side by side; the last may be cut short if `prefix`."""
    quoted = words.replace('"', '""').replace(SEPARATOR, " ")
    match = f'"{quoted}"{" *" if prefix else ""}'
    query = "SELECT group_concat(rowid) FROM words WHERE words MATCH ?"
    return numbers(connection.execute(query, (match,)).fetchone()[0])


def texts_equal(connection: sqlite3.Connection, wanted: str) -> Column:
    """The texts that have this one as one of their values, whatever its case and accents."""
    folded = fold(wanted)
    near = texts_with(connection, wanted, prefix=False) if has_words(wanted) else None
    query = "SELECT id, text FROM texts WHERE id IN (SELECT value FROM json_each(?))"
    if near is None:  # signs alone are no words
        rows = connection.execute("SELECT id, text FROM texts WHERE text = ?", (wanted,))
    else:
        rows = connection.execute(query, (json.dumps(near.tolist()),))
    same = [number for number, text in rows if folded in map(fold, split(text))]
    return np.array(same, np.int64)


def has_words(text: str) -> bool:
    """Whether there is anything to look for: a letter or a digit."""
    return _TOKEN.search(text) is not None


def tracks_with(
    connection: sqlite3.Connection, columns: Columns, texts: Column, names: Iterable[str]
) -> Mask:
    """The tracks that have one of these texts in one of these columns."""
    flags = np.zeros(len(columns.ranks(connection)), np.bool_)
    flags[texts] = True
    found = np.zeros(len(columns.get(connection, "id")), np.bool_)
    if len(texts):
        for name in names:
            found |= flags[columns.get(connection, name)]
    return found
