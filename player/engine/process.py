"""The engine process's main loop: takes commands, watches the output, says where playback is."""

import queue
import sys
import threading
import time
from collections.abc import Sequence
from dataclasses import replace
from functools import partial
from multiprocessing.connection import Connection
from pathlib import Path

from player.base.errors import OutputError
from player.base.priority import go_first
from player.base.units import SAMPLE_RATE, Frames
from player.engine import protocol
from player.engine.deck import Deck
from player.engine.heard_place import counted_beat, heard_place
from player.engine.input.latency import LatencyEar
from player.engine.input.listening import Listening
from player.engine.input.recorder import TakeEar
from player.engine.input.tuning import PitchEar
from player.engine.input_protocol import (
    AskInputs,
    ChooseInput,
    EndTake,
    InputCommand,
    ListenForPitch,
    MeasureLatency,
    RecordTake,
)
from player.engine.output import Output, open_output
from player.engine.output.device import device_names
from player.engine.output_log import OutputLog
from player.engine.transport import Transport

STATUS_EVERY = 1 / 40
SILENT_FOR = 3.0
"""Seconds without a callback after which a device counts as lost."""
RETRY_EVERY = 2.0
STUTTERS = 3
"""Dropouts in a minute that are no chance any more."""
_LIES = 0.8
"""The part of the output's buffer that is full when more is asked for: measured at a recording."""
_TICK = 0.01


