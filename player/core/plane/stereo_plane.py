"""The regions of each song: drawn, heard at once, undone, copied, kept and restored."""

from collections.abc import Callable
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from typing import Protocol

from player.base.background import Background
from player.base.errors import MinusOneError
from player.base.events import Event
from player.base.loop import MainThread
from player.base.messages import Level, MessageLog
from player.base.units import SongKey, TrackId
from player.core.edits import Edits
from player.core.live_filters import LiveFilters
from player.core.plane.pictures import PlanePictures
from player.core.plane.region_store import RegionStore
from player.core.plane.regions import PlaneRegion, Regions, filters, free_name
from player.core.queue import Queue


class Keys(Protocol):
    """Tells what a song is, whatever its name."""

    def key(self, path: Path) -> SongKey:
        """The song's content key; AudioFileError if the file cannot be read."""


@dataclass
class _Song:
    """What is drawn on one track."""

    regions: Regions = ()
    edits: Edits[Regions] = field(default_factory=Edits)
    key: SongKey | None = None
    """None until the file was looked at; what is drawn before then is kept afterwards."""
    asked: bool = False


class StereoPlane:
    """The regions of the queue's current track. Main thread only."""

    def __init__(
        self,
        live: LiveFilters,
        queue: Queue,
        messages: MessageLog,
        main_thread: MainThread,
        store: tuple[RegionStore, Keys] | None = None,
    ) -> None:
        """`store`: None keeps nothing beyond this run."""
        self.changed: Event[[]] = Event()
        """Other regions, or the same ones elsewhere."""
        self.pictures = PlanePictures(main_thread)
        self.copied: Regions = ()
        """What `paste` would add."""
        self._live = live
        self._queue = queue
        self._messages = messages
        self._main_thread = main_thread
        self._store = store
        self._songs: dict[TrackId, _Song] = {}
        self._pool = Background(1, "regions")
        self._before: Regions | None = None
        """The state before a gesture that is going on."""
        queue.current_changed.connect(self._on_track)
        queue.order_changed.connect(self._read_ahead)

    @property
    def regions(self) -> Regions:
        """Those of the current track."""
        return self._song.regions

    @property
    def settled(self) -> Regions:
        """Those before the gesture that is going on."""
        return self.regions if self._before is None else self._before

    @property
    def can_undo(self) -> bool:
        """Whether there is an edit to take back."""
        return self._song.edits.can_undo

    @property
    def can_redo(self) -> bool:
        """Whether an edit was taken back, and nothing edited since."""
        return self._song.edits.can_redo

    def preview(self, regions: Regions) -> None:
        """Hear and show these while the hand still moves; `set` or `restore` ends it."""
        if self._queue.current is not None:
            self._before = self.settled
            self._apply(regions)

    def restore(self) -> None:
        """Leave it as it was before the gesture."""
        before, self._before = self._before, None
        if before is not None:
            self._apply(before)

    def set(self, regions: Regions) -> None:
        """Have these regions; one edit that can be undone."""
        before, self._before = self.settled, None
        if self._queue.current is None:
            return
        if regions != before:
            self._song.edits.note(before)
            self._apply(regions)
            self._keep()
        elif regions != self.regions:
            self._apply(regions)

    def change(self, number: int, edit: Callable[[PlaneRegion], PlaneRegion]) -> None:
        """Have one region otherwise; IndexError if there is no such one."""
        now = list(self.regions)
        now[number] = edit(now[number])
        self.set(tuple(now))

    def undo(self) -> None:
        """Take the last edit back, if there is one."""
        self.restore()
        if self.can_undo:
            self._apply(self._song.edits.undo(self.regions))
            self._keep()

    def redo(self) -> None:
        """Make the edit again that was taken back last, if there is one."""
        self.restore()
        if self.can_redo:
            self._apply(self._song.edits.redo(self.regions))
            self._keep()

    def copy(self, regions: Regions) -> None:
        """Remember these for `paste`, in this song or another one."""
        self.copied = regions

    def paste(self) -> None:
        """Add what was copied."""
        now = self.regions
        for each in self.copied:
            same = any(each.name == other.name for other in now)
            name = free_name(each.name, now) if same else each.name
            now = (*now, PlaneRegion(name, each.region, each.colour, each.on, each.in_mixer))
        self.set(now)

    def export(self, region: PlaneRegion, target: Path, *, rest: bool = False) -> None:
        """Write what sounds in a region, or the `rest` of the song, to a WAV or FLAC file."""
        current = self._queue.current
        track = None if current is None else self._queue.get(current)
        if track is not None and not track.is_stream:
            self._pool.run(partial(self._export, track.path, region, target, rest=rest))

    def close(self) -> None:
        """Write what is still to be written, and end the threads."""
        self.pictures.close()
        self._pool.finish()
        self.pictures.wait()

    @property
    def _song(self) -> _Song:
        current = self._queue.current
        return _Song() if current is None else self._songs.setdefault(current, _Song())

    def _apply(self, regions: Regions) -> None:
        current = self._queue.current
        if current is not None:
            self._show(current, regions)
            self.changed.emit()

    def _show(self, track: TrackId, regions: Regions) -> None:
        self._songs.setdefault(track, _Song()).regions = regions
        heard = filters(regions)
        if heard != self._live.of(track):
            self._live.set(heard, track)

    def _keep(self) -> None:
        """Write them, and have them wherever else this song is in the list."""
        song = self._song
        if song.key is None or self._store is None:
            return
        for track, other in self._songs.items():
            if other.key == song.key and other is not song:
                self._show(track, song.regions)
        self._pool.run(partial(self._save, self._store[0], song.key, song.regions))

    def _on_track(self) -> None:
        self._before = None
        self._read_ahead()
        self.changed.emit()

    def _read_ahead(self) -> None:
        """Know the regions of what plays and of what follows before they sound."""
        current = self._queue.current
        if current is not None:
            following = self._queue.follows(current)
            self._read(current)
            if following is not None:
                self._read(following.id)

    def _read(self, track_id: TrackId) -> None:
        track = self._queue.get(track_id)
        song = self._songs.setdefault(track_id, _Song())
        if self._store is None or song.asked or track is None or track.is_stream:
            return
        song.asked = True
        self._pool.run(partial(self._load, *self._store, track_id, track.path))

    def _loaded(self, track_id: TrackId, key: SongKey, regions: Regions, problem: str) -> None:
        song = self._songs[track_id]
        song.key = key
        early = song.regions
        if problem:
            self._messages.say(Level.WARNING, problem)
        if regions:
            self._show(track_id, regions + early)
        if track_id == self._queue.current:
            if early:
                self._keep()
            self.changed.emit()

    # -- on the background thread

    def _load(self, store: RegionStore, keys: Keys, track_id: TrackId, path: Path) -> None:
        try:
            key = keys.key(path)
        except MinusOneError:
            return  # whoever plays the file says what is wrong with it
        found = store.load(key)
        self._main_thread.post(lambda: self._loaded(track_id, key, *found))

    def _save(self, store: RegionStore, key: SongKey, regions: Regions) -> None:
        try:
            store.save(key, regions)
        except MinusOneError as error:
            self._main_thread.post(partial(self._messages.error, error))

    def _export(self, song: Path, region: PlaneRegion, target: Path, *, rest: bool) -> None:
        from player.core.plane.region_export import export_region  # the window starts sooner

        try:
            export_region(song, region.region, target, rest=rest)
        except MinusOneError as error:
            self._main_thread.post(partial(self._messages.error, error))
        else:
            said = f"“{region.name}” was written to {target}."
            self._main_thread.post(partial(self._messages.info, said))
