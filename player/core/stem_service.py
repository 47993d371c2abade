"""Stems for the queue's tracks: looks in the cache, asks the scheduler, tells the engine."""

from dataclasses import dataclass, replace
from pathlib import Path

from player.base.background import Background
from player.base.errors import CacheError, MinusOneError
from player.base.loop import MainThread
from player.base.messages import Level, MessageLog
from player.base.units import SAMPLE_RATE, Frames, SongKey, TrackId
from player.core.engine_playback import EnginePlayback
from player.core.mix import TWO_STEMS, MixController
from player.core.playback import PlaybackState, Transport
from player.core.queue import Queue
from player.core.separation import ModelStatus, Separation, StemState, StemStatus
from player.engine.protocol import StemsFailed
from player.stemfile.cell_map import CellState
from player.stemfile.entry import Entry, working_bytes
from player.stems import models, protocol
from player.stems.cache import StemCache
from player.stems.keys import KeyStore, frames_of
from player.stems.scheduler import News, Priority, Scheduler
from player.stems.versions import KnownVersions

STORED_STEMS = len(TWO_STEMS) - 1
STEP = SAMPLE_RATE
"""The separator is told of the playhead when it is this far from where it was told last."""


@dataclass(frozen=True)
class _Prepared:
    """What is known of a song before its job: computed on a background thread."""

    key: SongKey
    folder: Path
    entry: Entry | None
    frames: Frames


@dataclass(frozen=True)
class StemTools:
    """What stems are made with and kept in."""

    scheduler: Scheduler
    cache: StemCache
    keys: KeyStore
    versions: KnownVersions
    configure: protocol.Configure
    eager: bool = True
    """Separate what plays and what comes next, even while nothing is muted."""


