"""Flips between ways to hear the song that plays, at the same loudness."""

from collections.abc import Sequence
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import Protocol

from player.base.background import Background
from player.base.errors import MinusOneError
from player.base.events import Event
from player.base.loop import MainThread
from player.base.messages import MessageLog
from player.base.units import Decibels, TrackId, linear
from player.base.values import dataclass
from player.core.live_filters import LiveFilters
from player.core.loudness_matching import Passage, loudness_of, passage_around, trims
from player.core.mix import VOCALS, Instead, MixController, Strip, gains
from player.core.playback import Playback, PlaybackState
from player.core.queue import Queue
from player.core.separation import Separation, StemSet
from player.core.sound import Sound
from player.engine.live.kinds import NAMED, LiveFilter
from player.engine.protocol import Mix, StemGain
from player.loudness.loudness import Loudness

MOST = 4
"""More than these nobody keeps in mind."""

_NOTHING_YET = {"mid-side", "region"}
"""Filters that do nothing until they are changed."""


@dataclass(frozen=True)
class Alternative:
    """A way to hear the song: as it is, through live filters, or as a mix of stems."""

    filters: tuple[LiveFilter, ...] = ()
    stems: StemSet | None = None
    """The mix is that of the strips; if they change nothing, it is one without vocals."""


ORIGINAL = Alternative()


@dataclass(frozen=True)
class _Heard:
    """What one alternative asks of the engine."""

    gains: tuple[StemGain, ...]
    filters: tuple[LiveFilter, ...]
    stems: Path | None


class Parts(Protocol):
    """The parts of the player that it has to do with."""

    @property
    def playback(self) -> Playback:
        """What plays."""

    @property
    def queue(self) -> Queue:
        """Where it lies."""

    @property
    def mix(self) -> MixController:
        """What waits while alternatives are heard: the strips, ..."""

    @property
    def live(self) -> LiveFilters:
        """... the live filters, ..."""

    @property
    def sound(self) -> Sound:
        """... and the held loudness."""

    @property
    def separation(self) -> Separation:
        """The stems."""

    @property
    def messages(self) -> MessageLog:
        """What went wrong."""


