"""The live filters: those for every song, those of one song, and the stand-in for muted vocals."""

from collections.abc import Iterable

from player.base.events import Event
from player.base.units import TrackId
from player.core.engine_playback import EnginePlayback
from player.engine.live.kinds import NAMED, LiveFilter, Region, parameters
from player.engine.protocol import SetLive


class LiveFilters:
    """Holds the filters; every change is announced at once. Main thread only."""

    def __init__(self, *, instant_mute: bool = True) -> None:
        self.filters: tuple[LiveFilter, ...] = ()
        """Those for every song, in the order in which the sound goes through them."""
        self.instead: tuple[LiveFilter, ...] | None = None
        """What is heard in place of all of them, without a stand-in; None: nothing is."""
        self.instant_mute = instant_mute
        """Whether muted vocals go at once where they are not separated yet."""
        self.changed: Event[[]] = Event()
        self._songs: dict[TrackId, tuple[LiveFilter, ...]] = {}

    @property
    def songs(self) -> tuple[TrackId, ...]:
        """The songs that have filters of their own."""
        return tuple(self._songs)

    def of(self, track: TrackId) -> tuple[LiveFilter, ...]:
        """The filters that one song has of its own; they come after those for every song."""
        return self._songs.get(track, ())

    def changes(self, track: TrackId) -> bool:
        """Whether this song sounds otherwise with its filters than without."""
        if self.instead is not None:
            return bool(self.instead)
        every = (*self.filters, *self.of(track))
        return any(not (isinstance(each, Region) and each.neutral) for each in every)

    def set(self, filters: Iterable[LiveFilter], track: TrackId | None = None) -> None:
        """Have these filters, for every song or as one song's own. Cheap enough for a drag."""
        if track is None:
            self.filters = tuple(filters)
        else:
            self._songs[track] = tuple(filters)
        self.changed.emit()

    def clear(self) -> None:
        """Take all filters out."""
        self.filters = ()
        self._songs = dict.fromkeys(self._songs, ())
        self.changed.emit()

    def hear(self, instead: tuple[LiveFilter, ...] | None) -> None:
        """Have these heard in place of all others; None: the others again."""
        if instead != self.instead:
            self.instead = instead
            self.changed.emit()

    def set_instant_mute(self, on: bool) -> None:
        """Let the stand-in sound, or not."""
        if on != self.instant_mute:
            self.instant_mute = on
            self.changed.emit()

    def wanted(self, track: TrackId | None = None) -> SetLive:
        """What the engine has to be told, of every song or of this one."""
        if self.instead is not None:
            return SetLive(self.instead)
        own = () if track is None else self.of(track)
        return SetLive((*self.filters, *own), stand_in=self.instant_mute)


class LiveLink:
    """Lets the engine know what changed; it is heard in the next buffer."""

    def __init__(self, live: LiveFilters, playback: EnginePlayback) -> None:
        self._live = live
        self._playback = playback
        self._told: dict[TrackId | None, SetLive] = {}
        live.changed.connect(self._tell)
        playback.opened.connect(self._opened)
        self._tell()

    def _tell(self) -> None:
        for track in (None, *self._live.songs):
            wanted = self._live.wanted(track)
            if self._told.get(track) != wanted:
                self._told[track] = wanted
                self._playback.set_live(wanted, track)

    def _opened(self, track: TrackId) -> None:
        """A song that is loaded again is another one to the engine."""
        if track in self._told:
            self._playback.set_live(self._told[track], track)


def name_of(wanted: LiveFilter) -> str:
    """The name in `NAMED` that comes nearest to a filter."""
    same = {name: each for name, each in NAMED.items() if type(each) is type(wanted)}
    changes = {
        name: sum(getattr(each, p) != getattr(wanted, p) for p in parameters(type(each)))
        for name, each in same.items()
    }
    return min(changes, key=changes.__getitem__)
