"""Finds out how loud the queue's tracks are where nobody knows: by tags, by memory, by measuring.

What plays next comes first. Measuring is work that nobody waits for, done by a process of its own.
"""

import threading
from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path

from player.base.background import Background
from player.base.child import Child
from player.base.errors import ChildDiedError, MinusOneError
from player.base.loop import MainThread
from player.base.units import TrackId
from player.core.loudness_store import LoudnessStore
from player.core.queue import Queue
from player.core.replay_gain import GainMode
from player.core.sound import Sound
from player.core.track import Track
from player.library.tags import Gains, Tags, read_tags
from player.loudness.loudness import Loudness, together
from player.loudness.protocol import Measure, Quit
from player.stems.keys import KeyStore

_NEAR = 50
"""How many tracks before and after the current one are looked into."""
_LOOK_AGAIN = 4.0
"""Seconds between two questions whether the machine is free."""


@dataclass(frozen=True)
class _Found:
    """What is known of a track: its tags if they were read now, its loudness if it was measured."""

    tags: Tags | None = None
    loudness: Loudness | None = None


class LoudnessService:
    """Works while ReplayGain is on. Main thread only, but for what is said to run elsewhere."""

    def __init__(
        self,
        queue: Queue,
        sound: Sound,
        keys: KeyStore,
        store: LoudnessStore,
        wait_for: Callable[[], str],
        main_thread: MainThread,
    ) -> None:
        """`wait_for`: why measuring should wait, or ""; asked on another thread."""
        self._queue = queue
        self._sound = sound
        self._keys = keys
        self._store = store
        self._wait_for = wait_for
        self._main_thread = main_thread
        self._pool = Background(1, "loudness")
        self._closed = threading.Event()
        self._child: Child | None = None
        self._busy = False
        self._wanted = (False, False)
        self._seen: set[TrackId] = set()
        self._songs: dict[TrackId, Loudness] = {}
        """Measured, and not said by tags."""
        sound.changed.connect(self._change_mind)
        queue.changed.connect(self._go_on)
        queue.current_changed.connect(self._go_on)
        self._change_mind()

    def close(self) -> None:
        """End the thread and the process."""
        self._closed.set()
        if self._child is not None:
            self._send(self._child, Quit())
        self._pool.close()
        if self._child is not None:
            self._child.join()
        self._store.close()

    @property
    def pid(self) -> int:
        """The measuring process's id; 0 while there is none."""
        return self._child.pid if self._child is not None else 0

    @property
    def _on(self) -> bool:
        return self._sound.wishes.replay_gain.mode is not GainMode.OFF

    def _change_mind(self) -> None:
        wanted = (self._on, self._sound.wishes.measure)
        if wanted != self._wanted:
            self._wanted, self._seen = wanted, set(self._songs)
            self._go_on()

    def _go_on(self) -> None:
        """Look into the next track, if there is one and nothing else is being looked into."""
        track = self._next() if self._on and not self._busy else None
        if track is not None:
            self._busy = True
            self._seen.add(track.id)
            self._pool.run(partial(self._look, track, measure=self._sound.wishes.measure))

    def _next(self) -> Track | None:
        """What plays, what comes then, and what stands around it in the list."""
        current = self._queue.current
        now = None if current is None else self._queue.get(current)
        then = None if current is None else self._queue.follows(current)
        wanted = (now, then, *self._around(current))
        return next((t for t in wanted if t is not None and self._is_open(t)), None)

    def _around(self, track_id: TrackId | None) -> tuple[Track, ...]:
        """The list near a track, what comes after it first; a list may be very long."""
        tracks = self._queue.tracks
        place = next((n for n, track in enumerate(tracks) if track.id == track_id), 0)
        return (*tracks[place : place + _NEAR], *tracks[max(0, place - _NEAR) : place])

    def _is_open(self, track: Track) -> bool:
        known = track.gains.track_gain is not None and track.tagged
        return not (track.is_stream or known or track.id in self._seen)

    def _take(self, track_id: TrackId, found: _Found) -> None:
        self._busy = False
        tags = found.tags
        if tags is not None:
            self._queue.update(track_id, lambda track: _tagged(track, tags))
        if found.loudness is not None:
            self._songs[track_id] = found.loudness
            self._tell(track_id)
        self._go_on()

    def _tell(self, track_id: TrackId) -> None:
        """Let this track know, and its album once all of it in the list is known."""
        track = self._queue.get(track_id)
        if track is None:
            return
        album = [each for each in self._around(track_id) if _same_album(track, each)]
        parts = [self._songs[each.id] for each in album if each.id in self._songs]
        if album and len(parts) == len(album):
            whole = together(parts)
            for each in album:
                self._update(each.id, self._songs[each.id], whole)
        else:
            self._update(track_id, self._songs[track_id], None)

    def _update(self, track_id: TrackId, song: Loudness, whole: Loudness | None) -> None:
        of_album = (None, None) if whole is None else (whole.gain, whole.peak)
        gains = Gains(song.gain, song.peak, *of_album)
        self._queue.update(track_id, lambda track: replace(track, gains=gains))

    # -- on the pool's thread

    def _look(self, track: Track, *, measure: bool) -> None:
        try:
            found = self._find(track, measure=measure)
        except (MinusOneError, ChildDiedError):
            found = _Found()  # whoever plays the file says what is wrong with it
        self._main_thread.post(partial(self._take, track.id, found))

    def _find(self, track: Track, *, measure: bool) -> _Found:
        tags = None if track.tagged else read_tags(track.path)
        gains = track.gains if tags is None else tags.gains
        if gains.track_gain is not None:
            return _Found(tags)
        key = self._keys.known(track.path)
        if key is not None and key in self._store:
            return _Found(tags, self._store.get(key))
        if not measure or not self._may_work():
            return _Found(tags)
        key = self._keys.key(track.path)
        if key not in self._store:
            self._store.put(key, self._measure(track.path))
        return _Found(tags, self._store.get(key))

    def _may_work(self) -> bool:
        """Wait until the machine is free; False at the end of the program."""
        while not self._closed.is_set():
            if not self._wait_for():
                return True
            self._closed.wait(_LOOK_AGAIN)
        return False

    def _measure(self, path: Path) -> Loudness | None:
        if self._child is None or not self._child.alive:
            self._child = Child("player.loudness.worker")
        self._child.send(Measure(path))
        answer: Loudness | None = self._child.receive().loudness
        return answer

    @staticmethod
    def _send(child: Child, message: object) -> None:
        try:
            child.send(message)
        except ChildDiedError:
            return


def _tagged(track: Track, tags: Tags) -> Track:
    return replace(
        track,
        album_artist=tags.album_artist,
        disc=tags.disc,
        number=tags.track,
        gains=tags.gains,
        tagged=True,
    )


def _same_album(one: Track, other: Track) -> bool:
    same = (one.album, one.album_artist) == (other.album, other.album_artist)
    return bool(one.album) and same and one.path.parent == other.path.parent
