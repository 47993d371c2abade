"""The regions of each song: drawn, heard at once, undone, copied, kept and restored."""

from collections.abc import Callable
from functools import partial
from pathlib import Path

from player.base.background import Background
from player.base.errors import MinusOneError
from player.base.events import Event
from player.base.loop import MainThread
from player.base.messages import MessageLog
from player.base.units import TrackId
from player.core.live_filters import LiveFilters
from player.core.plane.pictures import PlanePictures
from player.core.plane.region_store import kept_regions
from player.core.plane.regions import PlaneRegion, Regions, filters, free_name
from player.core.queue import Queue
from player.core.song_values import Keys, SongValues


class StereoPlane:
    """The regions of the queue's current track. Main thread only."""

    def __init__(
        self,
        live: LiveFilters,
        folder: Path,
        queue: Queue,
        messages: MessageLog,
        main_thread: MainThread,
        keys: Keys | None = None,
    ) -> None:
        """`folder`: where they are kept; `keys`: None keeps nothing beyond this run."""
        self.changed: Event[[]] = Event()
        """Other regions, or the same ones elsewhere."""
        self.pictures = PlanePictures(main_thread)
        self.copied: Regions = ()
        """What `paste` would add."""
        self._live = live
        self._queue = queue
        self._messages = messages
        self._main_thread = main_thread
        self._values = SongValues(kept_regions(folder), queue, messages, main_thread, keys)
        self._values.changed.connect(self._on_change)
        self._pool = Background(1, "region export")

    @property
    def regions(self) -> Regions:
        """Those of the current track."""
        return self._values.current

    @property
    def settled(self) -> Regions:
        """Those before the gesture that is going on."""
        return self._values.settled

    @property
    def can_undo(self) -> bool:
        """Whether there is an edit to take back."""
        return self._values.can_undo

    @property
    def can_redo(self) -> bool:
        """Whether an edit was taken back, and nothing edited since."""
        return self._values.can_redo

    def preview(self, regions: Regions) -> None:
        """Hear and show these while the hand still moves; `set` or `restore` ends it."""
        self._values.preview(regions)

    def restore(self) -> None:
        """Leave it as it was before the gesture."""
        self._values.restore()

    def set(self, regions: Regions) -> None:
        """Have these regions; one edit that can be undone."""
        self._values.set(regions)

    def change(self, number: int, edit: Callable[[PlaneRegion], PlaneRegion]) -> None:
        """Have one region otherwise; IndexError if there is no such one."""
        now = list(self.regions)
        now[number] = edit(now[number])
        self.set(tuple(now))

    def undo(self) -> None:
        """Take the last edit back, if there is one."""
        self._values.undo()

    def redo(self) -> None:
        """Make the edit again that was taken back last, if there is one."""
        self._values.redo()

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
        self._values.close()
        self._pool.finish()
        self.pictures.wait()

    def _on_change(self, track: TrackId) -> None:
        heard = filters(self._values.of(track))
        if heard != self._live.of(track):
            self._live.set(heard, track)
        if track == self._queue.current:
            self.changed.emit()

    # -- on the background thread

    def _export(self, song: Path, region: PlaneRegion, target: Path, *, rest: bool) -> None:
        from player.core.plane.region_export import export_region  # the window starts sooner

        try:
            export_region(song, region.region, target, rest=rest)
        except MinusOneError as error:
            self._main_thread.post(partial(self._messages.error, error))
        else:
            said = f"“{region.name}” was written to {target}."
            self._main_thread.post(partial(self._messages.info, said))
