"""Numbers in the library that say whether something has changed, in whatever process.

They are random, so that none ever comes back, even if the file is replaced by an older copy.
"""

import sqlite3


def bump(connection: sqlite3.Connection, name: str) -> None:
    """Say that something of this kind has changed."""
    connection.execute("UPDATE revisions SET value = random() WHERE name = ?", (name,))


def revisions(connection: sqlite3.Connection) -> dict[str, int]:
    """The state of each kind: tracks, marks (ratings and counts), playlists, stems."""
    return dict(connection.execute("SELECT name, value FROM revisions"))
