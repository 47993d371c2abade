"""All that a song is practised with, read and set at once: loop, tempo, key, mix, count-in."""

from collections.abc import Callable
from dataclasses import replace

from player.core.mix import MixController
from player.core.practice.click_control import ClickControl
from player.core.practice.loops import Loops
from player.core.practice.mixes import Mixes
from player.core.practice.named_mixes import NamedMix
from player.core.practice.practice_list import Setup
from player.core.practice.practice_log import Subject
from player.core.queue import Queue

_AS_IT_IS = (100.0, 0, 0)


class PracticeDesk:
    """Of the current track. Main thread only."""

    def __init__(
        self, queue: Queue, mix: MixController, mixes: Mixes, loops: Loops, click: ClickControl
    ) -> None:
        self.tempo: Callable[[], tuple[float, int, int]] = lambda: _AS_IT_IS
        """Percent, semitones and cents."""
        self.set_tempo: Callable[[float, int, int], object] = lambda *_: None
        self.more: list[Callable[[], bool]] = []
        """What else shows that somebody practises: a take that is recorded, a section."""
        self._queue = queue
        self._mix = mix
        self._mixes = mixes
        self._loops = loops
        self._click = click

    def now(self) -> Setup:
        """How the current track is practised."""
        standing = self._mixes.standing
        name = "" if standing is None else self._mixes.all[standing].name
        percent, semitones, cents = self.tempo()
        bars = self._click.settings.bars
        mix = NamedMix(name, self._mix.strips)
        return Setup(self._loops.passage, percent, semitones, cents, bars, mix)

    def have(self, setup: Setup) -> None:
        """Practise the current track so; without a loop it plays on."""
        self.set_tempo(setup.tempo, setup.semitones, setup.cents)
        self._click.set(replace(self._click.settings, bars=setup.count_in))
        self._mix.put(setup.mix.strips)
        if setup.loop is None:
            self._loops.switch(on=False)
        else:
            self._loops.set(*setup.loop)

    def subject(self) -> Subject | None:
        """What is practised; None while the song is merely heard."""
        current = self._queue.current
        track = None if current is None else self._queue.get(current)
        percent, semitones, cents = self.tempo()
        changed = (percent, semitones, cents) != _AS_IT_IS
        busy = self._loops.on or self._click.on or any(each() for each in self.more)
        if track is None or not (busy or changed or not self._mix.neutral):
            return None
        return Subject(
            track.lasting_location, track.title, track.artist, self._loops.passage, percent
        )
