"""Numbers in the library that say whether something has changed, in whatever process."""

import sqlite3


def bump(connection: sqlite3.Connection, name: str) -> None:
    """Say that something of this kind has changed."""
    connection.execute("UPDATE revisions SET value = value + 1 WHERE name = ?", (name,))


def revisions(connection: sqlite3.Connection) -> dict[str, int]:
    """The state of each kind: tracks, marks (ratings and counts), playlists, stems."""
    return dict(connection.execute("SELECT name, value FROM revisions"))