class Comparing:
    """While it goes on, mix and live filters wait; they come back when it stops. Main thread."""

    def __init__(self, parts: Parts, main_thread: MainThread) -> None:
        self.changed: Event[[]] = Event()
        """Other alternatives, another one is heard, or their loudness is known."""
        self.alternatives: tuple[Alternative, ...] = ()
        """Those that are compared; none while nothing is."""
        self.at = 0
        """Which of them is heard."""
        self.trims: tuple[Decibels, ...] = ()
        """What each is made louder or softer; empty until that is known."""
        self.offered: tuple[Alternative, ...] = ()
        """What can be compared for the song that plays (see `look`)."""
        self._parts = parts
        self._playback, self._mix, self._live = parts.playback, parts.mix, parts.live
        self._main_thread = main_thread
        self._pool = Background(1, "comparing")
        self._track: TrackId | None = None
        self._passage = Passage(0, 0)
        self._round = 0
        parts.playback.state_changed.connect(self._moved)

    @property
    def going_on(self) -> bool:
        """Whether something is compared."""
        return bool(self.alternatives)

    def look(self) -> None:
        """Find out what can be compared; `offered` has it, the stems a moment later."""
        self._offer(())
        track = self._playback.state.track
        if track is not None:
            self._parts.separation.find_stems(track, partial(self._found, track))

    def start(self, alternatives: Sequence[Alternative]) -> None:
        """Compare these two to four; the first is heard, or the one that was if it stays."""
        heard = self.alternatives[self.at] if self.going_on else None
        path = self._path()
        if path is None or not alternatives:
            self.stop()
            return
        self._track = self._playback.state.track
        self.alternatives = tuple(alternatives[:MOST])
        self.at = self.alternatives.index(heard) if heard in self.alternatives else 0
        self.trims = ()
        self._parts.sound.release(True)  # else a mix would be made as loud as the song
        self._measure(path)
        self.choose(self.at)

    def choose(self, number: int) -> None:
        """Hear this one; it fades over within 20 ms. Nothing happens if it is none of them."""
        if not 0 <= number < len(self.alternatives):
            return
        self.at = number
        wanted = self._wanted(self.alternatives[number])
        trim = self.trims[number] if self.trims else 0.0
        if self._track is not None:
            self._parts.separation.use_stems(self._track, self.alternatives[number].stems)
        self._live.hear(wanted.filters)
        self._mix.hear(Instead(wanted.gains, linear(trim)))
        self.changed.emit()

    def flip(self) -> None:
        """Hear the next one."""
        if self.going_on:
            self.choose((self.at + 1) % len(self.alternatives))

    def stop(self) -> None:
        """Hear mix and live filters again as they stand."""
        if not self.going_on:
            return
        self.alternatives, self.trims, self.at = (), (), 0
        self._round += 1
        if self._track is not None:
            self._parts.separation.use_stems(self._track, None)
        self._track = None
        self._live.hear(None)
        self._mix.hear(None)
        self._parts.sound.release(False)
        self.changed.emit()

    def close(self) -> None:
        """End the background thread."""
        self._pool.close()

    def _path(self) -> Path | None:
        track = self._playback.state.track
        found = None if track is None else self._parts.queue.get(track)
        return None if found is None or found.is_stream else found.path

    def _found(self, track: TrackId, stems: Sequence[StemSet]) -> None:
        if track == self._playback.state.track:
            self._offer(stems)

    def _offer(self, stems: Sequence[StemSet]) -> None:
        named = [(each,) for name, each in NAMED.items() if name not in _NOTHING_YET]
        own = self._live.filters
        chains = [own, *(each for each in named if each != own)] if own else named
        offered = [ORIGINAL, *(Alternative(stems=each) for each in stems)]
        self.offered = tuple(offered + [Alternative(each) for each in chains])
        if self._path() is None:
            self.offered = ()
        self.changed.emit()

    def _wanted(self, alternative: Alternative) -> _Heard:
        if alternative.stems is None:
            return _Heard((), alternative.filters, None)
        return _Heard(gains(self._strips(alternative.stems)), (), alternative.stems.folder)

    def _strips(self, stems: StemSet) -> tuple[Strip, ...]:
        if not self._mix.neutral:
            return self._mix.strips
        return tuple(Strip(stem, mute=stem == VOCALS) for stem in stems.stems)

    def _moved(self, state: PlaybackState) -> None:
        if not self.going_on:
            return
        path = self._path()
        if state.track != self._track or path is None:
            self.stop()
        elif not self._passage.holds(state.position):
            self._measure(path)

    def _measure(self, path: Path) -> None:
        """Learn how loud all are around the playhead."""
        state = self._playback.state
        self._passage = passage_around(state.position, state.length)
        self._round += 1
        wanted = [self._wanted(each) for each in self.alternatives]
        self._pool.run(partial(self._work, path, wanted, self._passage, self._round))

    def _work(self, path: Path, wanted: list[_Heard], passage: Passage, round_: int) -> None:
        """On the background thread."""
        found: list[Loudness | None] = []
        try:
            for each in wanted:
                if round_ != self._round:  # something else is wanted by now
                    return
                found.append(_loudness(path, each, passage))
        except MinusOneError as error:
            self._main_thread.post(partial(self._parts.messages.error, error))
            return
        self._main_thread.post(partial(self._learn, trims(found), round_))

    def _learn(self, found: tuple[Decibels, ...], round_: int) -> None:
        if round_ == self._round and self.going_on:
            self.trims = found
            instead = self._mix.instead
            if instead is not None:
                self._mix.hear(replace(instead, trim=linear(found[self.at])))
            self.changed.emit()


def _loudness(path: Path, heard: _Heard, passage: Passage) -> Loudness | None:
    from player.core.offline_mix import OfflineMix  # late: the window decodes nothing before
    from player.stemfile.reader import StemReader

    stems = None if heard.stems is None else StemReader(heard.stems)
    try:
        mix = OfflineMix(path, Mix(heard.gains), heard.filters, stems)
        try:
            return loudness_of(mix, passage)
        finally:
            mix.close()
    finally:
        if stems is not None:
            stems.close()
