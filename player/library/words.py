"""Finds words in the texts, by FTS5; one found in a text is found in every track that has it."""

import re
import sqlite3
from collections.abc import Iterable

import numpy as np

from player.library.columns import Column, Columns, Mask, numbers
from player.library.interning import SEPARATOR

EVERYWHERE = ("title", "artist", "album", "album_artist", "genre", "composer", "comment")
"""The columns that a bare word is looked for in."""
_TOKEN = re.compile(r"[^\W_]", re.UNICODE)


def texts_with(connection: sqlite3.Connection, words: str, *, prefix: bool) -> Column:
    """The texts with these words side by side; the last may be cut short if `prefix`."""
    quoted = words.replace('"', '""').replace(SEPARATOR, " ")
    match = f'"{quoted}"{" *" if prefix else ""}'
    query = "SELECT group_concat(rowid) FROM words WHERE words MATCH ?"
    return numbers(connection.execute(query, (match,)).fetchone()[0])


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
