"""Finds the twin of a file that has moved, and lets it keep its old id."""

import json
import sqlite3
from collections.abc import Iterable, Sequence
from typing import TypeAlias

from player.library.items import Timestamp
from player.library.track_values import COLUMNS

Place: TypeAlias = tuple[int, bytes]
"""A folder's number and a file's name."""


class MissingTwins:
    """Tracks whose files are missing, by the fingerprints of files that were found."""

    def __init__(self, rows: Iterable[tuple[int, int, int]]) -> None:
        self._tracks: dict[int, list[tuple[int, int]]] = {}
        for fingerprint, track, size in rows:
            self._tracks.setdefault(fingerprint, []).append((track, size))

    def take(self, fingerprint: int | None, size: int) -> int | None:
        """A track of this content, and each only once; one of the same size first."""
        twins = self._tracks.get(fingerprint) if fingerprint is not None else None
        if not twins:
            return None
        twin = next((each for each in twins if each[1] == size), twins[0])
        twins.remove(twin)
        return twin[0]


def missing_twins(
    connection: sqlite3.Connection, fingerprints: Iterable[int | None]
) -> MissingTwins:
    """The tracks of such content whose files are missing."""
    gone = "SELECT 1 FROM tracks WHERE missing_since IS NOT NULL LIMIT 1"
    if connection.execute(gone).fetchone() is None:
        return MissingTwins(())
    query = (
        "SELECT fingerprint, id, size FROM tracks"
        " WHERE fingerprint IN (SELECT value FROM json_each(?)) AND missing_since IS NOT NULL"
    )
    wanted = json.dumps([each for each in fingerprints if each is not None])
    return MissingTwins(connection.execute(query, (wanted,)).fetchall())


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


def relocate(connection: sqlite3.Connection, moves: Sequence[tuple[Place, Place]]) -> None:
    """Let tracks lie at new places (folder, name), which may be old ones of each other.

    What was known of another file at a new place, which is no longer there, goes to the new one.
    """
    find = "SELECT id FROM tracks WHERE folder = ? AND name = ?"
    found = [(connection.execute(find, old).fetchone(), new) for old, new in moves]
    known = [(int(row[0]), new) for row, new in found if row is not None]
    for track, _ in known:  # out of each other's way
        aside = b"\0%d" % track
        connection.execute("UPDATE tracks SET name = ? WHERE id = ?", (aside, track))
    for track, (folder, name) in known:
        stale = connection.execute(find, (folder, name)).fetchone()
        if stale is not None:
            _hand_over(connection, int(stale[0]), track)
        connection.execute(
            "UPDATE tracks SET folder = ?, name = ?, missing_since = NULL WHERE id = ?",
            (folder, name, track),
        )


def _hand_over(connection: sqlite3.Connection, old: int, track: int) -> None:
    """Let `track` have the playlists and the history of `old`, which goes."""
    connection.execute("UPDATE entries SET track = ? WHERE track = ?", (track, old))
    connection.execute("UPDATE history SET track = ? WHERE track = ?", (track, old))
    connection.execute("DELETE FROM tracks WHERE id = ?", (old,))


def absorb(connection: sqlite3.Connection, track: int, twin: int) -> None:
    """Let `track` be where `twin` is, with what happened to both; `twin` is gone after that."""
    values = connection.execute(
        f"SELECT {', '.join(COLUMNS)}, rating, play_count, skip_count, last_played"  # noqa: S608
        " FROM tracks WHERE id = ?",
        (twin,),
    ).fetchone()
    connection.execute("UPDATE entries SET track = ? WHERE track = ?", (track, twin))
    connection.execute("UPDATE history SET track = ? WHERE track = ?", (track, twin))
    connection.execute("UPDATE OR IGNORE stems SET track = ? WHERE track = ?", (track, twin))
    connection.execute("DELETE FROM tracks WHERE id = ?", (twin,))
    connection.execute(
        f"UPDATE tracks SET {', '.join(f'{each} = ?' for each in COLUMNS)},"  # noqa: S608
        " rating = coalesce(rating, ?), play_count = play_count + ?,"
        " skip_count = skip_count + ?,"
        " last_played = max(coalesce(last_played, ?), coalesce(?, last_played)),"
        " missing_since = NULL WHERE id = ?",
        (*values, values[-1], track),
    )
