"""Loops and markers of the song that plays: set while it plays, moved, kept, gone to."""

from collections.abc import Callable
from dataclasses import replace
from enum import Enum

from player.base.events import Event
from player.base.messages import MessageLog
from player.base.units import SAMPLE_RATE, Frames, TrackId
from player.core.playback import Playback, Transport
from player.core.practice.song_beats import SongBeats, beat_beside, nearest
from player.core.practice.song_loops import SHORTEST, Marker, NamedLoop, Passage, SongLoops
from player.core.queue import Queue
from player.core.song_values import SongValues
from player.engine.protocol import CountIn

_SAME_PLACE = SAMPLE_RATE // 2
"""So near to a marker, going back means the one before it."""
TEN_MILLISECONDS = SAMPLE_RATE // 100


class Edge(Enum):
    """The ends of a loop."""

    A = "start"
    B = "stop"


class Step(Enum):
    """How far an edge is moved at a time."""

    BEAT = "beat"
    TEN_MILLISECONDS = "10 ms"
    SAMPLE = "sample"


class Loops:
    """The loops and markers of the queue's tracks. Main thread only."""

    def __init__(
        self,
        values: SongValues[SongLoops],
        playback: Playback,
        queue: Queue,
        messages: MessageLog,
        beats: SongBeats,
    ) -> None:
        """`values` belong to it from then on."""
        self.changed: Event[[]] = Event()
        """Other edges, loops or markers of the current track, switched on or off, another track."""
        self.values = values
        self.snap = True
        """Whether edges that are set go to the nearest beat, where beats are known."""
        self.parts: Callable[[TrackId], tuple[Passage, ...] | None] = lambda _track: ()
        """The parts that were found in a track, as verse and chorus; None while looked for."""
        self.lead: Callable[[TrackId, Frames], CountIn] = lambda _track, _place: CountIn()
        """What comes before each round of a loop that begins here."""
        self._playback = playback
        self._queue = queue
        self._messages = messages
        self._beats = beats
        self._on: set[TrackId] = set()
        values.changed.connect(self._follow)
        queue.current_changed.connect(self.tell)

    @property
    def current(self) -> SongLoops:
        """Those of the current track."""
        return self.values.current

    @property
    def on(self) -> bool:
        """Whether the current track goes round in its loop."""
        return self._queue.current in self._on and self.values.settled.passage is not None

    @property
    def passage(self) -> Passage | None:
        """The loop that is on; while a gesture moves it, the one before."""
        return self.values.settled.passage if self.on else None

    @property
    def place(self) -> Frames:
        """Where playback is."""
        return self._playback.state.position

    # -- the edges

    def set_edge(self, edge: Edge, place: Frames | None = None) -> None:
        """Have an edge at a place, or where playback is; with both of them, go round.

        A stop before the start changes places with it.
        """
        if not self._can_loop():
            return
        place = self.snapped(self.place if place is None else place)
        now = self.current
        start, stop = (place, now.stop) if edge is Edge.A else (now.start, place)
        if edge is Edge.A and stop is not None and stop <= place:
            stop = None  # another loop begins here
        if stop is None:
            self.switch(on=False)
            self.values.set(replace(now, start=start, stop=None))
        else:
            self.set(start or 0, stop)

    def set(self, start: Frames, stop: Frames) -> None:
        """Go round between these places, whichever comes first."""
        if not self._can_loop():
            return
        self._switched_on()
        self.values.set(self._within(self.values.settled.between(start, stop)))

    def go_round(self, start: Frames, stop: Frames) -> None:
        """Go round between these places, from the start on if playback is elsewhere."""
        self.set(start, stop)
        passage = self.passage
        if passage is not None and not passage[0] <= self.place < passage[1]:
            self._playback.seek(passage[0])

    def preview(self, start: Frames, stop: Frames) -> None:
        """Show this loop while the hand still moves; `set` or `values.restore` ends it."""
        self.values.preview(self._within(self.values.settled.between(start, stop)))

    def snapped(self, place: Frames) -> Frames:
        """The nearest beat, if edges go there."""
        place = max(0, place)
        return nearest(self._beats.of(self._queue.current), place) if self.snap else place

    def nudge(self, edge: Edge, step: Step, way: int) -> None:
        """Move an edge on (`way` 1) or back (-1)."""
        now = self.current
        place = now.start if edge is Edge.A else now.stop
        if place is None:
            return
        beats = self._beats.of(self._queue.current)
        there = {
            Step.BEAT: lambda: beat_beside(beats, place, way),
            Step.TEN_MILLISECONDS: lambda: place + way * TEN_MILLISECONDS,
            Step.SAMPLE: lambda: place + way,
        }[step]()
        there = max(0, there)
        if edge is Edge.A:
            there = there if now.stop is None else min(there, now.stop - SHORTEST)
            self.values.set(replace(now, start=max(0, there)))
        else:
            stop = max(there, (now.start or 0) + SHORTEST)
            self.values.set(self._within(replace(now, stop=stop)))

    def shift(self, way: int) -> None:
        """Go on to the stretch of the same length after the loop, or before it."""
        passage = self.current.passage
        if passage is not None:
            length = passage[1] - passage[0]
            start = passage[0] + way * length
            end = self._playback.state.length
            if start >= 0 and (end is None or start < end):
                self.set(start, start + length)
                self._playback.seek(start)

    def switch(self, *, on: bool) -> None:
        """Go round in the loop between the edges, or play on."""
        if on == self.on:
            return
        if on and self.current.passage is None:
            self._messages.info("There is no loop yet.", "Set its start and its stop first.")
            return
        if on:
            self._switched_on()
        elif self._queue.current is not None:
            self._on.discard(self._queue.current)
        self.tell()

    def toggle(self) -> None:
        """Go round if not, play on if so."""
        self.switch(on=not self.on)

    def again(self) -> None:
        """Play from the start of the loop, or of the song where there is none."""
        self._playback.seek(self.current.start or 0)
        if self._playback.state.transport is not Transport.PLAYING:
            self._playback.play()

    def clear(self) -> None:
        """Take the edges away and play on."""
        self.switch(on=False)
        self.values.set(self.current.without_edges())

    def loop_part(self) -> None:
        """Go round in the part of the song where playback is."""
        current, place = self._queue.current, self.place
        found = () if current is None else self.parts(current)
        part = next((each for each in found or () if each[0] <= place < each[1]), None)
        if found is None:
            self._messages.info(
                "The parts of this song are being looked for.", "Try again in a moment."
            )
        elif part is None:
            self._messages.info("No part of the song has been found here.")
        else:
            self.set(*part)

    # -- named loops

    def keep(self, name: str) -> None:
        """Keep the loop between the edges under a name; one that has it gives way."""
        passage = self.current.passage
        if passage is None:
            self._messages.info("There is no loop yet.", "Set its start and its stop first.")
        else:
            self.values.set(self.current.with_loop(NamedLoop(name, *passage)))

    def choose(self, loop: NamedLoop) -> None:
        """Go to a named loop and round in it."""
        self.set(*loop.passage)
        self._playback.seek(loop.start)

    def step_loop(self, way: int) -> None:
        """Go to the named loop after (`way` 1) or before (-1) the one that is chosen."""
        loops, chosen = self.current.loops, self.current.chosen
        if not loops:
            self._messages.info("No loop of this song is kept.", "Keep one under a name first.")
        elif chosen is not None:
            self.choose(loops[(loops.index(chosen) + way) % len(loops)])
        else:
            later = [each for each in loops if each.start > self.place]
            earlier = [each for each in loops if each.start <= self.place]
            self.choose((later or loops)[0] if way > 0 else (earlier or loops)[-1])

    def remove(self, thing: NamedLoop | Marker) -> None:
        """Forget a named loop or a marker."""
        now = self.current
        loops = tuple(each for each in now.loops if each != thing)
        markers = tuple(each for each in now.markers if each != thing)
        self.values.set(replace(now, loops=loops, markers=markers))

    def rename(self, thing: NamedLoop | Marker, name: str) -> None:
        """Call a named loop or a marker otherwise."""
        now = self.current
        loops = tuple(replace(e, name=name) if e == thing else e for e in now.loops)
        markers = tuple(replace(e, name=name) if e == thing else e for e in now.markers)
        self.values.set(replace(now, loops=loops, markers=markers))

    # -- markers

    def mark(self, word: str) -> None:
        """Put a marker where playback is; `word` and a number are its name."""
        if self._queue.current is not None:
            now = self.current
            self.values.set(now.with_marker(Marker(now.free_name(word), self.snapped(self.place))))

    def step_marker(self, way: int) -> None:
        """Go to the next marker (`way` 1), or to the one before (-1)."""
        markers, place = self.current.markers, self.place
        if way > 0:
            there = next((each for each in markers if each.place > place), None)
        else:
            before = [each for each in markers if each.place < place - _SAME_PLACE]
            there = before[-1] if before else None
        if there is not None:
            self._playback.seek(there.place)
        elif not markers:
            self._messages.info("This song has no markers.", "Set one where it plays.")

    def tell(self) -> None:
        """Have the engine go round, or not."""
        current, passage = self._queue.current, self.passage
        if current is not None:
            lead = CountIn() if passage is None else self.lead(current, passage[0])
            self._playback.set_loop(current, passage, lead)
        self.changed.emit()

    def close(self) -> None:
        """Write what is still to be written."""
        self.values.close()

    def _can_loop(self) -> bool:
        """Whether there is a song to go back in; what a stream has played is gone."""
        current = self._queue.current
        track = None if current is None else self._queue.get(current)
        if track is not None and track.is_stream:
            self._messages.info("A stream has no loops: what it has played is gone.")
        return track is not None and not track.is_stream

    def _within(self, wanted: SongLoops) -> SongLoops:
        """Not beyond the song's end."""
        length = self._playback.state.length
        if length is None or wanted.stop is None or wanted.stop <= length:
            return wanted
        start = min(wanted.start or 0, max(0, length - SHORTEST))
        return replace(wanted, start=start, stop=length)

    def _switched_on(self) -> None:
        if self._queue.current is not None:
            self._on.add(self._queue.current)

    def _follow(self, track: TrackId) -> None:
        if track == self._queue.current:
            self.tell()
