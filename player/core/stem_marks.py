"""Tells the library whose stems are ready, so that it can be searched for them."""

from contextlib import suppress
from pathlib import Path

from player.base.background import Background
from player.base.errors import CacheError
from player.base.units import SongKey, TrackId
from player.core.library_service import LibraryService
from player.core.queue import Queue
from player.core.separation import Separation, StemState
from player.stemfile.entry import load_entry
from player.stems.cache import StemCache
from player.stems.keys import KeyStore


class StemMarks:
    """Looks through the cache once the library is open, then at each song that gets ready."""

    def __init__(
        self,
        separation: Separation,
        queue: Queue,
        library: LibraryService,
        cache: StemCache,
        keys: KeyStore,
    ) -> None:
        self._separation = separation
        self._queue = queue
        self._library = library
        self._cache = cache
        self._keys = keys
        self._pool = Background(1, "stem marks")
        self._stop = False
        separation.status_changed.connect(self._on_status)
        library.opened.connect(lambda: self._pool.run(self._look))

    def close(self) -> None:
        """Look no further."""
        self._stop = True
        self._pool.close()

    def _on_status(self, track_id: TrackId) -> None:
        status, track = self._separation.status(track_id), self._queue.get(track_id)
        if status.state is StemState.READY and track is not None and not track.is_stream:
            self._library.add_stems(track.path, status.model)

    def _look(self) -> None:
        """Disk, not the main thread."""
        models: dict[SongKey, set[str]] = {}
        for song in self._cache.songs():
            if self._stop:
                return
            with suppress(CacheError):
                entry = None if song.unfinished else load_entry(song.folder)
                if entry is not None:
                    models.setdefault(song.key, set()).add(entry.model)
        found: dict[Path, set[str]] = {}
        for path, key in self._keys.paths():
            if key in models:
                found[path] = models[key]
        if not self._stop:
            self._library.have_stems(found)