class Engine:
    """Everything of the engine process, without the process."""

    def __init__(self, spool: Path | None = None) -> None:
        self._spool = spool
        self.outbox: queue.SimpleQueue[protocol.Event] = queue.SimpleQueue()
        self.transport = Transport(self.outbox.put)
        self.running = True
        self._listening = Listening(self.outbox.put)
        self._pitch = PitchEar(self.outbox.put)
        self._takes: dict[int, tuple[protocol.TakePart, ...]] = {}
        """What is to sound with songs that are not loaded yet."""
        self._log = self._new_log()
        self._take = TakeEar(RecordTake(Path(), ""), lambda: self._log, self.outbox.put)
        self._output: Output | None = None
        self._wish: protocol.OpenOutput | None = None
        self._retry_at = 0.0
        self._complained = False
        self._stuttered = False
        self._last_status = 0.0
        self._last = protocol.Status(0, 0, playing=False, stems_sounding=False)
        self._stretching = 0
        self._late = 0
        self._gaps: list[protocol.Gap] = []

    def handle(self, command: protocol.Command) -> None:
        """Carry out one command."""
        match command:
            case protocol.OpenOutput() | protocol.AskOutputs() | protocol.AskRenderers():
                self._handle_output(command)
            case command if isinstance(command, InputCommand):
                self._handle_input(command)
            case protocol.Quit():
                self.running = False
            case _:
                self._handle_transport(command)

    def _handle_transport(self, command: protocol.Command) -> None:
        match command:
            case protocol.Load(song, play):
                self.transport.load(self._deck(song), play=play)
            case protocol.Preload(song):
                self.transport.preload(self._deck(song) if song else None)
            case protocol.Play(count_in):
                self.transport.play(count_in)
            case protocol.Pause():
                self.transport.pause()
            case protocol.Stop():
                self.transport.stop()
            case protocol.Seek(position):
                self.transport.seek(position)
            case protocol.SetMix(mix):
                self.transport.mixing.mix = mix
            case protocol.SetEqualiser(curve):
                self.transport.master.equaliser.set(curve)
            case protocol.HoldLoudness(on):
                self.transport.mixing.hold_loudness = on
            case _:
                self._handle_song(command)

    def _handle_song(self, command: protocol.Command) -> None:
        match command:
            case protocol.SetLive():
                self.transport.mixing.live.set(command)
            case protocol.SetSections():
                self.transport.mixing.sections.set(command)
            case protocol.AdjustSong(token, gain, fade):
                if (deck := self.transport.deck(token)) is not None:
                    deck.song = replace(deck.song, gain=gain, fade=fade)
            case protocol.SetTakes(token, parts):
                if (deck := self.transport.deck(token)) is not None:
                    deck.set_takes(parts)
                else:
                    self._takes[token] = parts
            case protocol.AttachStems(token, folder, anew):
                if (deck := self.transport.deck(token)) is not None:
                    deck.attach(folder, anew=anew)
            case _:
                self._handle_practice(command)

    def _handle_practice(self, command: protocol.Command) -> None:
        match command:
            case protocol.SetTempo(tempo):
                self.transport.route.set(tempo)
            case protocol.SetLoop(loop):
                self.transport.set_loop(loop)
            case protocol.NextRound(commands):
                for each in commands:
                    if isinstance(each, protocol.SetTempo):
                        self.transport.route.prepare(each.tempo)
                self.transport.next_round = partial(self._carry_out, commands)
            case protocol.SetClick(click):
                self.transport.click.set(click)
            case protocol.SetBeats():
                self.transport.click.set_beats(command)

    def _carry_out(self, commands: Sequence[protocol.Command]) -> None:
        for each in commands:
            if isinstance(each, protocol.SetTempo):
                self.transport.route.set_from_here(each.tempo)
            else:
                self.handle(each)

    def _handle_output(
        self, command: protocol.OpenOutput | protocol.AskOutputs | protocol.AskRenderers
    ) -> None:
        match command:
            case protocol.OpenOutput():
                self._wish, self._complained, self._stuttered = command, False, False
                if command.realtime:
                    go_first()
                self._open()
            case protocol.AskOutputs():
                self.outbox.put(protocol.Outputs(device_names()))
            case protocol.AskRenderers():
                threading.Thread(target=self._find_renderers, name="renderers", daemon=True).start()

    def _handle_input(self, command: InputCommand) -> None:
        match command:
            case ChooseInput():
                self._listening.choose(command)
            case AskInputs():
                self._listening.ask()
            case ListenForPitch(on):
                self._listening.remove(self._pitch)
                if on:
                    self._listening.add(self._pitch)
            case RecordTake():
                self._take.end()
                self._take = TakeEar(command, lambda: self._log, self.outbox.put)
                self._listening.add(self._take)
            case EndTake():
                self._take.end()
            case MeasureLatency():
                self._listening.add(LatencyEar(lambda: self._log, self.outbox.put))

    def _find_renderers(self) -> None:
        """Takes seconds, so it runs beside everything else."""
        from player.engine.output.vlc import renderer_names  # libVLC need not be installed

        try:
            self.outbox.put(protocol.Renderers(renderer_names()))
        except OutputError as error:
            self.outbox.put(protocol.OutputFailed("vlc", error.message, error.hint))

    def _deck(self, song: protocol.Song) -> Deck:
        deck = Deck(song, self.outbox.put, self._spool)
        takes = self._takes.pop(song.token, ())
        if takes:
            deck.set_takes(takes)
        return deck

    def tick(self) -> None:
        """What has to be done again and again."""
        self.transport.collect()
        self._watch()
        now = time.monotonic()
        if now - self._last_status >= STATUS_EVERY:
            self._last_status = now
            self._report()

    def close(self) -> None:
        """Stop input and output, and let go of all songs."""
        self._listening.close()
        if self._output is not None:
            self._output.close()
        self._count_dropouts()
        pulse = self._output.pulse if self._output is not None else None
        self.outbox.put(
            protocol.Stats(
                self._late + self.transport.starved,
                (pulse.longest if pulse else 0.0) * 1000,
                pulse.buffers if pulse else 0,
                tuple(self._gaps),
            )
        )
        self.transport.clear()
        self.transport.collect()

    def _open(self) -> None:
        wish = self._wish
        if wish is None:
            return
        if self._output is not None:
            self._count_dropouts()
            self._output.close()
            self._output = None
        try:
            self.transport.route.hurried = wish.realtime
            output = open_output(wish, self.transport.ready)
            log = self._log = self._new_log(output.latency_ms / 1000 * 3 / 4)
            output.start(log.render)
        except OutputError as error:
            self._failed(error)
            return
        self._output, self._complained = output, False
        self.outbox.put(protocol.OutputOpened(output.target, output.latency_ms))

    def _new_log(self, lasts: float | None = None) -> OutputLog:
        transport = self.transport
        return OutputLog(transport.render, lambda: transport.spans, lasts)

    def _failed(self, error: OutputError) -> None:
        self._retry_at = time.monotonic() + RETRY_EVERY
        if not self._complained and self._wish is not None:
            self._complained = True
            self.outbox.put(protocol.OutputFailed(self._wish.target, error.message, error.hint))

    def _watch(self) -> None:
        """Notice a device that went away, and take it (or its successor) up again."""
        wish, output, now = self._wish, self._output, time.monotonic()
        if wish is None or not wish.realtime:
            return
        if output is not None and now - output.pulse.last > SILENT_FOR:
            output.close()
            self._count_dropouts()
            self._output = None
            self._failed(
                OutputError("The sound output went away.", "Playback goes on when it is back.")
            )
        if self._output is None and now >= self._retry_at:
            self._open()
        if not self._stuttered and output is not None:
            self._stuttered = output.pulse.gaps_since(now - 60) >= STUTTERS
            if self._stuttered:
                self.outbox.put(protocol.OutputStutters(wish.buffer_ms))

    def _count_dropouts(self) -> None:
        if self._output is not None:
            pulse = self._output.pulse
            self._late, pulse.late = self._late + pulse.late, 0
            self._gaps, pulse.gaps = self._gaps + pulse.gaps, []

    def _report(self) -> None:
        transport = self.transport
        if transport.route.stretching != self._stretching:
            self._stretching = transport.route.stretching
            self.outbox.put(protocol.Stretching(self._stretching))
        stems = transport.mixing.sounding is protocol.Sounding.STEMS
        frame = self._heard_frame()
        place, counted = transport.position, 0
        if frame is not None:
            place = heard_place(self._log, frame, place, transport.loop)
            counted = counted_beat(self._log, frame, transport.click.counting)
        state = protocol.Status(
            transport.token, place, transport.playing, stems_sounding=stems, counted=counted
        )
        if state != self._last:
            self._last = state
            live = transport.mixing.sounding is protocol.Sounding.LIVE
            peaks = transport.mixing.meters.fetch()
            self.outbox.put(replace(state, peaks=peaks, live_sounding=live))

    def _heard_frame(self) -> Frames | None:
        """The frame of the output that is heard now; None where what is rendered is heard."""
        transport, output = self.transport, self._output
        if not transport.playing or output is None or self._wish is None:
            return None
        start = self._log.clock.start
        if transport.jumping or not self._wish.realtime or start is None:
            return None
        latency = _LIES * output.latency_ms / 1000 - STATUS_EVERY / 2  # in the middle of its time
        return round((time.monotonic() - start - latency) * SAMPLE_RATE)


def main(connection: Connection, spool: Path | None = None) -> None:
    """Serve one connection until `Quit`, or until the other end is gone."""
    sys.setswitchinterval(0.0005)  # the callback must not wait 5 ms for the interpreter
    engine = Engine(spool)
    try:
        while engine.running:
            if connection.poll(_TICK):
                engine.handle(connection.recv())
            engine.tick()
            _flush(engine, connection)
    finally:
        engine.close()
    _flush(engine, connection)


def _flush(engine: Engine, connection: Connection) -> None:
    while not engine.outbox.empty():
        event = engine.outbox.get()
        if isinstance(event, protocol.SongFailed):
            engine.transport.drop(event.token)
        connection.send(event)
