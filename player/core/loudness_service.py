"""Has the loudness of tracks found out where it is not known, and lets them know.

What plays comes first, then what follows, what is near it in the list, and the rest of the library.
"""

from collections.abc import Callable, Iterator
from dataclasses import replace
from functools import partial
from pathlib import Path

from player.base.background import Background
from player.base.loop import MainThread
from player.base.units import TrackId
from player.core.loudness_finder import Found, LoudnessFinder, untold
from player.core.queue import Queue
from player.core.replay_gain import GainMode
from player.core.sound import Sound
from player.core.track import Track
from player.library.store import Library
from player.library.tags import Gains, Tags
from player.loudness.loudness import Loudness, together

_NEAR = 50
"""How many tracks before and after the current one are looked into."""
_LOOK_AGAIN = 4.0
"""Seconds between two questions whether the machine is free."""


class LoudnessService:
    """Works while ReplayGain is on, with a thread for what takes time. Main thread only."""

    def __init__(
        self,
        queue: Queue,
        sound: Sound,
        finder: LoudnessFinder,
        library: Callable[[], Library | None],
        main_thread: MainThread,
    ) -> None:
        """`library` is asked on another thread."""
        self._queue = queue
        self._sound = sound
        self._finder = finder
        self._library = library
        self._main_thread = main_thread
        self._pool = Background(1, "loudness")
        self._busy = False
        self._wanted = (False, False)
        self._seen: set[TrackId] = set()
        self._postponed: set[TrackId] = set()
        self._songs: dict[TrackId, Loudness] = {}
        """Measured, and not said by tags."""
        self._rest: Iterator[Path] | None = None
        """What of the library is still to be measured; None if it was not asked yet."""
        self._finished = False
        """Whether nothing of the library is left."""
        sound.changed.connect(self._change_mind)
        queue.changed.connect(self._follow_queue)
        queue.current_changed.connect(self._follow_queue)
        self._change_mind()

    @property
    def pid(self) -> int:
        """The measuring process's id; 0 while there is none."""
        return self._finder.pid

    def look_again(self) -> None:
        """The library has changed."""
        self._finished = False
        self._go_on()

    def close(self) -> None:
        """End the thread and the process."""
        self._finder.stop()
        self._pool.close()
        self._finder.close()

    @property
    def _on(self) -> bool:
        return self._sound.wishes.replay_gain.mode is not GainMode.OFF

    def _change_mind(self) -> None:
        wanted = (self._on, self._sound.wishes.measure)
        if wanted != self._wanted:
            self._wanted, self._seen = wanted, set(self._songs)
            self._go_on()

    def _follow_queue(self) -> None:
        self._finder.wake()
        self._go_on()

    def _go_on(self) -> None:
        """Look into the next thing, if there is one and nothing else is being looked into."""
        if self._busy or not self._on:
            return
        track, measure = self._next(), self._sound.wishes.measure
        if track is not None:
            self._seen.add(track.id)
            self._run(partial(self._look, track, measure=measure))
        elif self._postponed:
            self._run(self._pause)
        elif measure and not self._finished:
            self._run(self._look_further)

    def _run(self, work: Callable[[], None]) -> None:
        self._busy = True
        self._pool.run(work)

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

    # -- what was found

    def _take(self, track_id: TrackId, found: Found) -> None:
        tags = found.tags
        if tags is not None and self._queue.get(track_id) is not None:
            self._queue.update(track_id, lambda track: _tagged(track, tags))
        if found.loudness is not None:
            self._songs[track_id] = found.loudness
            self._tell(track_id)
        if found.postponed:
            self._postponed.add(track_id)
        self._free()

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

    def _try_again(self) -> None:
        self._seen -= self._postponed
        self._postponed.clear()
        self._free()

    def _finish(self) -> None:
        self._rest, self._finished = None, True
        self._free()

    def _free(self) -> None:
        self._busy = False
        self._go_on()

    # -- on the thread

    def _look(self, track: Track, *, measure: bool) -> None:
        found = self._finder.find(track, measure=measure)
        self._main_thread.post(partial(self._take, track.id, found))

    def _pause(self) -> None:
        self._finder.pause(_LOOK_AGAIN)
        self._main_thread.post(self._try_again)

    def _look_further(self) -> None:
        """Measure one song of the library; then the list has its turn again."""
        if self._rest is None:
            self._rest = untold(self._library())
        left = self._finder.measure_next(self._rest)
        if left is None:
            self._finder.pause(_LOOK_AGAIN)
        self._main_thread.post(self._finish if left is False else self._free)


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
