"""The mix over a song's time: sections are made, heard at once, undone and kept with the song."""

from collections.abc import Callable
from typing import TypeAlias

from player.base.events import Event
from player.base.messages import MessageLog
from player.base.units import Decibels, Frames, StemName, TrackId
from player.core.mix import SILENT
from player.core.playback import Playback
from player.core.practice.sections import (
    Section,
    Sections,
    for_engine,
    muted_throughout,
    put,
    section_at,
)
from player.core.queue import Queue
from player.core.song_values import SongValues

Passage: TypeAlias = tuple[Frames, Frames]
"""From start up to, not including, stop."""


class SectionMixing:
    """The sections of the queue's tracks. Main thread only."""

    def __init__(
        self, values: SongValues[Sections], playback: Playback, queue: Queue, messages: MessageLog
    ) -> None:
        """`values` belong to it from then on."""
        self.changed: Event[[]] = Event()
        """Other sections of the current track, another track, or switched on or off."""
        self.values = values
        self.on = True
        """Whether they are heard."""
        self.passage: Callable[[], Passage | None] = lambda: None
        """What is selected, or the loop that is on."""
        self._playback = playback
        self._queue = queue
        self._messages = messages
        values.changed.connect(self._follow)

    @property
    def current(self) -> Sections:
        """Those of the current track."""
        return self.values.current

    @property
    def heard(self) -> bool:
        """Whether the current track has sections that are heard."""
        return self.on and bool(self.current)

    def set_on(self, on: bool) -> None:
        """Let the sections of all songs be heard, or the mixer alone."""
        if on != self.on:
            self.on = on
            for track in self._queue.tracks:
                self._tell(track.id)
            self.changed.emit()

    def acting(self, stem: StemName) -> Section | None:
        """The section in which this stem is now, if it is heard."""
        position = self._playback.state.position
        return section_at(self.current, stem, position) if self.on else None

    def put(self, stem: StemName, passage: Passage, gain: Decibels) -> None:
        """Have the stem at this gain there: `SILENT` mutes it, 0 dB leaves it to the mixer."""
        self.values.set(put(self.current, Section(stem, *passage, gain)))

    def toggle_mute(self, stem: StemName) -> None:
        """Mute this stem in the selection or the loop, or let it sound there again."""
        passage = self.passage()
        if passage is None:
            self._messages.info(
                "There is no loop to mute it in.", "Set a loop, or select a part of the song."
            )
            return
        muted = muted_throughout(self.current, stem, *passage)
        self.put(stem, passage, 0.0 if muted else SILENT)

    def clear(self) -> None:
        """Take all sections of the current track away."""
        self.values.set(())

    def close(self) -> None:
        """Write what is still to be written."""
        self.values.close()

    def _follow(self, track: TrackId) -> None:
        self._tell(track)
        if track == self._queue.current:
            self.changed.emit()

    def _tell(self, track: TrackId) -> None:
        heard = self.values.of(track) if self.on else ()
        self._playback.set_sections(track, for_engine(heard))
