"""Stems for the queue's tracks: the face that windows and commands see (see `Separation`)."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from pathlib import Path

from player.base.loop import MainThread
from player.base.messages import Level, MessageLog
from player.base.units import SAMPLE_RATE, Frames, TrackId
from player.base.values import dataclass
from player.core.asked_songs import AskedSongs
from player.core.engine_playback import EnginePlayback
from player.core.mix import MixController
from player.core.model_shelf import ModelShelf
from player.core.models_in_use import ModelsInUse
from player.core.playback import PlaybackState, Transport
from player.core.queue import Queue
from player.core.separation import (
    ModelChoice,
    ModelStatus,
    Separation,
    StemSet,
    StemState,
    StemStatus,
)
from player.core.song_stems import OVER, Part
from player.core.stem_exchange import StemExchange
from player.core.stem_lookup import REFINED, StemLookup
from player.core.stem_stage import StemStage
from player.core.stem_work import StemWork
from player.engine.protocol import StemsFailed
from player.stemfile.entry import Entry
from player.stems import protocol
from player.stems.jobs import Tier
from player.stems.scheduler import Scheduler

STEP = SAMPLE_RATE
"""The separator is told of the playhead when it is this far from where it was told last."""


@dataclass(frozen=True)
class StemTools:
    """What stems are made with and kept in."""

    scheduler: Scheduler
    lookup: StemLookup
    shelf: ModelShelf
    models: ModelsInUse
    asked: AskedSongs
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
        self._tools = tools
        self._scheduler = tools.scheduler
        self._lookup = tools.lookup
        self._models = tools.models
        self._playback = playback
        self._queue = queue
        self._mix = mix
        self._messages = messages
        self._main_thread = main_thread
        self._stage = StemStage(playback, queue, mix, tools.models, eager=tools.eager)
        self._paths = self._stage.paths
        self._work = StemWork(
            tools.scheduler, tools.lookup, tools.models, tools.asked, self._stage, messages
        )
        self._exchange = StemExchange(tools.lookup, messages, main_thread)
        self._warmed = False
        self._held = ""
        self._took: set[Path] = set()
        self._told: Frames = 0
        self._used = 0
        self._listen()
        self._lookup.run(self._count)
        self._stage.set_strips()
        self._announce()

    def _listen(self) -> None:
        self._scheduler.warm.connect(self._warm)
        self._scheduler.unavailable.connect(self._unavailable)
        self._scheduler.restarted.connect(self._restarted)
        self._scheduler.held.connect(self._hold)
        self._scheduler.news.connect(lambda _: self._announce())
        self._work.changed.connect(self._song_changed)
        self._work.carries_stems.connect(self._take_own)
        self._work.grown.connect(lambda: self._lookup.run(self._count))
        self._playback.opened.connect(self._opened)
        self._playback.state_changed.connect(self._moved)
        self._playback.stems_failed.connect(self._stems_failed)
        self._playback.sections_changed.connect(self._sections_changed)
        self._mix.changed.connect(self._mix_changed)
        self._queue.current_changed.connect(self._current_changed)
        shelf = self._tools.shelf
        shelf.changed.connect(self._shelf_changed)
        shelf.progress.connect(self._set_model)
        shelf.installed.connect(self._installed)
        shelf.removed.connect(self._reload)

    # -- the tracks

    def status(self, track_id: TrackId) -> StemStatus:
        """How far this track's stems are."""
        path = self._paths.path(track_id)
        song = self._work.songs.get(path) if path is not None else None
        return song.shown if song is not None else StemStatus()

    def request(self, track_id: TrackId) -> None:
        """Have this track separated when its turn comes."""
        self.request_many([track_id])

    def request_many(self, track_ids: Sequence[TrackId]) -> None:
        """Have all these separated, in this order, after what is played."""
        found = (self._paths.path(track_id) for track_id in track_ids)
        self.request_songs([path for path in found if path is not None])

    def request_songs(self, paths: Sequence[Path]) -> None:
        """Have these files separated, in this order, whether or not they are in the queue."""
        self._work.ask(list(paths))
        self._announce()

    def relocate(self, moves: Mapping[Path, Path]) -> None:
        """Files lie elsewhere now; what was asked for goes on from there."""
        self._work.relocate(moves)
        self._announce()

    def cancel(self, track_id: TrackId) -> None:
        """Stop separating this track; chunks already done stay."""
        path = self._paths.path(track_id)
        if path is not None:
            self._work.cancel(path)
            self._work.feed()
            self._announce()

    def cancel_all(self) -> None:
        """Take all wishes back; chunks already done stay."""
        self._work.cancel_all()
        self._announce()

    def pin(self, track_ids: Sequence[TrackId], pinned: bool) -> None:
        """Keep the stems of these tracks whatever the cache's budget, or no longer."""
        for path in filter(None, map(self._paths.path, track_ids)):
            self._work.song(path).pinned = pinned
            self._lookup.pin(path, pinned, self._messages.error)
            for track_id in self._paths.ids(path):
                self.status_changed.emit(track_id)

    def pinned(self, track_id: TrackId) -> bool:
        """Whether this track's stems are kept whatever the cache's budget."""
        path = self._paths.path(track_id)
        return path in self._work.songs and self._work.songs[path].pinned

    def import_stems(self, track_id: TrackId, path: Path) -> None:
        """Take a folder of stem files, or a .stem.mp4, as this track's stems (checked first)."""
        song = self._paths.path(track_id)
        if song is not None:
            self._take(song, path)

    def _take_own(self, song: Path) -> None:
        """A stem file's own stems are better than any made of it."""
        if song not in self._took:
            self._took.add(song)
            self._take(song, song)

    def _take(self, song: Path, source: Path) -> None:
        """Nothing more is made of a song whose stems are brought."""
        self._work.cancel(song)
        self._exchange.take(song, source, lambda: self._work.prepare(song))

    def export_stems(self, track_id: TrackId, path: Path) -> None:
        """Write this track's finished stems as a .stem.mp4."""
        song = self._paths.path(track_id)
        best = self._work.song(song).best if song is not None else None
        track = self._queue.get(track_id)
        if track is not None and best is not None:
            tags = {"title": track.title, "artist": track.artist, "album": track.album}
            self._exchange.write(track.path, best.folder, path, tags)
        else:
            self._messages.info("This song has no stems yet.", "Have it separated first.")

    def finished(self, track_id: TrackId) -> Path | None:
        """The folder of the finished stems that this track is heard with, if there are any."""
        path = self._paths.path(track_id)
        best = self._work.song(path).best if path is not None else None
        whole = best is not None and best.state is StemState.READY
        return best.folder if best is not None and whole else None

    def begin_painting(self, song: Path, folder: Path, entry: Entry) -> None:
        """Let this song be heard with the stems that are being painted in `folder`."""
        part = Part(REFINED, folder, entry.stems, entry.frames, entry, StemState.READY)
        part.finish()
        self._work.begin_painting(song, part)

    def painted(self, song: Path, folder: Path) -> None:
        """Let it be heard that the stems in `folder` changed."""
        self._stage.read_anew(song, folder)

    def end_painting(self, song: Path) -> None:
        """Let this song be heard with its best finished stems again."""
        self._work.end_painting(song)

    def heard(self, track_id: TrackId) -> StemSet | None:
        """The stems that this track is heard with, whole or growing; None while there are none."""
        path = self._paths.path(track_id)
        song = self._work.songs.get(path) if path is not None else None
        best = None if song is None else song.best
        return None if best is None else StemSet(best.model, best.folder, best.stems)

    def find_stems(self, track_id: TrackId, found: Callable[[Sequence[StemSet]], None]) -> None:
        """Look in the cache for this track's whole stems, by whatever model; then call `found`."""
        path = self._paths.path(track_id)
        if path is None:
            found(())
        else:
            named = self._named
            self._lookup.find_all(path, lambda sets: found(named(sets)), lambda _: found(()))

    def _named(self, sets: Sequence[StemSet]) -> tuple[StemSet, ...]:
        names = [self._models.named(each.model) or (each.model, "") for each in sets]
        pairs = zip(sets, names, strict=True)
        return tuple(
            replace(each, model=model, quality=quality) for each, (model, quality) in pairs
        )

    def use_stems(self, track_id: TrackId, stems: StemSet | None) -> None:
        """Let this track be heard with these stems, until None: with its own again."""
        path = self._paths.path(track_id)
        if path is not None:
            self._stage.use(path, None if stems is None else stems.folder)

    def set_paused(self, paused: bool) -> None:
        """Hold all separation, or go on."""
        self._scheduler.set_paused(paused)
        self.paused_changed.emit()
        self._announce()

    @property
    def paused(self) -> bool:
        """Whether all separation is held."""
        return self._scheduler.paused

    # -- the models

    @property
    def model_name(self) -> str:
        """The fast model, which works while the song plays."""
        return self._models.name(Tier.FAST)

    @property
    def studio_name(self) -> str:
        """The studio model, whose stems replace the fast ones when they are done; "" for none."""
        return self._models.name(Tier.STUDIO)

    @property
    def quality(self) -> str:
        """The fast model's care: fast, better or best."""
        return self._models.quality

    def models(self) -> tuple[ModelChoice, ...]:
        """All models; empty until the list was read once (see `models_changed`)."""
        return self._tools.shelf.models()

    def choose(self, model: str, studio: str, quality: str) -> None:
        """Use these from now on; the songs that are open get their stems anew. Kept in settings."""
        changed = self._models.choose(model, studio, quality)
        for tier in changed:
            self._scheduler.configure(self._models.configure(tier), tier)
            for song in list(self._work.songs.values()):
                self._work.drop(song, tier)
                self._work.show(song)
        if changed:
            self._prepare_again()
            self._stage.set_strips()
            self._announce()
            self.models_changed.emit()

    def set_up(self, device: str, codec: str, budget: int) -> None:
        """Where models run, how stems are kept, and how many bytes of them, from now on."""
        self._models.set_up(device, codec, budget)
        self._lookup.cache.budget = budget
        for tier in Tier:
            configure = self._models.configure(tier)
            if configure is not None:
                self._scheduler.configure(configure, tier)
        self.usage_changed.emit()

    def set_eager(self, eager: bool) -> None:
        """Separate what is opened even while nothing is muted, or only what has to be."""
        self._stage.set_eager(eager)
        self._prepare_again()

    def install_model(self, name: str = "") -> None:
        """Fetch a model ("" is the fast one in use), with progress in `model_changed`."""
        self._tools.shelf.install(name or self.model_name)

    def add_model(self, file: Path) -> None:
        """Install a model from a file that the user has."""
        self._tools.shelf.add(file)

    def remove_model(self, name: str) -> None:
        """Delete an installed model; its stems stay in the cache."""
        self._tools.shelf.remove(name)

    # -- the cache

    def usage(self) -> tuple[int, int]:
        """Bytes used by the stem cache, and its budget."""
        return self._used, self._lookup.cache.budget

    def clear_cache(self) -> None:
        """Delete all stems but those in use or pinned."""
        keep = self._work.in_use()
        self._lookup.run(lambda: self._clear(keep))
        for song in [song for song in self._work.songs.values() if not song.pinned]:
            for tier in Tier:
                part = song.part(tier)
                if part is not None and part.state in OVER and part.folder not in keep:
                    self._work.forget(song, tier)
            self._work.show(song)

    def close(self) -> None:
        """End the background threads and processes."""
        self._lookup.close()
        self._tools.shelf.close()
        self._scheduler.close()
        self._lookup.keys.close()
        self._tools.asked.close()

    def _clear(self, keep: set[Path]) -> None:
        """On a background thread."""
        self._lookup.cache.clear(keep)
        self._count()

    def _count(self) -> None:
        """On a background thread: a full cache has thousands of files."""
        used = self._lookup.cache.usage()
        self._main_thread.post(lambda: self._set_used(used))

    def _set_used(self, used: int) -> None:
        self._used = used
        self.usage_changed.emit()

    # -- what happens

    def _song_changed(self, path: Path) -> None:
        for track_id in self._paths.ids(path):
            self.status_changed.emit(track_id)

    def _announce(self) -> None:
        """Say what is left to do, if that changed."""
        backlog = self._work.backlog("paused" if self.paused else self._held)
        if backlog != self.backlog:
            self.backlog = backlog
            self.backlog_changed.emit(backlog)

    def _hold(self, reason: str) -> None:
        self._held = reason
        self._announce()

    def _opened(self, track_id: TrackId) -> None:
        path = self._paths.path(track_id)
        if path is not None:
            self._work.opened(path)
            if self._stage.wants(path, opened=True) or self._lookup.keys.known(path) is not None:
                self._work.prepare(path)

    def _mix_changed(self) -> None:
        path = self._stage.current
        if path is not None and not self._mix.neutral:
            self._prepare_if_new(path)

    def _sections_changed(self, track_id: TrackId) -> None:
        path = self._paths.path(track_id)
        if path is not None and self._stage.changes_over_time(path):
            self._prepare_if_new(path)

    def _prepare_if_new(self, path: Path) -> None:
        if self._work.song(path).shown.state is StemState.NONE:
            self._work.prepare(path)

    def _current_changed(self) -> None:
        self._work.reprioritise()
        self._stage.set_strips()

    def _moved(self, state: PlaybackState) -> None:
        """Tell the separator where the listener is, about once a second and after each jump."""
        path = self._paths.path(state.track)
        if path is None or state.transport is Transport.STOPPED:
            return
        if abs(state.position - self._told) > STEP:
            self._told = state.position
            self._work.move_playhead(path, state.position)

    def _stems_failed(self, failed: StemsFailed) -> None:
        self._work.stems_lost(failed.folder)

    # -- the models

    def _warm(self, tier: Tier, warm: protocol.Warm) -> None:
        other = self._models.learn(tier, warm)
        if tier is Tier.FAST:
            self._warmed = True
            self._set_model(ModelStatus())
        self._work.model_known(tier, other_stems=other)
        self._prepare_again()
        self._stage.set_strips()

    def _unavailable(self, tier: Tier, failed: protocol.Failed) -> None:
        self._models.refuse(tier)
        if tier is Tier.FAST:
            self._warmed = False
            self._set_model(ModelStatus())
        self._messages.say(Level.WARNING, failed.message, failed.hint)
        self._work.model_refused(tier)
        self._stage.set_strips()
        self._announce()

    def _restarted(self) -> None:
        self._messages.say(
            Level.WARNING, "The separator process ended unexpectedly; it goes on where it stopped."
        )

    def _prepare_again(self) -> None:
        """Look anew at the songs that are open."""
        for path in self._stage.urgent:
            if self._work.song(path).opened:
                self._work.prepare(path)

    def _set_model(self, status: ModelStatus) -> None:
        self.model = replace(status, installed=self._warmed)
        self.model_changed.emit(self.model)

    def _shelf_changed(self) -> None:
        for name in (self.model_name, self.studio_name):
            self._models.expect(name, self._tools.shelf.stems(name))
        self._stage.set_strips()
        self.models_changed.emit()

    def _installed(self, name: str) -> None:
        self._set_model(ModelStatus())
        self._reload(name)

    def _reload(self, name: str) -> None:
        """A model came or went: whoever uses it notices."""
        for tier in Tier:
            if self._models.name(tier) == name:
                self._scheduler.configure(self._models.configure(tier), tier)
