"""The beats of each song as they were found, or as the user would rather have them."""

import time
from collections.abc import Callable

from player.base.events import Event
from player.base.messages import MessageLog
from player.base.units import SAMPLE_RATE, Frames, TrackId
from player.core.playback import Playback
from player.core.practice import grid_edits
from player.core.practice.analysis import AnalysisService
from player.core.practice.song_beats import SongBeats
from player.core.practice.tapping import Tapping
from player.core.queue import Queue
from player.core.song_values import SongValues
from player.engine.protocol import Beats


class BeatGrid:
    """Edits the current track's beats. Each edit can be undone, and is kept. Main thread only."""

    def __init__(
        self,
        values: SongValues[Beats | None],
        analysis: AnalysisService,
        beats: SongBeats,
        playback: Playback,
        queue: Queue,
        messages: MessageLog,
    ) -> None:
        self.changed: Event[TrackId] = Event()
        """A track's beats, or whether they can be undone."""
        self._values = values
        self._analysis = analysis
        self._beats = beats
        self._playback = playback
        self._queue = queue
        self._messages = messages
        self._tapping = Tapping()
        self._tapped: Beats | None = None
        """What the row of taps that is going on has made."""
        self._brought: Beats | None = None
        """What the taps for the click have made."""
        self._told: dict[TrackId, Beats] = {}
        values.changed.connect(self._tell)
        analysis.changed.connect(self._tell)
        beats.changed.connect(self._take)

    @property
    def current(self) -> Beats:
        """The current track's beats."""
        return self._beats.of(self._queue.current)

    @property
    def edited(self) -> bool:
        """Whether the current track's beats are the user's own."""
        return self._values.current is not None

    @property
    def can_undo(self) -> bool:
        """Whether there is an edit to take back."""
        return self._values.can_undo

    @property
    def can_redo(self) -> bool:
        """Whether an edit was taken back, and nothing edited since."""
        return self._values.can_redo

    def shift(self, milliseconds: float) -> None:
        """All beats later, or earlier if negative."""
        by = round(milliseconds * SAMPLE_RATE / 1_000)
        self._edit(lambda beats: grid_edits.shifted(beats, by))

    def half_later(self) -> None:
        """All beats half a beat later."""
        self._edit(grid_edits.half_later)

    def halve(self) -> None:
        """Half the tempo: every second beat."""
        self._edit(grid_edits.halved)

    def double(self) -> None:
        """Twice the tempo: a beat more between each two."""
        self._edit(grid_edits.doubled)

    def preview_shift(self, by: Frames) -> None:
        """All beats later by so much while the hand still moves; `keep` or `restore` ends it."""
        current = self._queue.current
        found = Beats() if current is None else self._found(current) or Beats()
        before = self._values.settled or found
        if before.places:
            self._values.preview(grid_edits.shifted(before, by))

    def keep(self) -> None:
        """Have the beats as they are previewed; one edit."""
        self._values.set(self._values.current)

    def restore(self) -> None:
        """Have the beats as they were before the preview."""
        self._values.restore()

    def downbeat_here(self, place: Frames | None = None) -> None:
        """The beat nearest to a place begins a bar; all bars are counted from it.

        Here and below, `place` is the playhead's if it is None.
        """
        there = self._there(place)
        self._edit(lambda beats: grid_edits.with_downbeat(beats, there))

    def bars_from_here(self, meter: int | None = None, place: Frames | None = None) -> None:
        """Bars begin anew at a place, with `meter` beats if given; those before it stay."""
        there = self._there(place)
        self._edit(lambda beats: grid_edits.with_bars_from(beats, there, meter))

    def set_meter(self, meter: int) -> None:
        """Bars of so many beats, in the whole song."""
        self._edit(lambda beats: grid_edits.with_meter(beats, meter))

    def tempo_from_here(self, bpm: float, place: Frames | None = None) -> None:
        """From a place on an even tempo; ValueError for one beyond `grid_edits`' limits."""
        length = self._playback.state.length
        if length is not None and self._queue.current is not None:
            now = self.current
            self._values.set(grid_edits.with_tempo_from(now, self._there(place), bpm, length))

    def tap(self, now: float | None = None) -> None:
        """A beat is here, whatever was found; from the fourth tap on, the song's beats follow.

        `now`: the time in seconds; None for the clock's.
        """
        state, track = self._playback.state, self._queue.current
        if track is None or state.length is None:
            return
        going_on = self._tapping.enough
        self._tapping.tap(time.monotonic() if now is None else now, state.position, track)
        if self._tapping.enough:
            before = self._tapped if going_on else None
            self._tapped = self._tapping.beats(state.length)
            self._set_instead(before, self._tapped)

    def as_found(self) -> None:
        """Forget the edits: the beats are those that were found."""
        self._values.set(None)

    def undo(self) -> None:
        """Take the last edit back, if there is one."""
        self._values.undo()

    def redo(self) -> None:
        """Make the edit again that was taken back last, if there is one."""
        self._values.redo()

    def close(self) -> None:
        """Write what is still to be written."""
        self._values.close()

    def _there(self, place: Frames | None) -> Frames:
        return self._playback.state.position if place is None else place

    def _edit(self, edit: Callable[[Beats], Beats]) -> None:
        now = self.current
        if now.places:
            self._values.set(edit(now))
        elif self._queue.current is not None:
            self._messages.info(
                "The beats of this song are not known yet.",
                "Have them found (“Detect beats and chords”), or tap them.",
            )

    def _effective(self, track: TrackId) -> Beats | None:
        own = self._values.of(track)
        return self._found(track) if own is None else own

    def _found(self, track: TrackId) -> Beats | None:
        found = self._analysis.of(track)
        return None if found is None else Beats(found.beats.frames, found.beats.downbeats)

    def _set_instead(self, before: Beats | None, beats: Beats) -> None:
        """One row of taps is one edit, though the beats change with each tap."""
        if before is not None and self._values.current == before:
            self._values.undo()
        self._values.set(beats)

    def _tell(self, track: TrackId) -> None:
        beats = self._effective(track)
        if beats is not None or self._told.get(track) == self._beats.of(track):
            self._told[track] = beats or Beats()
            self._beats.set(track, self._told[track])
        self.changed.emit(track)

    def _take(self, track: TrackId) -> None:
        """Beats that came from elsewhere, as those tapped for the click, are kept as well."""
        beats = self._beats.of(track)
        if track == self._queue.current and beats != self._told.get(track, Beats()):
            before, self._brought = self._brought, beats
            self._set_instead(before, beats)
