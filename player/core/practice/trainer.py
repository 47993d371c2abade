"""The speed trainer: a loop that gets faster, with pauses, with and without the part in turns."""

from collections.abc import Callable
from dataclasses import replace

from player.base.events import Event
from player.base.messages import MessageLog
from player.base.units import Frames, TrackId, frames
from player.core.kept_value import KeptValue
from player.core.mix import MixController, gains
from player.core.playback import Playback
from player.core.practice.loops import Loops
from player.core.practice.training import Training
from player.engine.protocol import Command, CountIn, Mix, SetMix


class Trainer:
    """Counts the rounds of the loop that is on. Main thread only."""

    def __init__(
        self,
        playback: Playback,
        mix: MixController,
        loops: Loops,
        messages: MessageLog,
        kept: KeptValue[Training],
    ) -> None:
        """`kept` belongs to it from then on."""
        self.changed: Event[[]] = Event()
        """It began, ended, or another round did."""
        self.running = False
        self.done = 0
        """Rounds that are over."""
        self.set_speed: Callable[[float], None] = lambda _percent: None
        """Plays so fast, in percent, from now on."""
        self.speed: Callable[[], float] = lambda: 100.0
        self.counted: Callable[[TrackId, Frames], CountIn] = lambda _track, _place: CountIn()
        """The count-in before each round, without the pause."""
        self.speed_command: Callable[[float], Command | None] = lambda _percent: None
        """What the engine is told for a speed, to be so exactly when a round begins."""
        self._kept = kept
        self._playback = playback
        self._mix = mix
        self._loops = loops
        self._messages = messages
        self._before = (100.0, False)
        """Speed and mute as they were."""
        playback.looped.connect(self._on_round)
        loops.changed.connect(self._on_loops)
        mix.changed.connect(self._on_mix)

    @property
    def plan(self) -> Training:
        """What it trains by."""
        return self._kept.value

    @property
    def percent(self) -> float:
        """The speed of this round."""
        return self.plan.speed(self.done)

    def lead(self, track: TrackId, place: Frames) -> CountIn:
        """The pause and the count-in before each round."""
        counted = self.counted(track, place)
        if not self.running or self.plan.pause <= 0:
            return counted
        # Silence is stretched like the song.
        pause = frames(self.plan.pause * self.plan.speed(self.done + 1) / 100)
        places = tuple(pause + each for each in counted.beats.places)
        return CountIn(pause + counted.frames, replace(counted.beats, places=places))

    def set_plan(self, plan: Training) -> None:
        """Train by this; the count of rounds stays."""
        self._kept.set(plan)
        if self.running:
            self._begin_round()
        self.changed.emit()

    def start(self) -> None:
        """Go round in the loop from the first speed on, from the loop's start."""
        if self._loops.current.passage is None:
            self._messages.info("There is no loop to train.", "Set its start and its stop first.")
            return
        if not self.running:
            self._before = self.speed(), self._muted
        self.running, self.done = True, 0
        self._loops.switch(on=True)
        passage = self._loops.passage
        if passage is not None:
            self._playback.seek(passage[0])
        self._begin_round()
        self._playback.play()
        self.changed.emit()

    def stop(self) -> None:
        """Be as before."""
        if not self.running:
            return
        self.running = False
        self._playback.set_next_round(())
        speed, muted = self._before
        self.set_speed(speed)
        self._set_mute(muted=muted)
        self._loops.tell()
        self.changed.emit()

    def toggle(self) -> None:
        """Start or stop."""
        if self.running:
            self.stop()
        else:
            self.start()

    def close(self) -> None:
        """Write what is still to be written."""
        self._kept.close()

    def _on_round(self) -> None:
        if self.running:
            self.done += 1
            self._begin_round()
            self.changed.emit()

    def _on_loops(self) -> None:
        if self.running and not self._loops.on:
            self.stop()

    def _on_mix(self) -> None:
        if self.running:
            self._prepare_round()

    def _begin_round(self) -> None:
        """Have this round as planned, and the engine ready for the next one."""
        self.set_speed(self.plan.speed(self.done))
        self._set_mute(muted=self.plan.mutes(self.done))
        self._loops.tell()
        self._prepare_round()

    def _prepare_round(self) -> None:
        """Tell the engine what changes exactly when the next round begins."""
        now, following = self.done, self.done + 1
        commands: list[Command | None] = []
        has_part = self.plan.part in self._mix.stems and self._mix.instead is None
        if has_part and self.plan.mutes(following) != self.plan.mutes(now):
            commands.append(SetMix(self._mix_with(muted=self.plan.mutes(following))))
        if self.plan.speed(following) != self.plan.speed(now):
            commands.append(self.speed_command(self.plan.speed(following)))
        self._playback.set_next_round(tuple(each for each in commands if each is not None))

    @property
    def _muted(self) -> bool:
        part = self.plan.part
        return part in self._mix.stems and any(s.mute for s in self._mix.strips if s.stem == part)

    def _set_mute(self, *, muted: bool) -> None:
        part = self.plan.part
        if part is not None and part in self._mix.stems and muted != self._muted:
            self._mix.set_mute(part, muted)

    def _mix_with(self, *, muted: bool) -> Mix:
        """The mix as it is, but for the part."""
        strips = tuple(
            replace(strip, mute=muted) if strip.stem == self.plan.part else strip
            for strip in self._mix.strips
        )
        return replace(self._mix.heard, gains=gains(strips))