class StemService(Separation):
    """Everything between "this track plays" and "its stems are there"."""

    def __init__(
        self,
        tools: StemTools,
        playback: EnginePlayback,
        queue: Queue,
        mix: MixController,
        messages: MessageLog,
        main_thread: MainThread,
    ) -> None:
        super().__init__()
        self.version = tools.versions.get(tools.configure.model)
        """Of the model's stems; None until it was loaded once."""
        self._tools = tools
        self._scheduler = tools.scheduler
        self._cache = tools.cache
        self._playback = playback
        self._queue = queue
        self._mix = mix
        self._messages = messages
        self._main_thread = main_thread
        self._pool = Background(2, "stems")
        self._status: dict[TrackId, StemStatus] = {}
        self._prepared: dict[TrackId, _Prepared] = {}
        self._asked: set[TrackId] = set()
        self._held: list[TrackId] = []
        self._told: Frames = 0
        self._used = 0
        self._pool.run(self._count)
        tools.scheduler.warm.connect(self._warm)
        tools.scheduler.unavailable.connect(self._unavailable)
        tools.scheduler.restarted.connect(self._restarted)
        tools.scheduler.news.connect(self._news)
        playback.opened.connect(self._opened)
        playback.state_changed.connect(self._moved)
        playback.stems_failed.connect(self._stems_failed)
        mix.changed.connect(self._mix_changed)
        queue.current_changed.connect(self._reprioritise)

    def status(self, track_id: TrackId) -> StemStatus:
        """How far this track's stems are."""
        return self._status.get(track_id, StemStatus())

    def request(self, track_id: TrackId) -> None:
        """Have this track separated when its turn comes."""
        self._asked.add(track_id)
        if self.status(track_id).state in (StemState.NONE, StemState.FAILED):
            self._set(track_id, StemStatus(StemState.QUEUED))
        self._prepare(track_id)

    def cancel(self, track_id: TrackId) -> None:
        """Stop separating this track; chunks already done stay."""
        self._asked.discard(track_id)
        prepared = self._prepared.get(track_id)
        if prepared is not None:
            self._scheduler.cancel(prepared.key)
        if self.status(track_id).state in (StemState.QUEUED, StemState.WORKING):
            self._set(track_id, replace(self.status(track_id), state=StemState.NONE))

    def set_paused(self, paused: bool) -> None:
        """Hold all separation, or go on."""
        self._scheduler.set_paused(paused)
        self.paused_changed.emit()

    @property
    def paused(self) -> bool:
        """Whether all separation is held."""
        return self._scheduler.paused

    def install_model(self, name: str = "") -> None:  # noqa: ARG002
        """Fetch the model, with progress in `model_changed`."""
        if not self.model.stage:
            self._set_model(ModelStatus(stage="download"))
            self._pool.run(self._install)

    def usage(self) -> tuple[int, int]:
        """Bytes used by the stem cache, and its budget."""
        return self._used, self._cache.budget

    def clear_cache(self) -> None:
        """Delete all stems but those in use."""
        keep = self._in_use()
        self._pool.run(lambda: self._clear(keep))
        used = {p.folder for p in self._prepared.values()} & self._in_use()
        for track_id, status in list(self._status.items()):
            prepared = self._prepared.get(track_id)
            if status.state is StemState.READY and (
                prepared is None or prepared.folder not in used
            ):
                self._prepared.pop(track_id, None)
                self._set(track_id, StemStatus())

    def close(self) -> None:
        """End the background threads and processes."""
        self._pool.close()
        self._scheduler.close()
        self._tools.keys.close()

    def _clear(self, keep: set[Path]) -> None:
        """On a background thread."""
        self._cache.clear(keep)
        self._count()

    def _count(self) -> None:
        """On a background thread: a full cache has thousands of files."""
        used = self._cache.usage()
        self._main_thread.post(lambda: self._set_used(used))

    def _set_used(self, used: int) -> None:
        self._used = used
        self.usage_changed.emit()

    # -- what to separate

    def _opened(self, track_id: TrackId) -> None:
        if self.status(track_id).state in (StemState.WORKING, StemState.READY):
            self._attach(track_id)
        if self._wanted(track_id) or self._keys_known(track_id):
            self._prepare(track_id)

    def _keys_known(self, track_id: TrackId) -> bool:
        track = self._queue.get(track_id)
        return (
            track is not None
            and not track.is_stream
            and self._tools.keys.known(track.path) is not None
        )

    def _wanted(self, track_id: TrackId) -> bool:
        playing = track_id in (self._playback.state.track, self._queue.current)
        return track_id in self._asked or self._tools.eager or (playing and not self._mix.neutral)

    def _mix_changed(self) -> None:
        track_id = self._playback.state.track
        if track_id is not None and not self._mix.neutral:
            state = self.status(track_id).state
            if state is StemState.NONE:
                self._prepare(track_id)

    def _prepare(self, track_id: TrackId) -> None:
        track = self._queue.get(track_id)
        if track is None or track.is_stream:
            return
        version = self.version
        if version is None:
            self._held.append(track_id)
            return

        def look() -> None:
            try:
                prepared = self._look(track.path, version)
            except MinusOneError as error:
                failed = error
                self._main_thread.post(lambda: self._fail(track_id, failed))
            else:
                self._main_thread.post(lambda: self._go_on(track_id, prepared))

        self._pool.run(look)

    def _look(self, path: Path, version: str) -> _Prepared:
        key = self._tools.keys.key(path)
        entry = self._cache.lookup(key, version)
        return _Prepared(key, self._cache.folder(key, version), entry, frames_of(key))

    def _go_on(self, track_id: TrackId, prepared: _Prepared) -> None:
        self._prepared[track_id] = prepared
        entry = prepared.entry
        if entry is not None:
            self._cache.touch(prepared.folder)
        if entry is not None and entry.complete:
            cells = bytes([CellState.FINAL]) * entry.cells
            self._set(track_id, StemStatus(StemState.READY, 1.0, cells))
            self._attach(track_id)
            return
        if not self._wanted(track_id):
            return
        try:
            self._make_room(prepared)
        except CacheError as error:
            self._fail(track_id, error)
            return
        if self.status(track_id).state is not StemState.WORKING:
            self._set(track_id, StemStatus(StemState.QUEUED))
        self._submit(track_id, prepared)

    def _make_room(self, prepared: _Prepared) -> None:
        if prepared.entry is None:
            needed = working_bytes(prepared.frames, STORED_STEMS)
            self._cache.make_room(needed, self._in_use() | {prepared.folder})

    def _submit(self, track_id: TrackId, prepared: _Prepared) -> None:
        track = self._queue.get(track_id)
        if track is None:
            return
        playing = track_id == self._playback.state.track
        playhead = self._playback.state.position if playing else None
        self._told = playhead or 0
        self._scheduler.request(
            prepared.key, track.path, prepared.folder, self._priority(track_id), playhead
        )

    def _priority(self, track_id: TrackId) -> Priority:
        if track_id == self._playback.state.track:
            return Priority.PLAYING
        following = self._queue.after(self._playback.state.track)
        if following is not None and following.id == track_id:
            return Priority.NEXT
        return Priority.ASKED if track_id in self._asked else Priority.IDLE

    def _reprioritise(self) -> None:
        for track_id, status in list(self._status.items()):
            prepared = self._prepared.get(track_id)
            if prepared and status.state in (StemState.QUEUED, StemState.WORKING):
                self._submit(track_id, prepared)

    def _moved(self, state: PlaybackState) -> None:
        """Tell the separator where the listener is, about once a second and after each jump."""
        if state.track is None or state.transport is Transport.STOPPED:
            return
        if abs(state.position - self._told) > STEP:
            self._told = state.position
            prepared = self._prepared.get(state.track)
            if prepared is not None and self.status(state.track).state is StemState.WORKING:
                self._scheduler.move_playhead(prepared.key, state.position)

    # -- news

    def _warm(self, warm: protocol.Warm) -> None:
        if warm.version != self.version:
            self.version = warm.version
            self._tools.versions.set(warm.model, warm.version)
        self._set_model(ModelStatus(installed=True))
        held, self._held = self._held, []
        for track_id in dict.fromkeys(held):
            self._prepare(track_id)

    def _unavailable(self, failed: protocol.Failed) -> None:
        self._set_model(ModelStatus())
        self._messages.say(Level.WARNING, failed.message, failed.hint)
        for track_id in dict.fromkeys(self._held):
            self._set(track_id, StemStatus(StemState.NONE, reason=failed.message))

    def _restarted(self) -> None:
        self._messages.say(
            Level.WARNING, "The separator process ended unexpectedly; it goes on where it stopped."
        )

    def _news(self, news: News) -> None:
        for track_id in [t for t, p in self._prepared.items() if p.key == news.key]:
            self._take(track_id, news)

    def _take(self, track_id: TrackId, news: News) -> None:
        old = self.status(track_id)
        match news.report:
            case protocol.JobStarted():
                self._set(track_id, replace(old, state=StemState.WORKING, reason=""))
                self._attach(track_id)
            case protocol.ChunkDone(_, cells, speed):
                final = cells.count(CellState.FINAL) / max(1, len(cells))
                left = self._prepared[track_id].frames * (1 - final) / SAMPLE_RATE / speed
                self._set(track_id, StemStatus(StemState.WORKING, final, cells, left))
            case protocol.JobDone():
                cells = bytes([CellState.FINAL]) * max(1, len(old.cells))
                self._cache.touch(self._prepared[track_id].folder)  # before a listener may clear
                self._set(track_id, StemStatus(StemState.READY, 1.0, cells))
                self._pool.run(self._count)
            case protocol.JobStopped():
                self._set(track_id, replace(old, state=StemState.NONE, time_left=None))
            case protocol.Failed(_, message, hint):
                self._fail(track_id, MinusOneError(message, hint))

    def _stems_failed(self, failed: StemsFailed) -> None:
        """Stems that cannot be read are made again, from nothing."""
        self._cache.delete(failed.folder)
        for track_id, prepared in list(self._prepared.items()):
            if prepared.folder == failed.folder:
                self._set(track_id, StemStatus(StemState.QUEUED))
                self._prepare(track_id)

    def _attach(self, track_id: TrackId) -> None:
        prepared = self._prepared.get(track_id)
        if prepared is not None:
            self._playback.attach_stems(track_id, prepared.folder)

    def _in_use(self) -> set[Path]:
        """Entries that are being played or made."""
        playing = self._playback.state.track
        return {
            prepared.folder
            for track_id, prepared in self._prepared.items()
            if track_id == playing or self.status(track_id).state is StemState.WORKING
        }

    def _fail(self, track_id: TrackId, error: MinusOneError) -> None:
        self._set(track_id, StemStatus(StemState.FAILED, reason=str(error)))
        self._messages.error(error)

    def _set(self, track_id: TrackId, status: StemStatus) -> None:
        if self._status.get(track_id) != status:
            self._status[track_id] = status
            self.status_changed.emit(track_id)

    def _set_model(self, status: ModelStatus) -> None:
        self.model = status
        self.model_changed.emit(status)

    def _install(self) -> None:
        """On a background thread."""
        wish = self._tools.configure

        def progress(report: protocol.InstallProgress) -> None:
            fraction = report.done / report.total if report.total else 0.0
            status = ModelStatus(stage=report.stage, fraction=fraction)
            self._main_thread.post(lambda: self._set_model(status))

        try:
            models.ask(protocol.InstallModel(wish.model, wish.models_folder), progress)
        except MinusOneError as error:
            failed = error
            self._main_thread.post(lambda: self._install_failed(failed))
        else:
            self._main_thread.post(lambda: self._scheduler.configure(wish))

    def _install_failed(self, error: MinusOneError) -> None:
        self._set_model(ModelStatus())
        self._messages.error(error)
