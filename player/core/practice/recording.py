"""Recording oneself over the song."""

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime
from functools import partial
from pathlib import Path

from player.base.background import Background
from player.base.errors import MinusOneError
from player.base.events import Event
from player.base.messages import Level
from player.base.units import Frames, TrackId
from player.core.playback import PlaybackState, Transport
from player.core.practice.practice_tools import PracticeTools
from player.core.practice.take_list import Take, TakeList, free_name, recovered, take_of
from player.core.practice.takes import Takes
from player.core.practice.tempo_control import TempoControl
from player.engine import protocol
from player.engine.input_protocol import (
    EndTake,
    InputFailed,
    RecordTake,
    TakeEnded,
    TakeGoesOn,
    TakeKept,
)


class Recording:
    """Makes takes. Main thread only."""

    def __init__(
        self,
        tools: PracticeTools,
        takes: Takes,
        latency: Callable[[], Frames],
        tempo: TempoControl,
    ) -> None:
        """`latency`: how much later than it is put out a sound comes in, now."""
        self.changed: Event[[]] = Event()
        """It was begun, goes on (ten times a second), or ended."""
        self.on = False
        self.recorded: Frames = 0
        """How much of it there is."""
        self.peak = 0.0
        """Of what comes in, linear, since the last `changed`."""
        self._tools = tools
        self._takes = takes
        self._latency = latency
        self._tempo = tempo
        self._key = 0
        """In cents: what is recorded over."""
        self._over: TrackId | None = None
        """The track that is recorded over."""
        self._new: list[str] = []
        """Files of the recording that goes on."""
        self._pool = Background(1, "recording")
        tools.engine.event.connect(self._take)
        tools.engine.restarted.connect(self._engine_died)
        tools.playback.state_changed.connect(self._on_state)
        tempo.changed.connect(self._on_tempo)

    def toggle(self) -> None:
        """Record, or stop recording."""
        if self.on:
            self.end()
        else:
            self.record()

    def record(self) -> None:
        """Record over the current track from here on; it plays if it does not yet."""
        playback, queue = self._tools.playback, self._tools.queue
        if self.on:
            return
        track = queue.current
        folder = self._takes.folder(track)
        if track is None or folder is None:
            self._takes.say_why_not(track)
            return
        self.on, self._over, self._new = True, track, []
        self.recorded, self.peak, self._key = 0, 0.0, self._cents()
        made = f"{datetime.now().astimezone():%Y-%m-%d %H.%M.%S}"
        self._tools.engine.send(RecordTake(folder, made, self._latency(), self._cents()))
        if playback.state.transport is not Transport.PLAYING:
            playback.play()
        self.changed.emit()

    def end(self) -> None:
        """Stop recording; what was recorded becomes a take."""
        if self.on:
            self._tools.engine.send(EndTake())

    def close(self) -> None:
        """Stop; what comes of it is found at the next start."""
        self.end()
        self._pool.close()

    def _cents(self) -> int:
        tempo = self._tempo.tempo
        return 100 * tempo.semitones + tempo.cents

    def _on_tempo(self) -> None:
        if self._cents() != self._key:
            self.end()  # what is sung from here on is in another key

    def _on_state(self, state: PlaybackState) -> None:
        if self.on and (
            state.track != self._over or state.transport in (Transport.PAUSED, Transport.STOPPED)
        ):
            self.end()

    # -- from the engine

    def _take(self, event: protocol.Event) -> None:
        if not self.on:
            return
        match event:
            case TakeGoesOn(frames, peak):
                self.recorded, self.peak = frames, peak
                self.changed.emit()
            case TakeKept(file):
                self._keep(file)
            case InputFailed():
                self.end()
            case TakeEnded(message, hint):
                if message:
                    self._tools.messages.say(Level.ERROR, message, hint)
                self._ended()

    def _keep(self, file: Path) -> None:
        """Have it among the takes, in the song's own tempo and key."""
        track, new = self._over, self._new
        if track is not None:
            self._pool.run(partial(self._read, track, file, new))

    def _add(self, track: TrackId, take: Take, new: list[str]) -> None:
        """Of a loop, round after round is recorded: the last is heard, none while it goes on."""
        new.append(take.file)
        takes = self._takes.values.of(track)
        take = replace(take, name=free_name(takes), mute=True)
        self._takes.values.give(track, (*takes, take))
        if new is not self._new:
            self._hear_last(track, new)

    def _hear_last(self, track: TrackId, new: list[str]) -> None:
        for file in new:
            self._takes.change(track, file, partial(replace, mute=file != new[-1]))

    def _ended(self) -> None:
        track, new = self._over, self._new
        self.on, self._over, self._new = False, None, []
        if track is not None:
            self._hear_last(track, new)
        self.changed.emit()

    def _engine_died(self) -> None:
        if not self.on:
            return
        track, folder = self._over, self._takes.folder(self._over)
        self._ended()
        if track is not None and folder is not None:
            self._pool.run(partial(self._recover, track, self._takes.values.of(track), folder))

    # -- on the background thread

    def _read(self, track: TrackId, file: Path, new: list[str]) -> None:
        post = self._tools.main_thread.post
        try:
            take = take_of(file, ())
        except MinusOneError as error:
            post(partial(self._tools.messages.error, error))
        else:
            post(lambda: self._add(track, take, new))

    def _recover(self, track: TrackId, takes: TakeList, folder: Path) -> None:
        found = recovered(takes, folder)
        if found != takes:
            self._tools.main_thread.post(lambda: self._takes.values.give(track, found))
