"""Keeps the session while the program runs, and brings back what the last run left."""

from collections.abc import Sequence
from functools import partial
from pathlib import Path

from player.base.background import Background
from player.base.errors import MinusOneError
from player.base.loop import MainThread
from player.base.messages import Level
from player.base.units import Frames, TrackId
from player.core.assembly import MinusOne
from player.core.playback import PlaybackState, Transport
from player.core.session import Session, read_session, write_session
from player.core.track import Track


class SessionKeeper:
    """Nothing is written before `restore`, or before something plays. Main thread only."""

    def __init__(self, player: MinusOne, path: Path, main_thread: MainThread) -> None:
        self._player = player
        self._path = path
        self._main_thread = main_thread
        self._pool = Background(1, "session")
        self._kept: Session | None = None
        """What the file holds, or will soon."""
        self._place: tuple[TrackId, Frames] | None = None
        """Where to go on, as long as that track has not been opened."""
        self._open = False
        self._told = False
        player.playback.state_changed.connect(self._on_state)

    def restore(self) -> None:
        """Have everything as it was, paused; files that are missing stay in the list."""
        self._open = True
        try:
            session = read_session(self._path)
        except (OSError, ValueError):
            self._set_aside()
            return
        if session is not None:
            self._bring_back(session)

    def save(self) -> None:
        """Keep what has changed since the last time; does not wait for the disk."""
        session = self._changed()
        if session is not None:
            self._pool.run(lambda: self._write(session))

    def close(self) -> None:
        """Keep how things are at the end."""
        self._pool.close()
        session = self._changed()
        if session is not None:
            self._write(session)

    def _on_state(self, state: PlaybackState) -> None:
        if state.transport is Transport.PLAYING:
            self._open = True

    def _changed(self) -> Session | None:
        session = self._now()
        if not self._open or session == self._kept:
            return None
        self._kept = session
        return session

    def _now(self) -> Session:
        queue, mix, state = self._player.queue, self._player.mix, self._player.playback.state
        places = {track.id: place for place, track in enumerate(queue.tracks)}
        past, coming = queue.round
        waits = self._place is not None and state.track is None and self._place[0] == queue.current
        return Session(
            tuple(track.location for track in queue.tracks),
            None if queue.current is None else places.get(queue.current),
            self._place[1] if waits and self._place is not None else state.position,
            mix.volume,
            mix.remembered,
            queue.repeat,
            queue.shuffle,
            tuple(places[each] for each in past),
            tuple(places[each] for each in coming),
            queue.shuffle_way,
        )

    def _write(self, session: Session) -> None:
        try:
            write_session(session, self._path)
        except MinusOneError as error:
            self._main_thread.post(partial(self._failed, error))

    def _failed(self, error: MinusOneError) -> None:
        self._kept = None
        if not self._told:  # one message, not one every few seconds
            self._player.messages.error(error)
        self._told = True

    def _bring_back(self, session: Session) -> None:
        player = self._player
        player.mix.recall(session.strips)
        player.mix.set_volume(session.volume)
        tracks = player.add(session.locations)
        player.queue.forget_edits()
        current = None if session.current is None else tracks[session.current]
        if current is not None:
            self._place = current.id, session.position
            player.queue.set_current(current.id)
        player.queue.set_repeat(session.repeat)
        player.queue.set_shuffle_way(session.shuffle_way)
        player.queue.set_shuffle(session.shuffle)
        player.queue.set_round(
            [tracks[place].id for place in session.past],
            [tracks[place].id for place in session.coming],
        )
        self._pool.run(lambda: self._look(tracks, current))

    def _look(self, tracks: Sequence[Track], current: Track | None) -> None:
        missing = [each for each in tracks if not each.is_stream and not each.path.exists()]
        self._main_thread.post(partial(self._looked, missing, current))

    def _looked(self, missing: Sequence[Track], current: Track | None) -> None:
        queue, playback = self._player.queue, self._player.playback
        playback.pass_over([track.id for track in missing])
        if missing:
            self._tell(missing)
        if current is None or current.is_stream or current in missing or self._place is None:
            return
        if playback.state.track is None and queue.current == current.id:
            playback.load(queue.get(current.id) or current, self._place[1], play=False)
            self._place = None

    def _tell(self, missing: Sequence[Track]) -> None:
        first, more = missing[0].path.name, len(missing) - 1
        names = f"“{first}” and {more} more" if more else f"“{first}”"
        self._player.messages.say(
            Level.WARNING,
            f"Not found: {names}.",
            "What is missing stays in the list and is passed over; play it to try it again.",
        )

    def _set_aside(self) -> None:
        aside = self._path.with_suffix(".damaged.json")
        try:
            self._path.replace(aside)
        except OSError:
            self._open = False
        self._player.messages.say(
            Level.WARNING,
            "The list of the last time could not be read.",
            f"It was set aside as {aside}." if self._open else f"See {self._path}.",
        )
