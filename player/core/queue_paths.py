"""Which tracks of the queue are which files: looked up in one step, however long the queue is."""

from pathlib import Path

from player.base.units import Seconds, TrackId
from player.core.queue import Queue


class QueuePaths:
    """Follows the queue. Streams have no path."""

    def __init__(self, queue: Queue) -> None:
        self._queue = queue
        self._paths: dict[TrackId, Path] = {}
        self._ids: dict[Path, list[TrackId]] = {}
        self._places: dict[TrackId, int] = {}
        queue.changed.connect(self._read)
        self._read()

    def path(self, track_id: TrackId | None) -> Path | None:
        """The file of a track; None for a stream, or if there is no such track."""
        return self._paths.get(track_id) if track_id is not None else None

    def ids(self, path: Path) -> tuple[TrackId, ...]:
        """The tracks of this file."""
        return tuple(self._ids.get(path, ()))

    def duration(self, path: Path) -> Seconds | None:
        """How long the file is, as far as its tags or the engine said."""
        ids = self._ids.get(path)
        return self._queue.tracks[self._places[ids[0]]].duration if ids else None

    def _read(self) -> None:
        self._paths = {t.id: t.path for t in self._queue.tracks if not t.is_stream}
        self._places = {track.id: place for place, track in enumerate(self._queue.tracks)}
        self._ids = {}
        for track_id, path in self._paths.items():
            self._ids.setdefault(path, []).append(track_id)
