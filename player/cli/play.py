"""`minusone play`: plays without a window, with the same engine, cache and mixer."""

import argparse
import json
import os
import time
from dataclasses import dataclass, field
from pathlib import Path

from player.base.loop import Loop
from player.base.units import CELL, SAMPLE_RATE, frames, seconds
from player.cli.live_options import add_live_options, live_filters
from player.cli.model_choice import add_model_options, chosen, stems_of_model
from player.cli.tempo_options import add_tempo_options, given_tempo
from player.cli.terminal import (
    Complaints,
    Progress,
    add_mix_options,
    add_sound_options,
    given_folders,
    given_settings,
    given_sound,
    main_loop,
    mix_is_given,
    peak_memory_mb,
    set_mix,
)
from player.core.assembly import MinusOne, Wishes
from player.core.playback import PlaybackState, Transport
from player.core.replay_gain import GainMode
from player.core.separation import StemState
from player.engine.live.kinds import LiveFilter
from player.engine.protocol import OpenOutput
from player.stemfile.cell_map import CellState
from player.stems import protocol
from player.stems.jobs import News

TAGS = 5.0
"""Seconds in which tags should have been read, and with them how loud a song is."""


def add_options(parser: argparse.ArgumentParser) -> None:
    """The command's options."""
    parser.add_argument(
        "files", nargs="+", metavar="FILE", help="a file, a folder or a stream's URL"
    )
    add_mix_options(parser)
    add_tempo_options(parser)
    add_live_options(parser)
    add_model_options(parser)
    add_sound_options(parser)
    parser.add_argument(
        "--mute-at", type=float, metavar="S", help="mix and filter only after S seconds"
    )
    parser.add_argument("--output", default=None, help="default, a device, null, vlc or wav:PATH")
    parser.add_argument("--buffer", type=int, metavar="MS", help="length of the output buffer")
    parser.add_argument("--start", type=float, default=0.0, metavar="S", help="seconds")
    parser.add_argument("--duration", type=float, metavar="S", help="seconds")
    parser.add_argument(
        "--realtime",
        action=argparse.BooleanOptionalAction,
        default=True,
        help="no: null and wav run as fast as sound and stems arrive",
    )
    parser.add_argument("--stats", type=Path, metavar="FILE.json", help="write figures of this run")


@dataclass
class Figures:
    """What one run measured."""

    click_to_muted_ms: float | None = None
    click_to_live_ms: float | None = None
    separated: list[tuple[float, int]] = field(default_factory=list)
    """(when, cells that are final) of each chunk."""
    started: float = 0.0

    def take(self, news: News) -> None:
        """Note how separation goes on."""
        match news.report:
            case protocol.JobStarted():
                self.started = time.monotonic()
            case protocol.ChunkDone(_, cells, _):
                self.separated.append((time.monotonic(), cells.count(CellState.FINAL)))

    @property
    def speed(self) -> float | None:
        """Seconds of music separated in a second, over the whole run."""
        if not self.separated:
            return None
        when, cells = self.separated[-1]
        return round(cells * CELL / SAMPLE_RATE / (when - self.started), 2)


def run(options: argparse.Namespace) -> int:
    """Carry it out; 0 if something was played and nothing failed."""
    place = given_folders(options)
    settings = chosen(options, place, given_settings(place))
    output = OpenOutput(
        options.output or settings.output, options.buffer or settings.buffer_ms, options.realtime
    )
    sound = given_sound(options, place, settings)
    filters = live_filters(options)
    tempo = given_tempo(options)
    with main_loop() as loop:
        wishes = Wishes(
            output,
            eager=False,
            model=options.model,
            stems=stems_of_model(place, settings) if mix_is_given(options) else (),
            resume=False,
        )
        player = MinusOne(place, settings, loop, wishes)
        player.sound.set(sound)
        player.practice.tempo.set(tempo)
        try:
            session = _Session(player, loop, options, filters)
            session.play()
        finally:
            memory = session_memory(player)
            player.close()
            loop.run_until(lambda: player.playback.stats is not None, timeout=1.0)
    if options.stats:
        options.stats.write_text(json.dumps(session.stats(memory, output), indent=2))
    return 1 if session.complaints.failed or not session.played else 0


def session_memory(player: MinusOne) -> dict[str, float | None]:
    """Peak memory of each process, in MB."""
    separator = player.scheduler.pids[0]
    return {
        "window": peak_memory_mb(os.getpid()),
        "engine": peak_memory_mb(player.engine.pid),
        "separator": peak_memory_mb(separator) if separator else None,
    }


