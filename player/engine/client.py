"""The engine as the rest of the program sees it: commands out, events in, never gone for long."""

import threading
from contextlib import suppress
from dataclasses import dataclass, field, replace
from pathlib import Path

from player.base.child import Child
from player.base.errors import ChildDiedError
from player.base.events import Event
from player.base.loop import MainThread
from player.engine import protocol
from player.engine.input_protocol import ChooseInput, ListenForPitch
from player.engine.protocol import AttachStems, Load, Mix, OpenOutput, Preload, SetMix, Song, Status

QUICK_DEATHS = 3
"""How often the engine may die without having played, before it is left alone."""
SONGS = 16
"""Of how many songs it is remembered how they are heard."""


@dataclass
class _Known:
    """What a new engine process must be told to go on where the last one stood."""

    output: OpenOutput = field(default_factory=OpenOutput)
    mix: Mix = field(default_factory=Mix)
    sound: dict[object, protocol.Command] = field(default_factory=dict)
    """Equaliser, loudness, tempo, loop, click as last wanted; filters, sections, beats by songs."""
    song: Song | None = None
    following: Song | None = None
    playing: bool = False
    position: int = 0
    stems: dict[int, AttachStems] = field(default_factory=dict)


class EngineClient:
    """Owns the engine process. Methods and events belong to the main thread."""

    def __init__(
        self, main_thread: MainThread, spool: Path | None = None, *, start: bool = True
    ) -> None:
        """Without `start`, commands wait until `start` is called."""
        self.event: Event[protocol.Event] = Event()
        self.restarted: Event[[]] = Event()
        """The engine died and a new one has taken over."""
        self.given_up: Event[[]] = Event()
        """The engine dies again and again; nothing can be heard."""
        self._main_thread = main_thread
        self._known = _Known()
        self._deaths = 0
        self._closed = False
        self._spool = spool
        self._waiting: list[protocol.Command] = []
        self._child: Child | None = None
        if start:
            self.start()

    def start(self) -> None:
        """Start the process, unless it runs, and tell it what was said before."""
        if self._child is None and not self._closed:
            self._start()
            for command in self._waiting:
                self._tell(command)
            self._waiting.clear()

    @property
    def pid(self) -> int:
        """The engine's process id; 0 while there is none."""
        return self._child.pid if self._child is not None else 0

    def send(self, command: protocol.Command) -> None:
        """Give a command. If the engine is just dead, the next one will know it all the same."""
        self._remember(command)
        if self._child is None:
            self._waiting.append(command)
        else:
            self._tell(command)

    def close(self) -> None:
        """End the engine."""
        self._closed = True
        if self._child is not None:
            self.send(protocol.Quit())
            self._child.join()
            self._listener.join()

    def _start(self) -> None:
        self._child = child = Child("player.engine.process", self._spool)
        self._listener = threading.Thread(
            target=self._listen, args=(child,), name="engine events", daemon=True
        )
        self._listener.start()

    def _tell(self, command: protocol.Command) -> None:
        if self._child is not None:
            with suppress(ChildDiedError):  # the listening thread notices too, and starts it again
                self._child.send(command)

    def _listen(self, child: Child) -> None:
        while True:
            try:
                event: protocol.Event = child.receive()
            except ChildDiedError:
                self._main_thread.post(self._died)
                return
            self._main_thread.post(lambda event=event: self._take(event))  # type: ignore[misc]

    def _take(self, event: protocol.Event) -> None:
        match event:
            case Status(token, position, playing):
                self._deaths = 0
                if self._known.song is not None and token == self._known.song.token:
                    self._known.position = position
                    if playing:
                        self._known.playing = True
            case protocol.Started(token):
                following = self._known.following
                if following is not None and token == following.token:
                    self._known.song, self._known.following = following, None
                    self._known.position = following.start
            case protocol.Ended() | protocol.SongFailed():
                self._forget(event.token)
        self.event.emit(event)

    def _forget(self, token: int) -> None:
        known = self._known
        known.stems.pop(token, None)
        if known.song is not None and known.song.token == token:
            known.song, known.playing = None, False
        if known.following is not None and known.following.token == token:
            known.following = None

    def _remember(self, command: protocol.Command) -> None:
        known = self._known
        match command:
            case Load(song, play):
                known.song, known.position, known.following = song, song.start, None
                known.playing = play or known.playing
                known.stems.clear()
            case Preload(song):
                known.following = song
            case protocol.Play():
                known.playing = True
            case protocol.Pause():
                known.playing = False
            case protocol.Stop():
                known.song, known.following, known.playing = None, None, False
            case protocol.Seek(position):
                known.position = position
            case _:
                self._remember_sound(command)

    def _remember_sound(self, command: protocol.Command) -> None:
        known = self._known
        match command:
            case SetMix(mix):
                known.mix = mix
            case (
                protocol.SetEqualiser()
                | protocol.HoldLoudness()
                | protocol.SetTempo()
                | protocol.SetLoop()
                | protocol.SetClick()
            ):
                known.sound[type(command)] = command
            case ChooseInput() | ListenForPitch():
                known.sound[type(command)] = command
            case protocol.SetLive(token=None):
                known.sound[type(command)] = replace(command, sent=0.0)
            case protocol.SetLive(token=token):
                self._remember_of_song(replace(command, sent=0.0), token)
            case protocol.SetSections(token) | protocol.SetBeats(token) | protocol.SetTakes(token):
                self._remember_of_song(command, token)
            case protocol.AdjustSong():
                known.song = _adjusted(known.song, command)
                known.following = _adjusted(known.following, command)
            case AttachStems(token):
                known.stems[token] = command
            case OpenOutput():
                known.output = command

    def _remember_of_song(self, command: protocol.Command, token: int | None) -> None:
        """The last few songs' are enough: no more are loaded at a time."""
        sound, kind = self._known.sound, type(command)
        sound.pop((kind, token), None)
        sound[kind, token] = command
        same = [each for each in sound if isinstance(each, tuple) and each[0] is kind]
        for old in same[:-SONGS]:
            del sound[old]

    def _died(self) -> None:
        if self._closed:
            return
        if self._child is not None:
            self._child.join(0)
        self._deaths += 1
        if self._deaths > QUICK_DEATHS:
            self.given_up.emit()
            return
        self._start()
        self._tell_all()
        self.restarted.emit()

    def _tell_all(self) -> None:
        known = self._known
        commands: list[protocol.Command] = [known.output, SetMix(replace(known.mix, sent=0.0))]
        commands += known.sound.values()
        if known.song is not None:
            commands.append(Load(replace(known.song, start=known.position), play=known.playing))
        if known.following is not None:
            commands.append(Preload(known.following))
        for command in commands + list(known.stems.values()):
            self._tell(command)


def _adjusted(song: Song | None, change: protocol.AdjustSong) -> Song | None:
    if song is None or song.token != change.token:
        return song
    return replace(song, gain=change.gain, fade=change.fade)
