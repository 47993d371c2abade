"""Playback by the engine process: the queue's tracks as the engine's songs."""

import time
from collections.abc import Iterable
from dataclasses import replace
from itertools import count
from pathlib import Path

from player.base.errors import MinusOneError, OutputError
from player.base.events import Event
from player.base.messages import Level, MessageLog
from player.base.units import MIX, SAMPLE_RATE, Frames, TrackId, seconds
from player.core.mix import MixController
from player.core.playback import Levels, Playback, PlaybackState, Transport
from player.core.queue import Queue
from player.core.song_sound import SongSound
from player.core.sound import Sound
from player.core.track import Track
from player.engine import protocol
from player.engine.client import EngineClient

BACK_TO_START = 3 * SAMPLE_RATE
"""Beyond this, `previous` goes to the start of the same track."""

BEGINNING = 2 * SAMPLE_RATE
"""Up to here a song may still be made louder or softer by what is learnt of it."""


class EnginePlayback(Playback):
    """Keeps engine and queue together. The engine knows songs by token, the queue tracks by id."""

    def __init__(
        self,
        engine: EngineClient,
        queue: Queue,
        mix: MixController,
        messages: MessageLog,
        output: protocol.OpenOutput,
        sound: Sound | None = None,
    ) -> None:
        super().__init__()
        self.opened: Event[TrackId] = Event()
        """A track has been given to the engine; its stems may be attached."""
        self.finished: Event[[]] = Event()
        """The last track is over, or nothing can be played."""
        self.mix_heard: Event[float] = Event()
        """Milliseconds from the last change of the mix to the first buffer with stems in it."""
        self.live_heard: Event[float] = Event()
        """Milliseconds from a change to the first buffer that live filters or stand-ins made."""
        self.stems_failed: Event[protocol.StemsFailed] = Event()
        self.output_failed: Event[[]] = Event()
        """No sound goes out; it goes on by itself when a device is there."""
        self.sections_changed: Event[TrackId] = Event()
        """A track is mixed otherwise over its time."""
        self.stats: protocol.Stats | None = None
        self._engine = engine
        self._queue = queue
        self._mix = mix
        self._messages = messages
        self._output = output
        sound = sound or Sound()
        self._songs = SongSound(engine, queue, sound)
        self._tokens = count(1)
        self._tracks: dict[int, TrackId] = {}
        self._current = 0
        self._following: tuple[int, TrackId] | None = None
        self._broken: set[TrackId] = set()
        """What could not be played is passed over until it is asked for again."""
        self._sections: dict[TrackId, tuple[protocol.Section, ...]] = {}
        self._takes: dict[TrackId, tuple[protocol.TakePart, ...]] = {}
        self._beats: dict[TrackId, protocol.Beats] = {}
        self._loop: tuple[TrackId, tuple[Frames, Frames] | None, protocol.CountIn]
        self._loop = TrackId(0), None, protocol.CountIn()
        self._sent_loop: protocol.Loop | None = None
        self._outputs: tuple[str, ...] = ()
        self._renderers: tuple[str, ...] = ()
        engine.event.connect(self._take)
        engine.restarted.connect(self._restarted)
        engine.given_up.connect(self._given_up)
        mix.changed.connect(self._send_mix)
        queue.changed.connect(self._follow_queue)
        queue.order_changed.connect(self._preload)
        queue.track_changed.connect(self._follow_track)
        sound.changed.connect(self._change_sound)
        engine.send(output)
        engine.send(protocol.AskOutputs())
        self._send_mix()

    @property
    def output(self) -> protocol.OpenOutput:
        """Where the sound goes."""
        return self._output

    def play(self, track_id: TrackId | None = None) -> None:
        """Start this track, or go on with the current one (or the first of the queue)."""
        if track_id is None and self.state.transport is Transport.PAUSED:
            self._engine.send(protocol.Play(self._lead()))
            self._set(replace(self.state, transport=Transport.PLAYING))
            return
        track = self._queue.get(track_id or self._queue.current or TrackId(0))
        track = track or self._queue.after(None)
        if track is not None and (track_id or self.state.transport is Transport.STOPPED):
            held = self.state.transport is Transport.STOPPED
            self._load(track, counted=held)

    def load(
        self, track: Track, start: Frames = 0, stop: Frames | None = None, *, play: bool = True
    ) -> None:
        """Go over to a track at a frame; it may be made to end early, at `stop`."""
        self._load(track, start, stop, play=play)

    def pass_over(self, tracks: Iterable[TrackId]) -> None:
        """Leave these out, as if they had failed, until one of them is asked for."""
        self._broken.update(tracks)
        self._preload()

    def pause(self) -> None:
        """Hold."""
        if self.state.transport in (Transport.PLAYING, Transport.LOADING):
            self._engine.send(protocol.Pause())
            self._set(replace(self.state, transport=Transport.PAUSED))

    def toggle(self) -> None:
        """Play if held or stopped, hold if playing."""
        if self.state.transport in (Transport.PLAYING, Transport.LOADING):
            self.pause()
        else:
            self.play()

    def stop(self) -> None:
        """Stop and forget the position."""
        self._engine.send(protocol.Stop())
        self._forget()

    def seek(self, position: Frames) -> None:
        """Go to a frame of the current track."""
        if self.state.track is None:
            return
        length = self.state.length
        position = max(0, position if length is None else min(position, length - 1))
        self._engine.send(protocol.Seek(position))
        self._set(replace(self.state, position=position))

    def next(self) -> None:
        """Go to the next track, if any."""
        track = self._queue.after(self._queue.current)
        if track is not None:
            self._load(track)

    def previous(self) -> None:
        """Go to the start of this track, or to the track before within its first three seconds."""
        late = self.state.position > BACK_TO_START
        track = None if late else self._queue.go_back()
        if track is None:
            self.seek(0)
        else:
            self._load(track)

    def outputs(self) -> tuple[str, ...]:
        """Names of the sound outputs that can be chosen; the first is the system's default."""
        renderers = (f"vlc:{name}" for name in self._renderers)
        return ("default", *self._outputs, "vlc", *renderers)

    def find_renderers(self) -> None:
        """Look for Chromecasts and their like; `outputs` has them some seconds later."""
        self._engine.send(protocol.AskRenderers())

    def select_output(self, name: str) -> None:
        """Play through this output from now on."""
        self._output = replace(self._output, target=name)
        self._engine.send(self._output)

    def set_buffer(self, buffer_ms: int) -> None:
        """Have an output buffer of this length from now on."""
        self._output = replace(self._output, buffer_ms=buffer_ms)
        self._engine.send(self._output)

    def attach_stems(self, track_id: TrackId, folder: Path, *, anew: bool = False) -> None:
        """Let this track's stems be read (anew) from `folder`, if it plays or comes next."""
        following = self._following[0] if self._following else 0
        for token in {self._current, following}:
            if token and self._tracks.get(token) == track_id:
                self._engine.send(protocol.AttachStems(token, folder, anew))

    def set_live(self, wanted: protocol.SetLive, track_id: TrackId | None = None) -> None:
        """Filter every song so, or this track alone if it plays or comes next."""
        tokens = [t for t, track in self._tracks.items() if track == track_id]
        for token in [None] if track_id is None else tokens:
            self._engine.send(replace(wanted, token=token, sent=time.monotonic()))

    def set_sections(self, track_id: TrackId, sections: tuple[protocol.Section, ...]) -> None:
        """Mix this track so over its time, now and whenever it is played."""
        if sections == self._sections.get(track_id, ()):
            return
        self._sections[track_id] = sections
        for token in [t for t, track in self._tracks.items() if track == track_id]:
            self._engine.send(protocol.SetSections(token, sections))
        self.sections_changed.emit(track_id)

    def set_loop(
        self,
        track_id: TrackId,
        loop: tuple[Frames, Frames] | None,
        count_in: protocol.CountIn,
    ) -> None:
        """Have this track go round from start to stop, with a count-in before each round."""
        self._loop = (track_id, loop, count_in)
        self._send_loop()

    def set_next_round(self, commands: tuple[protocol.Command, ...]) -> None:
        """Have the engine do this when the loop next goes back to its start, and not before."""
        self._engine.send(protocol.NextRound(commands))

    def set_click(self, click: protocol.Click) -> None:
        """Have the click like this."""
        self._engine.send(protocol.SetClick(click))

    def set_beats(self, track_id: TrackId, beats: protocol.Beats) -> None:
        """Put the click on these beats of this track, now and whenever it is played."""
        self._beats[track_id] = beats
        for token in [t for t, track in self._tracks.items() if track == track_id]:
            self._engine.send(protocol.SetBeats(token, beats))

    def set_takes(self, track_id: TrackId, takes: tuple[protocol.TakePart, ...]) -> None:
        """Have these recordings sound with this track, now and whenever it is played."""
        if takes == self._takes.get(track_id, ()):
            return
        self._takes[track_id] = takes
        for token in [t for t, track in self._tracks.items() if track == track_id]:
            self._engine.send(protocol.SetTakes(token, takes))

    def has_sections(self, track_id: TrackId | None) -> bool:
        """Whether this track's mix changes over its time."""
        return track_id is not None and bool(self._sections.get(track_id))

    # -- to the engine

    def _load(
        self,
        track: Track,
        start: Frames = 0,
        stop: Frames | None = None,
        *,
        play: bool = True,
        counted: bool = False,
    ) -> None:
        """`counted`: the track is counted in, if that is wanted."""
        token = self._give(track)
        self._current = token
        self._following = None
        self._broken.discard(track.id)
        self._queue.set_current(track.id)
        lead = self.lead(track.id, start) if play and counted else protocol.CountIn()
        counted = lead.frames > 0
        song = self._songs.song(token, track, start, stop)
        self._engine.send(protocol.Load(song, play and not counted))
        if counted:
            self._engine.send(protocol.Play(lead))
        self._send_loop()
        self.opened.emit(track.id)
        transport = Transport.LOADING if play else Transport.PAUSED
        self.state = PlaybackState(transport, track.id, start, _length(track))
        self.state_changed.emit(self.state)
        self._preload()

    def _preload(self) -> None:
        playing = self.state.track
        track = self._queue.follows(playing, self._broken) if playing is not None else None
        if track is not None and track.is_stream:
            track = None  # a stream would run on unheard until its turn
        wanted = track.id if track is not None else None
        if wanted == (self._following[1] if self._following else None):
            self._adjust_following()
            return
        if track is None:
            self._following = None
            self._engine.send(protocol.Preload(None))
            return
        token = self._give(track)
        self._following = (token, track.id)
        self._engine.send(protocol.Preload(self._songs.song(token, track)))
        self.opened.emit(track.id)

    def _give(self, track: Track) -> int:
        token = next(self._tokens)
        self._tracks[token] = track.id
        if self.has_sections(track.id):
            self._engine.send(protocol.SetSections(token, self._sections[track.id]))
        if self._takes.get(track.id):
            self._engine.send(protocol.SetTakes(token, self._takes[track.id]))
        if track.id in self._beats:
            self._engine.send(protocol.SetBeats(token, self._beats[track.id]))
        return token

    def _lead(self) -> protocol.CountIn:
        track = self.state.track
        return protocol.CountIn() if track is None else self.lead(track, self.state.position)

    def _send_loop(self) -> None:
        track_id, passage, count_in = self._loop
        here = self._tracks.get(self._current) == track_id
        loop = protocol.Loop(self._current, *passage, count_in) if passage and here else None
        if loop != self._sent_loop:
            self._sent_loop = loop
            self._engine.send(protocol.SetLoop(loop))

    def _send_mix(self) -> None:
        self._engine.send(protocol.SetMix(replace(self._mix.heard, sent=time.monotonic())))

    def _change_sound(self) -> None:
        self._songs.send()
        if self.state.track is not None:
            self._songs.adjust(self._current, self._queue.get(self.state.track))
        self._adjust_following()

    def _follow_track(self, track_id: TrackId) -> None:
        """A song may learn how loud it is when it has just begun, but not in its middle."""
        playing = self.state.track
        following = self._following[1] if self._following is not None else None
        if playing is None or track_id not in (playing, following):
            return
        if self.state.position < BEGINNING:
            self._songs.adjust(self._current, self._queue.get(playing))
        self._adjust_following()

    def _adjust_following(self) -> None:
        """The song that plays keeps its loudness while the list changes."""
        if self._following is not None:
            token, track_id = self._following
            self._songs.adjust(token, self._queue.get(track_id))

    def _follow_queue(self) -> None:
        if self.state.track is not None and self._queue.get(self.state.track) is None:
            self.stop()
        elif self.state.track is not None:
            self._preload()

    # -- from the engine

    def _take(self, event: protocol.Event) -> None:
        match event:
            case protocol.Status():
                self._status(event)
                stems = {stem: peak for stem, peak in event.peaks.items() if stem != MIX}
                self.levels.emit(Levels(stems, event.peaks.get(MIX, (0.0, 0.0))))
            case protocol.Loaded(token, length, warning):
                self._loaded(token, length, warning)
            case protocol.Started(token):
                self._started(token)
            case protocol.Ended(token):
                self._ended(token)
            case protocol.SongFailed(token, message, hint):
                self._failed(token, MinusOneError(message, hint))
            case protocol.MixHeard(milliseconds):
                self.mix_heard.emit(milliseconds)
            case protocol.StemsFailed():
                self.stems_failed.emit(event)
            case protocol.Looped(token) if token == self._current:
                self.looped.emit()
            case _:
                self._note(event)

    def _note(self, event: protocol.Event) -> None:
        match event:
            case protocol.LiveHeard(milliseconds):
                self.live_heard.emit(milliseconds)
            case protocol.OutputFailed(_, message, hint):
                self._messages.error(OutputError(message, hint))
                self.output_failed.emit()
            case protocol.OutputStutters(buffer_ms):
                self._messages.say(
                    Level.WARNING,
                    "The sound was interrupted several times: this machine is very busy.",
                    f"A longer buffer helps; it is {buffer_ms} ms now (Settings, Sound).",
                )
            case protocol.Outputs(names):
                self._outputs = names
            case protocol.Renderers(names):
                self._renderers = names
                found = ", ".join(names) or "none"
                self._messages.info(f"Cast devices found: {found}.")
            case protocol.Stats():
                self.stats = event

    def _status(self, status: protocol.Status) -> None:
        if status.token != self._current:
            return
        transport = self.state.transport
        if status.playing and transport is Transport.LOADING and self.state.length is not None:
            transport = Transport.PLAYING
        self._set(
            replace(
                self.state,
                transport=transport,
                position=status.position,
                stems_sounding=status.stems_sounding,
                live_sounding=status.live_sounding,
                counted=status.counted,
            )
        )

    def _loaded(self, token: int, length: Frames | None, warning: str) -> None:
        track_id = self._tracks.get(token)
        if track_id is None:
            return
        if self._queue.get(track_id) is not None:
            self._queue.set_duration(track_id, None if length is None else seconds(length))
        if warning:
            self._messages.say(Level.WARNING, warning)
        if token == self._current:
            self._set(replace(self.state, length=length))

    def _started(self, token: int) -> None:
        track_id = self._tracks.get(token)
        if track_id is None:
            return
        if self._following is not None and self._following[0] == token:
            self._current, self._following = token, None
            self._queue.set_current(track_id)
            track = self._queue.get(track_id)
            self.state = replace(
                self.state, track=track_id, position=0, length=_length(track) if track else None
            )
        if token == self._current and self.state.transport is Transport.LOADING:
            self._set(replace(self.state, transport=Transport.PLAYING))
        self._tracks = {t: i for t, i in self._tracks.items() if t >= token}
        self._send_loop()
        self.state_changed.emit(self.state)
        self._preload()

    def _ended(self, token: int) -> None:
        if token != self._current:
            return
        track = self._queue.follows(self.state.track, self._broken)
        if track is not None:
            self._load(track)  # a stream, or a track that became the next one too late
            return
        self._forget()
        if self._queue.stop_after:
            following = self._queue.after(self._queue.current)
            self._queue.set_stop_after(False)
            if following is not None:
                self._queue.set_current(following.id)  # it is what `play` begins with
        self.finished.emit()

    def _failed(self, token: int, error: MinusOneError) -> None:
        following = self._following is not None and self._following[0] == token
        track_id = self._tracks.get(token)
        if track_id is None or not (following or token == self._current):
            return
        if track_id not in self._broken:  # the same track may have been given twice
            self._messages.error(error)
        self._broken.add(track_id)
        if following:
            self._following = None
            self._preload()
            return
        track = self._queue.follows(track_id, self._broken)
        if track is not None:
            self._load(track, play=self.state.transport is not Transport.PAUSED)
        else:
            self.stop()
            self.finished.emit()

    def _forget(self) -> None:
        self._current, self._following = 0, None
        self.state = PlaybackState()
        self.state_changed.emit(self.state)

    def _set(self, new: PlaybackState) -> None:
        if new != self.state:
            self.state = new
            self.state_changed.emit(new)

    def _restarted(self) -> None:
        self._messages.say(
            Level.WARNING, "The sound process ended unexpectedly and was started again."
        )
        self._engine.send(protocol.AskOutputs())

    def _given_up(self) -> None:
        self._messages.say(
            Level.ERROR, "The sound process ends again and again.", "Start Minus One again."
        )
        self._forget()


def _length(track: Track) -> Frames | None:
    return None if track.duration is None else round(track.duration * SAMPLE_RATE)
