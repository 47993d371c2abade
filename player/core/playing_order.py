"""Which track comes after which: by the list or shuffled, once or round and round."""

from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from enum import Enum
from random import Random

from player.base.units import TrackId
from player.core.shuffling import Shuffle, Shuffler
from player.core.track import Track

_KEPT = 1000
"""How many shuffled tracks can be walked back."""


class Repeat(Enum):
    """What happens at the end of a track, or of the list."""

    OFF = "off"
    ALL = "all"
    ONE = "one"


class _Round:
    """One round through all tracks by chance; what was played before lies behind it."""

    def __init__(self, ids: Sequence[TrackId], current: TrackId | None, shuffler: Shuffler) -> None:
        self.shuffler = shuffler
        self.past: list[TrackId] = []
        self.coming = shuffler.begun(ids, current)
        self._later: list[TrackId] = []

    def ahead(self, ids: Sequence[TrackId], current: TrackId | None) -> Iterator[TrackId]:
        """The rest of this round, and all of the next."""
        yield from self.coming
        if not self._later:
            self._later = self.shuffler.after(self.shuffler.arranged(ids), current)
        yield from self._later

    def go_to(self, before: TrackId | None, now: TrackId) -> None:
        """Play on, or elsewhere."""
        if not self.coming and now in self._later:
            self.coming, self._later = self._later, []
        if before is not None:
            self.past = [*self.past[-_KEPT:], before]
        if now in self.coming:
            self.coming.remove(now)

    def go_back(self, current: TrackId | None) -> None:
        """Undo one step."""
        self.past.pop()
        if current is not None:
            self.coming.insert(0, current)

    def add(self, ids: Iterable[TrackId]) -> None:
        """Spread new tracks over what is to come."""
        self._later = []
        self.coming = self.shuffler.spread(self.coming, ids)

    def drop(self, gone: Collection[TrackId]) -> None:
        """Forget these tracks."""
        self.past = [each for each in self.past if each not in gone]
        self.coming = [each for each in self.coming if each not in gone]
        self._later = []

    def prefer(self, ids: Sequence[TrackId], *, first: bool) -> None:
        """Have these next, or after all others of this round."""
        rest = [each for each in self.coming if each not in set(ids)]
        self.coming = [*ids, *rest] if first else [*rest, *ids]


class PlayingOrder:
    """Answers for the ids it was last given; `current` is where playback stands."""

    def __init__(self, random: Random, track: Callable[[TrackId], Track | None]) -> None:
        """`track`: what is known of one."""
        self.repeat = Repeat.OFF
        self._random = random
        self._track = track
        self._ids: tuple[TrackId, ...] = ()
        self._places: dict[TrackId, int] = {}
        self._shuffle: _Round | None = None

    @property
    def shuffle(self) -> Shuffle:
        """What chance does."""
        return Shuffle.OFF if self._shuffle is None else self._shuffle.shuffler.way

    def place(self, track_id: TrackId) -> int | None:
        """Where a track stands in the list."""
        return self._places.get(track_id)

    def set_shuffle(self, way: Shuffle, current: TrackId | None) -> None:
        """Begin a round at the current track, or follow the list again."""
        if way is not self.shuffle:
            shuffler = Shuffler(self._random, way, self._track)
            self._shuffle = None if way is Shuffle.OFF else _Round(self._ids, current, shuffler)

    @property
    def round(self) -> tuple[tuple[TrackId, ...], tuple[TrackId, ...]]:
        """What a shuffled round has played (the newest last), and what it has yet to play."""
        shuffle = self._shuffle
        return (tuple(shuffle.past), tuple(shuffle.coming)) if shuffle is not None else ((), ())

    def set_round(self, past: Iterable[TrackId], coming: Iterable[TrackId]) -> None:
        """Go on with a shuffled round."""
        if self._shuffle is not None:
            self._shuffle.past, self._shuffle.coming = list(past), list(coming)

    def set_ids(self, ids: Iterable[TrackId]) -> None:
        """Take over the list; what is new or gone is so for the round as well."""
        before, self._ids = self._places.keys(), tuple(ids)
        self._places = {each: place for place, each in enumerate(self._ids)}
        if self._shuffle is not None:
            gone = before - self._places.keys()
            if gone:
                self._shuffle.drop(gone)
            new = [each for each in self._ids if each not in before]
            if new:
                self._shuffle.add(new)

    def prefer(self, ids: Sequence[TrackId], *, first: bool) -> None:
        """In a shuffled round, have these next, or after all others."""
        if self._shuffle is not None:
            self._shuffle.prefer(ids, first=first)

    def go_to(self, before: TrackId | None, now: TrackId | None) -> None:
        """Playback has gone over to another track."""
        if self._shuffle is not None and now is not None:
            self._shuffle.go_to(before, now)

    def go_back(self, current: TrackId | None) -> None:
        """Playback has gone to what `before` says."""
        if self._shuffle is not None and self._shuffle.past:
            self._shuffle.go_back(current)

    def after(self, current: TrackId | None, without: Collection[TrackId] = ()) -> TrackId | None:
        """What follows when asked to go on; None at the end."""
        return next((each for each in self._ahead(current) if each not in without), None)

    def before(self, current: TrackId | None) -> TrackId | None:
        """What was played before, or stands before in the list."""
        if self._shuffle is not None:
            return self._shuffle.past[-1] if self._shuffle.past else None
        place = self._places.get(current, 0) if current is not None else 0
        known = current in self._places and (place > 0 or self.repeat is not Repeat.OFF)
        return self._ids[place - 1] if known else None

    def _ahead(self, current: TrackId | None) -> Iterator[TrackId]:
        wraps = current is None or self.repeat is not Repeat.OFF
        if self._shuffle is not None:
            yield from self._shuffle.ahead(self._ids, current) if wraps else self._shuffle.coming
        elif current is None:
            yield from self._ids
        elif current in self._places:
            place = self._places[current] + 1
            yield from self._ids[place:]
            if wraps:
                yield from self._ids[:place]
