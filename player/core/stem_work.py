"""The way of all songs from "wanted" to "ready": looked up, made, and given to the engine."""

from collections.abc import Mapping
from pathlib import Path

from player.base.errors import MinusOneError
from player.base.events import Event
from player.base.messages import Level, MessageLog
from player.base.units import Frames
from player.core.asked_songs import AskedSongs
from player.core.backlog import BacklogBook
from player.core.models_in_use import ModelsInUse
from player.core.separation import Backlog, StemState
from player.core.song_stems import OVER, PENDING, Part, SongStems
from player.core.stem_lookup import Found, Sought, StemLookup
from player.core.stem_stage import StemStage
from player.stems import protocol
from player.stems.jobs import News, Priority, Tier
from player.stems.scheduler import Scheduler

FED = 4
"""Songs that were asked for and are looked at or separated at a time; the others only wait."""
GUESS = 240.0
"""Seconds that a song is taken to last until its length is known."""


class StemWork:
    """All songs whose stems are there, wanted, or being made. Main thread only."""

    def __init__(
        self,
        scheduler: Scheduler,
        lookup: StemLookup,
        models: ModelsInUse,
        asked: AskedSongs,
        stage: StemStage,
        messages: MessageLog,
    ) -> None:
        self.changed: Event[Path] = Event()
        """The status of this file's stems changed."""
        self.carries_stems: Event[Path] = Event()
        """This file is a stem file, and its own stems were not taken yet."""
        self.grown: Event[[]] = Event()
        """An entry of the cache was finished."""
        self.songs: dict[Path, SongStems] = {}
        self._asked = asked
        self._scheduler = scheduler
        self._lookup = lookup
        self._models = models
        self._stage = stage
        self._messages = messages
        self._book = BacklogBook()
        self._by_folder: dict[Path, list[SongStems]] = {}
        self._fed: set[Path] = set()
        self._next: Path | None = None
        """The wish that is being looked up; the others wait, so that their order stays."""
        self._painted: set[Path] = set()
        """Songs whose painting is over: until they are looked up, they sound as painted."""
        self._held: dict[Tier, dict[Path, None]] = {tier: {} for tier in Tier}
        scheduler.news.connect(self._news)
        for path in asked:
            self.show(self._take_wish(path))
        self.feed()

    def song(self, path: Path) -> SongStems:
        """What is known of this file."""
        return self.songs.setdefault(path, SongStems(path))

    def backlog(self, waiting: str) -> Backlog:
        """All that is wanted; `waiting`: why nothing that can wait runs."""
        urgent = any(self._pending(path) for path in self._stage.urgent)
        return self._book.summary(self._models.speeds, "" if urgent else waiting)

    # -- wishes

    def ask(self, paths: list[Path]) -> None:
        """Have these made, in this order."""
        self._asked.add(paths)
        for path in paths:
            self.show(self._take_wish(path))
        self.feed()

    def cancel(self, path: Path) -> None:
        """Make no more of this song; what is made stays."""
        self._asked.remove(path)
        self._stop(path)

    def _stop(self, path: Path) -> None:
        song = self.song(path)
        self._fed.discard(path)
        if path == self._next:
            self._next = None
        song.waiting = song.opened = False
        for part in song.parts:
            if part.state in PENDING:
                self._scheduler.cancel(part.folder)
                part.state = StemState.NONE
        self.show(song)

    def relocate(self, moves: Mapping[Path, Path]) -> None:
        """Files lie elsewhere now: what was asked for is made from there, and goes on."""
        asked = [path for path in self._asked if path in moves]
        if asked:
            self._asked.relocate(moves)
            for path in asked:
                self._stop(path)
            for path in asked:
                self.show(self._take_wish(moves[path]))
            self.feed()

    def cancel_all(self) -> None:
        """Make no more of anything."""
        for path in [path for path in self.songs if path in self._book]:
            self.cancel(path)
        self._asked.clear()

    def feed(self) -> None:
        """Look at the next songs that were asked for, a few at a time."""
        if self._next is not None or len(self._fed) >= FED:
            return
        new = (p for p in self._asked if p not in self._fed and self.song(p).waiting)
        self._next = next(new, None)
        if self._next is not None:
            self._fed.add(self._next)
            self.prepare(self._next)

    def _looked_up(self, path: Path) -> None:
        if path == self._next:
            self._next = None
            self.feed()

    def _take_wish(self, path: Path) -> SongStems:
        song = self.song(path)
        song.waiting, song.reason = True, ""
        for part in song.parts:
            if part.state is StemState.FAILED:
                part.state = StemState.NONE
        return song

    # -- looking

    def prepare(self, path: Path) -> None:
        """Find out what there is, and have made what is wanted and not there."""
        known = {tier: self._models.known(tier) for tier in Tier if self._models.usable(tier)}
        sought = {
            tier: Sought(self._models.name(tier), each)
            for tier, each in known.items()
            if each is not None
        }
        if Tier.FAST in known and known[Tier.FAST] is None:
            self._held[Tier.FAST][path] = None  # until the model says what its stems are called
            return
        self._lookup.look(
            path,
            sought,
            lambda found: self._found(path, found),
            lambda error: self._fail(self.song(path), error),
        )

    def _found(self, path: Path, found: Found) -> None:
        song = self.song(path)
        song.key, song.brought, song.pinned = found.key, found.brought, found.pinned
        if path in self._painted:
            self._painted.remove(path)
            song.working = None
        for tier, part in found.parts.items():
            before = song.part(tier)
            if before is None or before.folder != part.folder or before.state not in PENDING:
                self.forget(song, tier)
                song.set_part(tier, part)
                self._by_folder.setdefault(part.folder, []).append(song)
        song.waiting = False
        self.advance(song)
        if found.carries_stems:
            self.carries_stems.emit(path)

    def forget(self, song: SongStems, tier: Tier) -> None:
        """Know nothing of this model's stems any more."""
        part = song.part(tier)
        if part is not None:
            song.set_part(tier, None)
            others = [other for other in self._by_folder[part.folder] if other is not song]
            self._by_folder[part.folder] = others
            if not others:
                del self._by_folder[part.folder]

    def advance(self, song: SongStems) -> None:
        """Give the engine the best there is, and have made what is still missing."""
        self._attach(song)
        tier = self._missing(song)
        if tier is not Tier.FAST:
            self._fed.discard(song.path)
        if tier is None:
            self._asked.remove(song.path)
        begun = tier is not None and self._wanted(song) and self._begin(song, tier)
        self.show(song)
        if not begun:
            self._looked_up(song.path)
        self.feed()

    def _begin(self, song: SongStems, tier: Tier) -> bool:
        """Have this model's stems made; whether that was not begun already."""
        part = song.part(tier)
        if part is None:
            self._wait_for_model(song, tier)
        elif part.state is StemState.NONE:
            part.state = StemState.QUEUED
            self._make_room(song, tier, part)
            return True
        return False

    def _missing(self, song: SongStems) -> Tier | None:
        """The model whose stems come next, if any are still to be made."""
        if song.brought is not None or song.reason:
            return None
        if song.fast is not None and song.fast.state is StemState.FAILED:
            return None
        if song.studio is not None and song.studio.state is StemState.READY:
            return None
        for tier in Tier:
            part = song.part(tier)
            if self._models.usable(tier) and (part is None or part.state not in OVER):
                return tier
        return None

    def _wanted(self, song: SongStems) -> bool:
        return song.path in self._asked or self._stage.wants(song.path, opened=song.opened)

    def _wait_for_model(self, song: SongStems, tier: Tier) -> None:
        """The model was never loaded here, so that nobody knows what its stems are called."""
        self._held[tier][song.path] = None
        self._scheduler.warm_up(tier)

    def _make_room(self, song: SongStems, tier: Tier, part: Part) -> None:
        if part.entry is not None:
            self._submit(song, tier, part)
            return
        self._lookup.make_room(
            part,
            self.in_use(),
            lambda _: self._submit(song, tier, part),
            lambda error: self._part_failed(song, part, error),
        )

    def _submit(self, song: SongStems, tier: Tier, part: Part) -> None:
        """Ask the scheduler, unless the wish was taken back meanwhile."""
        if song.key is not None and part.state in PENDING and song.part(tier) is part:
            priority, playhead = self._urgency(song.path)
            self._scheduler.request(song.key, song.path, part.folder, priority, playhead, tier=tier)
        self._looked_up(song.path)

    def _urgency(self, path: Path) -> tuple[Priority, Frames | None]:
        default = Priority.ASKED if path in self._asked else Priority.IDLE
        return self._stage.urgency(path, default)

    def reprioritise(self) -> None:
        """Another song plays."""
        for songs in list(self._by_folder.values()):
            for song in songs:
                for tier in Tier:
                    part = song.part(tier)
                    if part is not None and part.state in PENDING:
                        self._submit(song, tier, part)

    def move_playhead(self, path: Path, position: Frames) -> None:
        """The listener is here in this song."""
        for part in self.song(path).parts:
            if part.state is StemState.WORKING:
                self._scheduler.move_playhead(part.folder, position)

    # -- models

    def model_known(self, tier: Tier, *, other_stems: bool) -> None:
        """A model was loaded; `other_stems` than those that were looked for so far."""
        held, self._held[tier] = self._held[tier], {}
        again = dict(held)
        if other_stems:
            for song in self.songs.values():
                if song.part(tier) is not None:
                    self.drop(song, tier)
                    again[song.path] = None
        for path in again:
            self.prepare(path)

    def model_refused(self, tier: Tier) -> None:
        """A model cannot be loaded: the fast one may be installed later, the other is left out."""
        for path in self._held[tier]:
            self.song(path).waiting = False
            self.show(self.song(path))
        if tier is Tier.STUDIO:
            self._held[tier].clear()
            for song in list(self.songs.values()):
                self.drop(song, tier)
                if song.path in self._book:
                    self.advance(song)

    def drop(self, song: SongStems, tier: Tier) -> None:
        """Stop making this model's stems, and know nothing of them."""
        part = song.part(tier)
        if part is not None and part.state in PENDING:
            self._scheduler.cancel(part.folder)
        self.forget(song, tier)

    # -- news

    def _news(self, news: News) -> None:
        for song in list(self._by_folder.get(news.folder, ())):
            part = song.part(news.tier)
            if part is not None and part.folder == news.folder:
                self._take(song, part, news)

    def _take(self, song: SongStems, part: Part, news: News) -> None:
        match news.report:
            case protocol.JobStarted() if part.state in PENDING:
                part.state, part.reason = StemState.WORKING, ""
                self._attach(song)
            case protocol.ChunkDone(_, cells, speed, notice) if part.state in PENDING:
                if notice:
                    self._messages.say(Level.WARNING, notice)
                part.state, part.cells = StemState.WORKING, cells
                self._models.measure(news.tier, speed)
                part.time_left = part.left / (self._models.speeds.get(news.tier) or speed)
            case protocol.JobDone():
                self._lookup.cache.touch(part.folder)  # before a listener may clear
                part.finish()
                self._models.remember_speed(news.tier)
                self.advance(song)
                self.grown.emit()
            case protocol.Failed(_, message, hint):
                self._part_failed(song, part, MinusOneError(message, hint))
        self.show(song)

    def _part_failed(self, song: SongStems, part: Part, error: MinusOneError) -> None:
        part.state, part.reason, part.time_left = StemState.FAILED, str(error), None
        self._messages.error(error)
        self.advance(song)

    def _fail(self, song: SongStems, error: MinusOneError) -> None:
        """Nothing can be made of this file."""
        song.reason, song.waiting = str(error), False
        self._messages.error(error)
        self.advance(song)

    def stems_lost(self, folder: Path) -> None:
        """Stems that cannot be read are made again, from nothing."""
        self._lookup.cache.delete(folder)
        for song in list(self._by_folder.get(folder, ())):
            for tier in Tier:
                part = song.part(tier)
                if part is not None and part.folder == folder:
                    self.drop(song, tier)
            song.waiting = True
            self.show(song)
            self.prepare(song.path)

    # -- what is painted on

    def begin_painting(self, path: Path, working: Part) -> None:
        """Let these unfinished stems be heard."""
        song = self.song(path)
        self._painted.discard(path)
        song.working = working
        self._attach(song)
        self.show(song)

    def end_painting(self, path: Path) -> None:
        """Let the best finished stems be heard again, whatever they are now."""
        self._painted.add(path)
        self.prepare(path)

    # -- what is shown and heard

    def _attach(self, song: SongStems) -> None:
        best = song.best
        if best is not None:
            last = self._missing(song) is None
            self._stage.attach(song.path, best.folder, best.stems, last=last)

    def opened(self, path: Path) -> None:
        """A song plays or comes next: it has what there is at once."""
        song = self.song(path)
        song.opened = True
        self._attach(song)

    def in_use(self) -> set[Path]:
        """Entries that are being played or made."""
        making = {
            part.folder
            for songs in self._by_folder.values()
            for song in songs
            for part in song.parts
            if part.state in PENDING
        }
        playing = [self.songs[path] for path in self._stage.urgent if path in self.songs]
        return making | {part.folder for song in playing for part in song.parts}

    def show(self, song: SongStems) -> None:
        """Announce what changed of a song, and count it."""
        if self._pending(song.path):
            self._book.put(song.path, self._left(song))
        else:
            self._book.drop(song.path)
        status = song.status()
        if status != song.shown:
            song.shown = status
            self.changed.emit(song.path)

    def _pending(self, path: Path) -> bool:
        song = self.songs.get(path)
        return song is not None and (song.pending or path in self._asked)

    def _left(self, song: SongStems) -> dict[Tier, float]:
        left = {}
        for tier in Tier:
            if self._models.usable(tier):
                part = song.part(tier)
                guess = self._stage.duration(song.path) or GUESS
                left[tier] = part.left if part is not None else guess
        return left
