"""The queue: the tracks that are open, in order, and which of them is current."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from itertools import count
from pathlib import Path

from player.base.events import Event
from player.base.units import TrackId
from player.core.track import Track


class Queue:
    """Tracks in playing order. All methods run on the main thread."""

    def __init__(self) -> None:
        self.tracks: tuple[Track, ...] = ()
        self.current: TrackId | None = None
        self.changed: Event[[]] = Event()
        """The list itself changed."""
        self.track_changed: Event[TrackId] = Event()
        """What is known of one track changed."""
        self.current_changed: Event[[]] = Event()
        self._ids = count(1)

    def add(self, locations: Iterable[str | Path]) -> tuple[Track, ...]:
        """Append files or stream URLs (not folders); returns the new tracks."""
        new = tuple(self._track(str(location)) for location in locations)
        if new:
            self.tracks += new
            self.changed.emit()
        return new

    def remove(self, ids: Sequence[TrackId]) -> None:
        """Take tracks out of the queue; files are not touched."""
        gone = set(ids)
        self.tracks = tuple(track for track in self.tracks if track.id not in gone)
        if self.current in gone:
            self.set_current(None)
        self.changed.emit()

    def clear(self) -> None:
        """Empty the queue."""
        self.remove([track.id for track in self.tracks])

    def get(self, track_id: TrackId) -> Track | None:
        """The track with this id, if it is (still) in the queue."""
        return next((track for track in self.tracks if track.id == track_id), None)

    def set_current(self, track_id: TrackId | None) -> None:
        """Mark which track plays."""
        if track_id != self.current:
            self.current = track_id
            self.current_changed.emit()

    def after(self, track_id: TrackId | None) -> Track | None:
        """The track that follows, or the first if `track_id` is None."""
        return self._neighbour(track_id, 1)

    def before(self, track_id: TrackId | None) -> Track | None:
        """The track that comes before."""
        return self._neighbour(track_id, -1)

    def update(self, track_id: TrackId, change: Callable[[Track], Track]) -> None:
        """Replace what is known of a track, for instance when its tags have been read."""
        self.tracks = tuple(change(t) if t.id == track_id else t for t in self.tracks)
        self.track_changed.emit(track_id)

    def set_duration(self, track_id: TrackId, duration: float | None) -> None:
        """Correct a track's length to what was decoded."""
        self.update(track_id, lambda track: replace(track, duration=duration))

    def _track(self, location: str) -> Track:
        title = location if "://" in location else Path(location).stem
        return Track(TrackId(next(self._ids)), location, title)

    def _neighbour(self, track_id: TrackId | None, step: int) -> Track | None:
        if track_id is None:
            return self.tracks[0] if self.tracks and step > 0 else None
        ids = [track.id for track in self.tracks]
        if track_id not in ids:
            return None
        place = ids.index(track_id) + step
        return self.tracks[place] if 0 <= place < len(ids) else None
