"""The queue: the tracks that are open, in order, and which of them is current."""

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import replace
from enum import Enum
from itertools import count
from pathlib import Path
from random import Random, SystemRandom

from player.base.events import Event
from player.base.units import TrackId
from player.core.edits import Edits
from player.core.playing_order import PlayingOrder, Repeat
from player.core.shuffling import Shuffle
from player.core.track import Track

State = tuple[tuple[Track, ...], TrackId | None]
"""The list, and which of it is current."""


class Where(Enum):
    """Where tracks are put."""

    INSTEAD = "instead of the list"
    NEXT = "behind the current track"
    LAST = "at the end"


class Queue:
    """The list, and the way through it. All methods run on the main thread.

    Whatever changes the list can be undone; what is known of the tracks stays as it is then.
    """

    def __init__(self, random: Random | None = None) -> None:
        """`random`: what shuffles; a seeded one shuffles the same way every time."""
        self.tracks: tuple[Track, ...] = ()
        self.current: TrackId | None = None
        self.changed: Event[[]] = Event()
        """The list itself changed."""
        self.track_changed: Event[TrackId] = Event()
        """What is known of one track changed."""
        self.current_changed: Event[[]] = Event()
        self.order_changed: Event[[]] = Event()
        """Repeat, shuffle or the wish to stop changed; the list is the same."""
        self.stop_after = False
        """Whether playback ends with the current track; another one begins without the wish."""
        self._order = PlayingOrder(random or SystemRandom(), self.get)
        self._way = Shuffle.TRACKS
        self._ids = count(1)
        self._edits: Edits[State] = Edits()

    @property
    def repeat(self) -> Repeat:
        """What happens at the end of a track, or of the list."""
        return self._order.repeat

    @property
    def shuffle(self) -> bool:
        """Whether the tracks follow each other by chance, each once a round."""
        return self._order.shuffle is not Shuffle.OFF

    @property
    def shuffle_way(self) -> Shuffle:
        """What chance does, or did when it last did something."""
        return self._way

    def add(self, locations: Iterable[str | Path], *, more: bool = False) -> tuple[Track, ...]:
        """Append files or stream URLs (not folders); returns the new tracks.

        `more`: they belong to what was added just before, and are undone with it.
        """
        new = tuple(self._track(str(location)) for location in locations)
        if new:
            self._set_tracks((*self.tracks, *new), note=not more)
        return new

    def put(self, tracks: Iterable[Track], where: Where | int) -> tuple[Track, ...]:
        """Put in tracks that are known already; they get ids of their own and are returned.

        `where` may be a place: before the track that is there now.
        """
        new = tuple(replace(track, id=TrackId(next(self._ids))) for track in tracks)
        if new and where is Where.INSTEAD:
            self._note()
            self._have(new, None)
        elif new:
            place = self._place(where)
            self._set_tracks((*self.tracks[:place], *new, *self.tracks[place:]))
            if where is Where.NEXT:
                self._order.prefer([track.id for track in new], first=True)
                self.order_changed.emit()
        return new

    def move(self, ids: Collection[TrackId], place: int) -> None:
        """Move tracks, in their order, to before the one that is at `place` now."""
        moved = tuple(track for track in self.tracks if track.id in ids)
        before = tuple(track for track in self.tracks[:place] if track.id not in ids)
        after = tuple(track for track in self.tracks[place:] if track.id not in ids)
        tracks = (*before, *moved, *after)
        if tracks != self.tracks:
            self._set_tracks(tracks)

    @property
    def can_undo(self) -> bool:
        """Whether there is an edit of the list to take back."""
        return self._edits.can_undo

    @property
    def can_redo(self) -> bool:
        """Whether an edit was taken back, and nothing edited since."""
        return self._edits.can_redo

    def undo(self) -> None:
        """Take back the last edit of the list."""
        if self.can_undo:
            self._have(*self._edits.undo((self.tracks, self.current)))

    def redo(self) -> None:
        """Make the edit again that was taken back."""
        if self.can_redo:
            self._have(*self._edits.redo((self.tracks, self.current)))

    def forget_edits(self) -> None:
        """Let nothing be undone that was done until now."""
        self._edits = Edits()

    def remove(self, ids: Sequence[TrackId]) -> None:
        """Take tracks out of the queue; files are not touched."""
        gone = set(ids)
        self._note()
        self._have(tuple(track for track in self.tracks if track.id not in gone), None)

    def clear(self) -> None:
        """Empty the queue."""
        self.remove([track.id for track in self.tracks])

    def get(self, track_id: TrackId) -> Track | None:
        """The track with this id, if it is (still) in the queue."""
        place = self._order.place(track_id)
        return None if place is None else self.tracks[place]

    def set_current(self, track_id: TrackId | None) -> None:
        """Mark which track plays."""
        if track_id != self.current:
            self._order.go_to(self.current, track_id)
            self._become(track_id)

    def go_back(self) -> Track | None:
        """Make current what `before` says; None (and no change) if there is nothing before."""
        track = self.before(self.current)
        if track is not None:
            self._order.go_back(self.current)
            self._become(track.id)
        return track

    def set_repeat(self, repeat: Repeat) -> None:
        """Choose what happens at the end of a track, or of the list."""
        if repeat is not self.repeat:
            self._order.repeat = repeat
            self.order_changed.emit()

    def set_shuffle(self, on: bool) -> None:
        """Play by chance (the current track stays), or by the list again."""
        self._shuffle_by(self._way if on else Shuffle.OFF)

    def set_shuffle_way(self, way: Shuffle) -> None:
        """Shuffle tracks, albums or by rating from now on; OFF is as `set_shuffle(False)`."""
        self._way = self._way if way is Shuffle.OFF else way
        self._shuffle_by(way)

    def _shuffle_by(self, way: Shuffle) -> None:
        if way is not self._order.shuffle:
            self._order.set_shuffle(way, self.current)
            self.order_changed.emit()

    @property
    def round(self) -> tuple[tuple[TrackId, ...], tuple[TrackId, ...]]:
        """What a shuffled round has played (the newest last), and what it has yet to play."""
        return self._order.round

    def set_round(self, past: Iterable[TrackId], coming: Iterable[TrackId]) -> None:
        """Go on with a shuffled round; without shuffle nothing happens."""
        self._order.set_round(past, coming)
        self.order_changed.emit()

    def set_stop_after(self, on: bool) -> None:
        """Let playback end with the current track, or not."""
        if on != self.stop_after:
            self.stop_after = on
            self.order_changed.emit()

    def play_next(self, ids: Sequence[TrackId]) -> None:
        """Move tracks to behind the current one, which stays where it is."""
        self._move(ids, first=True)

    def play_last(self, ids: Sequence[TrackId]) -> None:
        """Move tracks to the end of the list, and of the round if it is shuffled."""
        self._move(ids, first=False)

    def follows(self, track_id: TrackId | None, without: Collection[TrackId] = ()) -> Track | None:
        """What is heard when this track is over, if nobody does anything; never one `without`."""
        if self.stop_after:
            return None
        if self.repeat is Repeat.ONE and track_id is not None and track_id not in without:
            return self.get(track_id)
        return self._track_at(self._order.after(track_id, without))

    def after(self, track_id: TrackId | None) -> Track | None:
        """The track to go on to, or the first if `track_id` is None."""
        return self._track_at(self._order.after(track_id))

    def before(self, track_id: TrackId | None) -> Track | None:
        """The track that comes before; while shuffled, the one that was played before."""
        return self._track_at(self._order.before(track_id))

    def update(self, track_id: TrackId, change: Callable[[Track], Track]) -> None:
        """Replace what is known of a track, for instance when its tags have been read."""
        place = self._order.place(track_id)
        if place is not None:
            new = change(self.tracks[place])
            self.tracks = (*self.tracks[:place], new, *self.tracks[place + 1 :])
        self.track_changed.emit(track_id)

    def relocate(self, places: Mapping[str, str]) -> None:
        """Let tracks lie where their files lie now, by where these lay; no edit of the list."""
        there = {track.location for track in self.tracks}
        if there & places.keys():
            moved = (replace(t, location=places.get(t.location, t.location)) for t in self.tracks)
            self._set_tracks(tuple(moved), note=False)

    def set_duration(self, track_id: TrackId, duration: float | None) -> None:
        """Correct a track's length to what was decoded."""
        self.update(track_id, lambda track: replace(track, duration=duration))

    def _track(self, location: str) -> Track:
        title = location if "://" in location else Path(location).stem
        return Track(TrackId(next(self._ids)), location, title)

    def _track_at(self, track_id: TrackId | None) -> Track | None:
        return None if track_id is None else self.get(track_id)

    def _become(self, track_id: TrackId | None) -> None:
        self.current = track_id
        self.stop_after = False
        self.current_changed.emit()

    def _note(self) -> None:
        self._edits.note((self.tracks, self.current))

    def _have(self, tracks: tuple[Track, ...], current: TrackId | None) -> None:
        """Have this list; what is current stays so, or is `current` if it is gone."""
        known = {track.id: track for track in self.tracks}
        self.tracks = tuple(known.get(track.id, track) for track in tracks)
        self._order.set_ids(track.id for track in self.tracks)
        there = {track.id for track in self.tracks}
        self.set_current(next((each for each in (self.current, current) if each in there), None))
        self.changed.emit()

    def _place(self, where: Where | int) -> int:
        if isinstance(where, int):
            return where
        return self._behind_current(self.tracks) if where is Where.NEXT else len(self.tracks)

    def _behind_current(self, tracks: Sequence[Track]) -> int:
        return next((n for n, t in enumerate(tracks, start=1) if t.id == self.current), 0)

    def _set_tracks(self, tracks: tuple[Track, ...], *, note: bool = True) -> None:
        if note:
            self._note()
        self.tracks = tracks
        self._order.set_ids(track.id for track in tracks)
        self.changed.emit()

    def _move(self, ids: Sequence[TrackId], *, first: bool) -> None:
        wanted = set(ids) - {self.current}
        moved = tuple(track for track in self.tracks if track.id in wanted)
        rest = tuple(track for track in self.tracks if track.id not in wanted)
        place = self._behind_current(rest) if first else len(rest)
        self._order.prefer([track.id for track in moved], first=first)
        self._set_tracks((*rest[:place], *moved, *rest[place:]))
