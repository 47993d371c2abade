"""Plays what the library has: its tracks as entries of the queue."""

from collections.abc import Sequence

from player.base.units import TrackId
from player.core.library_service import LibraryService
from player.core.player import Player
from player.core.queue import Where
from player.core.queue_undo import undo_queue
from player.core.track import Track
from player.library.items import Ids, TrackRow

BEFORE, AFTER = 500, 1500
"""How much of a long list around the track that is played comes into the queue with it."""

MOST = 5000
"""How many tracks are put into the queue at a time."""


class LibraryPlaying:
    """Rows are looked up beside the main thread; the queue changes when they are there."""

    def __init__(self, player: Player, library: LibraryService) -> None:
        self._player = player
        self._library = library

    def play_from(self, ids: Ids, place: int) -> None:
        """Have this list as the queue, and play the track at `place`."""
        start = 0 if len(ids) <= BEFORE + AFTER else max(0, place - BEFORE)
        part = ids[start : start + BEFORE + AFTER]
        wanted = int(ids[place])
        self._library.rows(part, lambda rows: self._play(rows, wanted, place - start))

    def play(self, ids: Ids) -> None:
        """Have these tracks as the queue, and play the first."""
        if len(ids):
            self.play_from(ids, 0)

    def put(self, ids: Ids, where: Where | int) -> None:
        """Put tracks into the queue; of very many only the first."""
        if len(ids) > MOST:
            self._player.messages.info(f"The queue takes {MOST:,} tracks at a time, the first.")
        if len(ids):
            self._library.rows(ids[:MOST], lambda rows: self._put(rows, where))

    def _play(self, rows: Sequence[TrackRow], wanted: int, place: int) -> None:
        there = self._there(rows)
        if not there:
            return
        before = bool(self._player.queue.tracks)
        tracks = self._player.queue.put(map(as_track, there), Where.INSTEAD)
        same = [at for at, row in enumerate(there) if row.id == wanted]
        first = min(same, key=lambda at: abs(at - place), default=0)
        self._player.playback.play(tracks[first].id)
        if before:
            words = f"The queue was replaced by {len(tracks)} tracks."
            self._player.messages.offer(words, "Undo", lambda: undo_queue(self._player))

    def _put(self, rows: Sequence[TrackRow], where: Where | int) -> None:
        self._player.queue.put(map(as_track, self._there(rows)), where)

    def _there(self, rows: Sequence[TrackRow]) -> list[TrackRow]:
        there = [row for row in rows if not (row.away or row.missing)]
        left_out = len(rows) - len(there)
        if left_out:
            words = "1 track is" if left_out == 1 else f"{left_out} tracks are"
            self._player.messages.info(f"{words} away and left out.")
        return there


def as_track(row: TrackRow) -> Track:
    """A track of the library as an entry of the queue, which gives it an id."""
    return Track(
        TrackId(0),
        row.path,
        row.title,
        row.artist,
        row.album,
        row.duration,
        row.album_artist,
        row.disc,
        row.track,
        row.gains,
        tagged=True,
        rating=row.rating,
    )
