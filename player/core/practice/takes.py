"""Recording oneself over the song, and the takes that come of it."""

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from player.base.background import Background
from player.base.errors import MinusOneError
from player.base.events import Event
from player.base.messages import Level
from player.base.units import Decibels, Frames, TrackId
from player.core.mix import LOUDEST, SILENT, gains
from player.core.playback import PlaybackState, Transport
from player.core.practice.practice_tools import PracticeTools
from player.core.practice.section_mixing import SectionMixing
from player.core.practice.sections import for_engine
from player.core.practice.take_list import (
    Take,
    TakeList,
    free_name,
    kept_takes,
    parts,
    recovered,
    take_of,
)
from player.core.practice.tempo_control import TempoControl
from player.core.song_values import SongValues
from player.engine import protocol
from player.engine.input_protocol import (
    EndTake,
    InputFailed,
    RecordTake,
    TakeEnded,
    TakeGoesOn,
    TakeKept,
)
from player.engine.protocol import Mix

if TYPE_CHECKING:
    from player.core.practice.mix_export import HeardSong


class Takes:
    """The takes of the queue's tracks. Main thread only."""

    def __init__(
        self,
        tools: PracticeTools,
        latency: Callable[[], Frames],
        tempo: TempoControl,
        sections: SectionMixing,
    ) -> None:
        """`latency`: how much later than it is put out a sound comes in, now."""
        self.changed: Event[[]] = Event()
        """Other takes of the current track, or another track."""
        self.recording_changed: Event[[]] = Event()
        """It was begun, goes on (ten times a second), or ended."""
        self.recording = False
        self.recorded: Frames = 0
        """How much of it there is."""
        self.peak = 0.0
        """Of what comes in, linear, since the last `recording_changed`."""
        self._latency = latency
        self._tempo = tempo
        self._sections = sections
        self._key = 0
        """In cents: what is recorded over."""
        self._tools = tools
        self._kept = kept_takes(tools.data, purge=True)
        self.values: SongValues[TakeList] = SongValues(
            self._kept, tools.queue, tools.messages, tools.main_thread, tools.keys
        )
        self._over: TrackId | None = None
        """The track that is recorded over."""
        self._new: list[str] = []
        """Files of the recording that goes on."""
        self._pool = Background(1, "takes")
        self.values.changed.connect(self._follow)
        tools.engine.event.connect(self._take)
        tools.engine.restarted.connect(self._engine_died)
        tools.playback.state_changed.connect(self._on_state)
        tempo.changed.connect(self._on_tempo)

    @property
    def current(self) -> TakeList:
        """Those of the current track that are not deleted."""
        return tuple(each for each in self.values.current if not each.deleted)

    def file(self, take: Take) -> Path | None:
        """A current track's take on disk."""
        folder = self._folder(self._tools.queue.current)
        return None if folder is None else folder / take.file

    # -- recording

    def toggle(self) -> None:
        """Record, or stop recording."""
        if self.recording:
            self.end()
        else:
            self.record()

    def record(self) -> None:
        """Record over the current track from here on; it plays if it does not yet."""
        playback, queue = self._tools.playback, self._tools.queue
        if self.recording:
            return
        track = queue.current
        folder = self._folder(track)
        if track is None or folder is None:
            self._say_why_not(track)
            return
        self.recording, self._over, self._new = True, track, []
        self.recorded, self.peak, self._key = 0, 0.0, self._cents()
        made = f"{datetime.now().astimezone():%Y-%m-%d %H.%M.%S}"
        self._tools.engine.send(RecordTake(folder, made, self._latency(), self._cents()))
        if playback.state.transport is not Transport.PLAYING:
            playback.play()
        self.recording_changed.emit()

    def end(self) -> None:
        """Stop recording; what was recorded becomes a take."""
        if self.recording:
            self._tools.engine.send(EndTake())

    # -- takes

    def rename(self, take: Take, name: str) -> None:
        """Call it so; a number makes the name different from the others."""
        others = tuple(each for each in self.values.current if each.file != take.file)
        if name.strip():
            self._replace(take, replace(take, name=free_name(others, name.strip())))

    def set_gain(self, take: Take, gain: Decibels) -> None:
        """Move its fader."""
        self._replace(take, replace(take, gain=min(max(gain, SILENT), LOUDEST)))

    def set_pan(self, take: Take, pan: float) -> None:
        """Turn its pan knob."""
        self._replace(take, replace(take, pan=min(max(pan, -1.0), 1.0)))

    def set_mute(self, take: Take, mute: bool) -> None:
        """Silence it, or let it sound again."""
        self._replace(take, replace(take, mute=mute))

    def delete(self, take: Take) -> None:
        """Have it no longer; it can be brought back until the program ends."""
        self._replace(take, replace(take, deleted=True))
        track = self._tools.queue.current

        def restore() -> None:
            if track is not None:
                self._change(track, take.file, partial(replace, deleted=False))

        self._tools.messages.offer(f"{take.name} was deleted.", "Undo", restore)

    def undo(self) -> None:
        """Take the last edit back; what was recorded since stays."""
        before = self.values.current
        self.values.undo()
        known = {each.file for each in self.values.current}
        newer = tuple(each for each in before if each.file not in known)
        track = self._tools.queue.current
        if newer and track is not None:
            self.values.give(track, (*self.values.current, *newer))

    def export(self, take: Take, path: Path) -> None:
        """Write its sound alone (in the background) as the ending says: wav, flac, ogg or mp3."""
        file = self.file(take)
        if file is not None:
            self._pool.run(partial(self._export, file, path))

    def export_mix(self, path: Path) -> None:
        """Write the song with its takes (in the background), as mixer, sections and tempo stand."""
        from player.core.practice.mix_export import HeardSong  # the window opens sooner

        tools, track = self._tools, self._tools.queue.current
        song = None if track is None else tools.queue.get(track)
        folder = self._folder(track)
        if track is None or song is None or folder is None:
            self._say_why_not(track)
            return
        sections = for_engine(self._sections.current) if self._sections.on else ()
        plain = tools.mix.neutral and not sections
        stems = None if plain else tools.separation.heard(track)
        if not plain and stems is None:
            tools.messages.say(
                Level.WARNING,
                "This song has no stems to mix.",
                "Separate it, or choose the preset Original first.",
            )
            return
        heard = HeardSong(
            song.path,
            Mix(gains(tools.mix.strips)),
            None if stems is None else stems.folder,
            sections,
            parts(self.values.current, folder),
            self._tempo.tempo,
        )
        self._pool.run(partial(self._export_mix, heard, path))

    def close(self) -> None:
        """Stop recording, and write what is still to be written."""
        self.end()
        self._pool.close()
        self.values.close()

    def _cents(self) -> int:
        tempo = self._tempo.tempo
        return 100 * tempo.semitones + tempo.cents

    def _on_tempo(self) -> None:
        if self._cents() != self._key:
            self.end()  # what is sung from here on is in another key

    def _say_why_not(self, track: TrackId | None) -> None:
        song = None if track is None else self._tools.queue.get(track)
        if song is None or song.is_stream or self._tools.keys is None:
            text, hint = "There is no song to record over.", "Play a song from a file first."
        else:
            text, hint = "The song is still being looked at.", "Try it again in a moment."
        self._tools.messages.say(Level.WARNING, text, hint)

    def _folder(self, track: TrackId | None) -> Path | None:
        key = None if track is None else self.values.key_of(track)
        return None if key is None else self._kept.audio(key)

    def _replace(self, old: Take, new: Take) -> None:
        takes = self.values.current
        self.values.set(tuple(new if each.file == old.file else each for each in takes))

    def _change(self, track: TrackId, file: str, change: Callable[[Take], Take]) -> None:
        takes = self.values.of(track)
        changed = tuple(change(each) if each.file == file else each for each in takes)
        self.values.give(track, changed)

    def _follow(self, track: TrackId) -> None:
        folder = self._folder(track)
        if folder is not None:
            self._tools.playback.set_takes(track, parts(self.values.of(track), folder))
        if track == self._tools.queue.current:
            self.changed.emit()

    def _on_state(self, state: PlaybackState) -> None:
        if self.recording and (
            state.track != self._over or state.transport in (Transport.PAUSED, Transport.STOPPED)
        ):
            self.end()

    # -- from the engine

    def _take(self, event: protocol.Event) -> None:
        if not self.recording:
            return
        match event:
            case TakeGoesOn(frames, peak):
                self.recorded, self.peak = frames, peak
                self.recording_changed.emit()
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
        takes = self.values.of(track)
        take = replace(take, name=free_name(takes), mute=True)
        self.values.give(track, (*takes, take))
        if new is not self._new:
            self._hear_last(track, new)

    def _hear_last(self, track: TrackId, new: list[str]) -> None:
        for file in new:
            self._change(track, file, partial(replace, mute=file != new[-1]))

    def _ended(self) -> None:
        track, new = self._over, self._new
        self.recording, self._over, self._new = False, None, []
        if track is not None:
            self._hear_last(track, new)
        self.recording_changed.emit()

    def _engine_died(self) -> None:
        if not self.recording:
            return
        track, folder = self._over, self._folder(self._over)
        self._ended()
        if track is not None and folder is not None:
            self._pool.run(partial(self._recover, track, self.values.of(track), folder))

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
            self._tools.main_thread.post(lambda: self.values.give(track, found))

    def _export(self, file: Path, path: Path) -> None:
        from player.core.practice.take_export import export_take  # the window opens sooner

        self._write(lambda: export_take(file, path), path)

    def _export_mix(self, heard: "HeardSong", path: Path) -> None:
        from player.core.practice.mix_export import export_mix

        self._write(lambda: export_mix(heard, path), path)

    def _write(self, write: Callable[[], None], path: Path) -> None:
        post, messages = self._tools.main_thread.post, self._tools.messages
        try:
            write()
        except MinusOneError as error:
            post(partial(messages.error, error))
        else:
            post(lambda: messages.info(f"{path} was written."))