class _Session:
    def __init__(
        self,
        player: MinusOne,
        loop: Loop,
        options: argparse.Namespace,
        filters: tuple[LiveFilter, ...],
    ) -> None:
        self.player = player
        self.filters = filters
        self.loop = loop
        self.options = options
        self.complaints = Complaints()
        self.figures = Figures()
        self.played = False
        self._over = False
        self._mixed = False
        player.messages.said.connect(self.complaints.take)
        player.playback.finished.connect(self._finish)
        player.playback.output_failed.connect(self._no_output)
        player.playback.mix_heard.connect(self._heard)
        player.playback.live_heard.connect(self._live_heard)
        player.playback.state_changed.connect(self._show)
        player.scheduler.news.connect(self.figures.take)

    def play(self) -> None:
        """Play everything to the end."""
        late = self.options.mute_at is not None
        if not late:
            self._mix()
        if not self._open():
            return
        if not self.options.realtime and not self.player.mix.neutral:
            self._wait_for_stems()
        self.player.playback.play()
        while not self.loop.run_until(lambda: self._over, timeout=0.02):
            if late and not self._mixed and self._elapsed() >= self.options.mute_at:
                self._mix()

    def stats(self, memory: dict[str, float | None], output: OpenOutput) -> dict[str, object]:
        """The figures, as `--stats` writes them."""
        engine = self.player.playback.stats
        return {
            "click_to_muted_ms": self.figures.click_to_muted_ms,
            "click_to_live_ms": self.figures.click_to_live_ms,
            "dropouts": engine.dropouts if engine else None,
            "longest_gap_ms": round(engine.longest_gap_ms, 1) if engine else None,
            "buffer_ms": output.buffer_ms,
            "peak_rss_mb": memory,
            "separated_x_realtime": self.figures.speed,
        }

    def _open(self) -> bool:
        """Queue everything and load the first track, held; False if there is nothing."""
        nothing: list[object] = []
        disconnect = self.player.messages.said.connect(nothing.append)
        self.player.open(self.options.files)
        self.loop.run_until(lambda: bool(self.player.queue.tracks or nothing))
        disconnect()
        if not self.player.queue.tracks:
            return False
        if self.player.sound.wishes.replay_gain.mode is not GainMode.OFF:
            self.loop.run_until(lambda: self.player.queue.tracks[0].tagged, timeout=TAGS)
        start = frames(self.options.start)
        stop = None if self.options.duration is None else start + frames(self.options.duration)
        self.player.playback.load(self.player.queue.tracks[0], start, stop, play=False)
        return True

    def _wait_for_stems(self) -> None:
        """Without a clock nothing is gained by playing the original first."""

        def settled() -> bool:
            track = self.player.queue.current
            state = self.player.separation.status(track).state if track else StemState.FAILED
            return self._over or state in (StemState.WORKING, StemState.READY, StemState.FAILED)

        self.loop.run_until(lambda: settled() or bool(self.player.messages.recent))

    def _mix(self) -> None:
        self._mixed = True
        set_mix(self.options, self.player.mix)
        self.player.live.set(self.filters)

    def _elapsed(self) -> float:
        return seconds(self.player.playback.state.position) - float(self.options.start)

    def _heard(self, milliseconds: float) -> None:
        if self._mixed and not self.player.mix.neutral and self.figures.click_to_muted_ms is None:
            self.figures.click_to_muted_ms = round(milliseconds, 1)

    def _live_heard(self, milliseconds: float) -> None:
        if self.figures.click_to_live_ms is None:
            self.figures.click_to_live_ms = round(milliseconds, 1)

    def _finish(self) -> None:
        self._over = True

    def _no_output(self) -> None:
        """A device that goes away is waited for; one that never was there is not."""
        if not self._elapsed():
            self._over = True

    def _show(self, state: PlaybackState) -> None:
        self.played = self.played or state.transport is Transport.PLAYING
        track = self.player.queue.get(state.track) if state.track else None
        if track is None:
            return
        length = f" / {seconds(state.length):.0f} s" if state.length else ""
        stems = self.player.separation.status(track.id)
        part = f"   stems {stems.done:.0%}" if stems.state is StemState.WORKING else ""
        Progress.show(f"{track.title}   {seconds(state.position):.0f}{length}{part}")
