"""The click and the count-in, as the user has them; a tapped tempo where no beats are known."""

import time
from collections.abc import Callable
from dataclasses import replace

from player.base.events import Event
from player.base.messages import MessageLog
from player.base.units import Frames, TrackId
from player.core.kept_value import KeptValue
from player.core.playback import Playback
from player.core.practice import click_settings
from player.core.practice.click_settings import ClickSettings
from player.core.practice.song_beats import SongBeats, count_in
from player.core.practice.tapping import Tapping
from player.core.queue import Queue
from player.engine.protocol import Click, CountIn


class ClickControl:
    """Main thread only."""

    def __init__(
        self,
        playback: Playback,
        queue: Queue,
        beats: SongBeats,
        messages: MessageLog,
        kept: KeptValue[ClickSettings],
    ) -> None:
        """`kept` belongs to it from then on."""
        self.changed: Event[[]] = Event()
        self.on = False
        self.need_beats: Callable[[], None] = lambda: None
        """Have the beats of songs looked for from now on."""
        self.bpm = 0.0
        """The tempo that is being tapped; 0 while it is not known."""
        self._playback = playback
        self._queue = queue
        self._beats = beats
        self._messages = messages
        self._kept = kept
        self._told = Click()
        self._tapping = Tapping()
        self._tapped: set[TrackId] = set()
        playback.lead = self.lead

    @property
    def settings(self) -> ClickSettings:
        """How it sounds and counts in, for all songs."""
        return self._kept.value

    def switch(self, *, on: bool) -> None:
        """Hear the click while a song plays, or not."""
        if on:
            self._ask_for_beats()
        if on != self.on:
            self.on = on
            self._tell()
            self.changed.emit()

    def toggle(self) -> None:
        """Hear the click, or not."""
        self.switch(on=not self.on)

    def set(self, settings: ClickSettings) -> None:
        """Have the click and the count-in so; kept at once."""
        if settings == self.settings:
            return
        self._kept.set(settings)
        self._tell()
        self.changed.emit()

    def turn_count_in(self) -> None:
        """Another bar of count-in; none after the most."""
        bars = (self.settings.bars + 1) % (click_settings.MOST_BARS + 1)
        if bars == 1:
            self._ask_for_beats()
        self.set(replace(self.settings, bars=bars))

    def lead(self, track: TrackId, place: Frames) -> CountIn:
        """What comes before playing from a place."""
        if self.settings.bars:
            self.need_beats()
            self._tell()
        return count_in(self._beats.of(track), place, self.settings.bars)

    def lead_of_rounds(self, track: TrackId, place: Frames) -> CountIn:
        """What comes before each round of a loop that begins here."""
        return self.lead(track, place) if self.settings.each_round else CountIn()

    def tap(self, now: float | None = None) -> None:
        """A beat is now; from four of them on the song has beats, unless they were found already.

        `now`: the time in seconds; None for the clock's.
        """
        state, track = self._playback.state, self._queue.current
        if track is None:
            return
        self._tapping.tap(time.monotonic() if now is None else now, state.position, track)
        self.bpm = self._tapping.bpm
        known = self._beats.of(track).places
        if (
            state.length is not None
            and self._tapping.enough
            and (not known or track in self._tapped)
        ):
            self._tapped.add(track)
            self._beats.set(track, self._tapping.beats(state.length))
        self.changed.emit()

    def close(self) -> None:
        """Write what is still to be written."""
        self._kept.close()

    def _ask_for_beats(self) -> None:
        self.need_beats()
        if self._queue.current is not None and not self._beats.of(self._queue.current).places:
            self._messages.info(
                "The beats of this song are not known yet.",
                "They are being looked for; they can be tapped, too.",
            )

    def _tell(self) -> None:
        click = self.settings.click(on=self.on)
        if click != self._told:
            self._told = click
            self._playback.set_click(click)
