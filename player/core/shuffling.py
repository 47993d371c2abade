"""The ways to shuffle: single tracks, whole albums, or the better-rated sooner."""

from collections.abc import Callable, Hashable, Iterable, Sequence
from enum import Enum
from itertools import groupby
from random import Random

from player.base.units import TrackId
from player.base.values import dataclass
from player.core.track import Track

_UNRATED = 0.5


class Shuffle(Enum):
    """What chance does with the list."""

    OFF = "off"
    TRACKS = "tracks"
    ALBUMS = "albums"
    RATING = "rating"


@dataclass(frozen=True)
class Shuffler:
    """Arranges tracks by chance, in one of the ways."""

    random: Random
    way: Shuffle
    track: Callable[[TrackId], Track | None]
    """What is known of a track."""

    def arranged(self, ids: Iterable[TrackId]) -> list[TrackId]:
        """All of these, in an order that chance gives them."""
        order = list(ids)
        if self.way is Shuffle.ALBUMS:
            groups: dict[Hashable, list[TrackId]] = {}
            for each in order:
                groups.setdefault(self._album(each), []).append(each)
            albums = list(groups.values())
            self.random.shuffle(albums)
            return [each for album in albums for each in album]
        if self.way is Shuffle.RATING:
            return sorted(order, key=self._turn)
        self.random.shuffle(order)
        return order

    def begun(self, ids: Sequence[TrackId], current: TrackId | None) -> list[TrackId]:
        """A round in which `current` plays already: the rest of its album comes first.

        What its album has before it comes last.
        """
        if self.way is not Shuffle.ALBUMS or current is None or current not in ids:
            return self.arranged(each for each in ids if each != current)
        album = [each for each in ids if self._album(each) == self._album(current)]
        own, place = set(album), album.index(current)
        others = self.arranged(each for each in ids if each not in own)
        return [*album[place + 1 :], *others, *album[:place]]

    def after(self, order: list[TrackId], current: TrackId | None) -> list[TrackId]:
        """A further round, which does not begin with what has just played."""
        if self.way is not Shuffle.ALBUMS:
            return [*order[1:], *order[:1]] if order[:1] == [current] else order
        first, *others = self._runs(order) or [[]]
        if current is None or not others or self._album(first[0]) != self._album(current):
            return order
        return [*(each for album in others for each in album), *first]

    def spread(self, coming: list[TrackId], new: Iterable[TrackId]) -> list[TrackId]:
        """New tracks among those to come; albums stay whole."""
        if self.way is not Shuffle.ALBUMS:
            for each in new:
                coming.insert(self.random.randrange(len(coming) + 1), each)
            return coming
        runs = self._runs(coming)
        for album in self._runs(self.arranged(new)):
            runs.insert(self.random.randrange(len(runs) + 1), album)
        return [each for album in runs for each in album]

    def _runs(self, order: Iterable[TrackId]) -> list[list[TrackId]]:
        return [list(album) for _, album in groupby(order, self._album)]

    def _album(self, track_id: TrackId) -> Hashable:
        track = self.track(track_id)
        if track is None or not track.album:
            return track_id
        return track.album_artist or track.location.rpartition("/")[0], track.album

    def _turn(self, track_id: TrackId) -> float:
        """When its turn is: with five stars it is before one without any five times out of six.

        Weighted sampling without replacement after Efraimidis and Spirakis, 2006.
        """
        track = self.track(track_id)
        rating = _UNRATED if track is None or track.rating is None else track.rating
        return self.random.expovariate(1.0 + 4.0 * rating)
