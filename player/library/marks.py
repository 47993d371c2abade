"""What becomes of tracks: ratings, plays, stems, found tempo and key, and the history of plays."""

import time
from collections.abc import Iterable, Mapping

from player.library.database import Database
from player.library.items import LibraryId, Timestamp
from player.library.revisions import bump


class Marks:
    """Each call is one transaction. May be used on any thread."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def rate(self, ids: Iterable[int], rating: float | None) -> None:
        """Give tracks a rating from 0 to 1, or none."""
        with self._database.writing() as connection:
            connection.executemany(
                "UPDATE tracks SET rating = ? WHERE id = ?",
                [(rating, int(each)) for each in ids],
            )
            bump(connection, "marks")

    def played(self, track: LibraryId, when: Timestamp | None = None) -> None:
        """A track was heard."""
        track, when = LibraryId(int(track)), time.time() if when is None else when
        with self._database.writing() as connection:
            connection.execute(
                "UPDATE tracks SET play_count = play_count + 1, last_played = ? WHERE id = ?",
                (when, track),
            )
            connection.execute(
                "INSERT INTO history (track, at) SELECT id, ? FROM tracks WHERE id = ?",
                (when, track),
            )
            bump(connection, "marks")

    def skipped(self, track: LibraryId, when: Timestamp | None = None) -> None:
        """A track was left early."""
        track, when = LibraryId(int(track)), time.time() if when is None else when
        with self._database.writing() as connection:
            connection.execute(
                "UPDATE tracks SET skip_count = skip_count + 1 WHERE id = ?", (track,)
            )
            connection.execute(
                "INSERT INTO history (track, at, skipped) SELECT id, ?, 1 FROM tracks WHERE id = ?",
                (when, track),
            )
            bump(connection, "marks")

    def history(self, maximum: int = 1000) -> list[tuple[LibraryId, Timestamp]]:
        """What was heard and when, the newest first."""
        query = "SELECT track, at FROM history WHERE NOT skipped ORDER BY id DESC LIMIT ?"
        with self._database.reading() as connection:
            return [(LibraryId(each), at) for each, at in connection.execute(query, (maximum,))]

    def add_stems(self, track: LibraryId, model: str) -> None:
        """Say that a model's stems of a track are ready."""
        add = "INSERT OR IGNORE INTO stems SELECT id, ? FROM tracks WHERE id = ?"
        with self._database.writing() as connection:
            connection.execute(add, (model, int(track)))  # what an array has is no number to SQLite
            bump(connection, "stems")

    def have_stems(self, models: Mapping[LibraryId, Iterable[str]]) -> bool:
        """Say which models have stems of which tracks ready; whether that is news."""
        new = {(int(track), model) for track, names in models.items() for model in names}
        with self._database.reading() as connection:
            if set(connection.execute("SELECT track, model FROM stems")) == new:
                return False
        add = "INSERT OR IGNORE INTO stems SELECT id, ? FROM tracks WHERE id = ?"
        with self._database.writing() as connection:
            connection.execute("DELETE FROM stems")
            connection.executemany(add, [(model, track) for track, model in new])
            bump(connection, "stems")
        return True

    def found(self, track: LibraryId, bpm: float | None, key: str) -> bool:
        """Say what tempo and key a track was found to have; whether that is news."""
        with self._database.writing() as connection:
            change = connection.execute(
                "UPDATE tracks SET found_bpm = ?1, found_key = ?2"
                " WHERE id = ?3 AND (found_bpm IS NOT ?1 OR found_key <> ?2)",
                (bpm, key, int(track)),
            )
            if change.rowcount:
                bump(connection, "marks")
            return change.rowcount > 0

    def forget(self, ids: Iterable[int]) -> None:
        """Remove tracks from the library; the files stay, and so do playlists' entries as files."""
        rows = [(int(each),) for each in ids]
        with self._database.writing() as connection:
            connection.executemany(
                "UPDATE entries SET location = (SELECT f.path || '/' || t.name FROM tracks t"
                " JOIN folders f ON f.id = t.folder WHERE t.id = entries.track) WHERE track = ?",
                rows,
            )
            connection.executemany("DELETE FROM tracks WHERE id = ?", rows)
            bump(connection, "tracks")
