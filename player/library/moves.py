"""Finds the twin of a file that has moved, and lets it keep its old id."""

import sqlite3

from player.library.items import Timestamp
from player.library.track_values import COLUMNS

_TAKEN = (*COLUMNS, "key")


def twin_that_is_missing(connection: sqlite3.Connection, fingerprint: int, size: int) -> int | None:
    """A track of the same content whose file is missing; one of the same size first."""
    row = connection.execute(
        "SELECT id FROM tracks WHERE fingerprint = ? AND missing_since IS NOT NULL"
        " ORDER BY size = ? DESC, missing_since DESC LIMIT 1",
        (fingerprint, size),
    ).fetchone()
    return None if row is None else int(row[0])


def twin_that_is_new(
    connection: sqlite3.Connection,
    track: int,
    fingerprint: int | None,
    size: int,
    since: Timestamp,
) -> int | None:
    """Another track of the same content whose file is there, and was first seen after `since`."""
    row = connection.execute(
        "SELECT id FROM tracks WHERE fingerprint = ? AND missing_since IS NULL AND added >= ?"
        " AND id <> ? ORDER BY size = ? DESC, id LIMIT 1",
        (fingerprint, since, track, size),
    ).fetchone()
    return None if row is None else int(row[0])


def absorb(connection: sqlite3.Connection, track: int, twin: int) -> None:
    """Let `track` be where `twin` is, with what happened to both; `twin` is gone after that."""
    values = connection.execute(
        f"SELECT {', '.join(_TAKEN)}, rating, play_count, skip_count, last_played"  # noqa: S608
        " FROM tracks WHERE id = ?",
        (twin,),
    ).fetchone()
    connection.execute("UPDATE entries SET track = ? WHERE track = ?", (track, twin))
    connection.execute("UPDATE history SET track = ? WHERE track = ?", (track, twin))
    connection.execute("UPDATE OR IGNORE stems SET track = ? WHERE track = ?", (track, twin))
    connection.execute("DELETE FROM tracks WHERE id = ?", (twin,))
    connection.execute(
        f"UPDATE tracks SET {', '.join(f'{each} = ?' for each in _TAKEN)},"  # noqa: S608
        " rating = coalesce(rating, ?), play_count = play_count + ?,"
        " skip_count = skip_count + ?,"
        " last_played = max(coalesce(last_played, ?), coalesce(?, last_played)),"
        " missing_since = NULL WHERE id = ?",
        (*values, values[-1], track),
    )
