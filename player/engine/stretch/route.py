"""The way from the songs to the output: straight on, or through a stretcher."""

import math
import time
from collections.abc import Iterator
from dataclasses import replace
from functools import partial

import numpy as np

from player.base.units import CHANNELS, SAMPLE_RATE, Frames, Pcm
from player.base.values import dataclass
from player.engine.fades import CrossFade
from player.engine.mixer import RAMP
from player.engine.spans import Span
from player.engine.stretch.places import Run, runs
from player.engine.stretch.stretcher import Stretcher
from player.engine.stretch.tape import Pull, Tape
from player.engine.tempo import FASTER, FINER, Tempo

_AT_ONCE = 0.004
"""Seconds from the beginning of the first buffer in which a run-up may go on."""
_PATIENCE = 1.1
"""By how much longer it may take in each further one."""
_AVERAGED = 2.0
"""Seconds over which the work is averaged."""
MOST = 0.5
"""The share of a core that the finer engine may take, with all that goes before it."""


@dataclass(frozen=True)
class _Before:
    """A tempo that is kept up to a frame of the tape; from there on another one is wished."""

    tempo: Tempo
    until: Frames
    then: Tempo


class Route:
    """Straight on, not a bit is changed, and the tape holds nothing that was not heard yet.

    A stretcher reads ahead of what is heard. Coming back from it, the frames that it has read are
    heard from the tape first. From one way to the other goes a cross-fade at the same place.
    """

    def __init__(self) -> None:
        self.spans: tuple[Span, ...] = ()
        """What is heard in the frames that `read` gave last."""
        self.engine = FINER
        """The one that is used from the next `read` on."""
        self._share = 0.0
        """Of a core, that the finer engine takes with all that goes before it."""
        self._tape = Tape()
        self._stretchers: dict[int, Stretcher] = {}
        self._wish = Tempo()
        self._before: _Before | None = None
        self._through: Stretcher | None = None
        self._coming: Stretcher | None = None
        """What runs up to take over; until then the old way is heard, or silence after a jump."""
        self.hurried = False
        """Whether a buffer must not take long, so that a run-up is spread over some of them."""
        self._silent = False
        self._budget = _AT_ONCE
        self._until = math.inf
        self._place = 0.0
        """The frame of the tape that is heard next; a whole number on the straight way."""
        self._fresh = True
        """Whether nothing was heard since the last jump, so that there is nothing to fade from."""
        self._cross = CrossFade()

    def set(self, tempo: Tempo) -> None:
        """Go this way from the next `read` on; on another thread than that, if wished.

        What is wished from a later frame on anyway stays so.
        """
        self.prepare(tempo)
        if tempo != self._wish:
            self._wish = tempo

    def set_from_here(self, tempo: Tempo) -> None:
        """Go this way once what is pulled now is heard; called in a pull, of a prepared tempo."""
        self._before = _Before(self._now(), self._tape.stop, tempo)
        self._wish = tempo

    def prepare(self, tempo: Tempo) -> None:
        """Make what this tempo takes, so that `set` takes no time."""
        if not tempo.neutral and not self._stretchers:
            self._stretchers = {engine: Stretcher(engine) for engine in (FINER, FASTER)}

    def _now(self) -> Tempo:
        """What is wished of what is heard next."""
        before = self._before
        kept = before is not None and before.then is self._wish and self._place < before.until
        return before.tempo if before is not None and kept else self._wish

    @property
    def straight(self) -> bool:
        """Whether the songs are heard as they are, and as soon as they are pulled."""
        return self._through is None and self._wish.neutral and self._place == self._tape.stop

    @property
    def stretching(self) -> int:
        """The engine that is heard; 0 on the straight way."""
        return self._through.engine if self._through is not None else 0

    @property
    def run_up(self) -> Frames:
        """How many frames before the place of a jump it takes to sound there at once."""
        return 0 if self._wish.neutral else self._stretchers[self.engine].run_up(self._wish)

    def needs(self, count: Frames) -> Frames:
        """How many frames may be pulled, at most, to read so many."""
        if self.straight:
            return count
        lead = max((s.lead(self._wish) for s in self._stretchers.values()), default=0)
        speed = max(self._now().speed, self._wish.speed)
        return math.ceil(count * speed) + self.run_up + lead

    def song(self) -> tuple[int, float] | None:
        """Token and position of what is heard next; None if it is what will be pulled next."""
        return self._tape.song_at(self._place) if self._place < self._tape.stop else None

    def begun(self) -> list[int]:
        """The songs that have begun to be heard, each told once."""
        return self._tape.begun(self._place)

    def jump(self, run_up: Frames, pull: Pull | None = None) -> None:
        """Forget all that was pulled: something else comes, and is heard from `run_up` on."""
        self._tape.clear()
        self._before = None
        self._through, self._coming, self._silent = None, None, False
        self._place, self._fresh = float(run_up), True
        self._cross.reset()
        if pull is not None:
            self._tape.pull(pull, run_up)

    def tail(self, pull: Pull) -> Pcm:
        """The next frames (RAMP, 2) of what is heard, to be faded out under something else."""
        tail = np.zeros((RAMP, CHANNELS), np.float32)
        self._cross.apply(tail[: self._next(tail, pull)])
        self.spans = ()
        return tail

    @property
    def over(self) -> bool:
        """Whether everything was heard, and nothing follows."""
        return self._tape.over and self._place >= self._tape.stop

    def begin(self) -> None:
        """Another buffer is asked for."""
        self.spans = ()
        # On a slow machine it would never catch up with what is heard meanwhile.
        self._budget = _AT_ONCE if self._coming is None else self._budget * _PATIENCE
        self._until = time.perf_counter() + self._budget if self.hurried else math.inf

    def spend(self, seconds: float, count: Frames) -> None:
        """Note what so many frames took of the processor; too much, and the faster engine comes.

        It stays for good: going back and forth would be heard.
        """
        if self.hurried and self.stretching == FINER:
            lasted = count / SAMPLE_RATE
            self._share += (seconds / lasted - self._share) * min(1.0, lasted / _AVERAGED)
            if self._share > MOST:
                self.engine = FASTER

    def read(self, out: Pcm, pull: Pull, *, endless: bool = False) -> Frames:
        """Fill `out` (n, 2); how many frames there are.

        `endless`: what plays cannot be had sooner than it comes, so it keeps its tempo.
        """
        wish = self._now()
        wish = replace(wish, speed=1.0) if endless else wish
        wanted = None if wish.neutral else self._stretchers[self.engine]
        if wanted is not None:
            wanted.set(wish)
        if wanted is self._through:
            self._coming = None
        elif not self._go_over(wanted, pull) and self._fresh:
            self._silent = True
            return len(out)
        count = self._next(out, pull)
        self._fresh = self._fresh and not count
        self._cross.apply(out[:count])
        return count

    def _next(self, out: Pcm, pull: Pull) -> Frames:
        if self._through is None:
            return self._go_straight(out, pull)
        return self._stretch(self._through, out, pull)

    def _go_over(self, wanted: Stretcher | None, pull: Pull) -> bool:
        """Take another way from the next frame on; False if that cannot be yet."""
        place = round(self._place)
        if wanted is not None:
            if wanted is not self._coming:
                self._coming = wanted
                wanted.start(place)
            if not wanted.run_to(place, partial(self._supply, pull), self._until):
                return False
        if not self._fresh:
            self._cross.begin(self.tail(pull))
        elif self._silent:
            self._cross.begin(np.zeros((RAMP, CHANNELS), np.float32))
        self._through, self._coming, self._silent = wanted, None, False
        self._place = float(place)
        return True

    def _supply(self, pull: Pull, start: Frames, stop: Frames) -> Pcm | None:
        there = self._tape.pull(pull, stop) or self._tape.over
        return self._tape.frames(start, stop) if there else None

    def _go_straight(self, out: Pcm, pull: Pull) -> Frames:
        tape, place = self._tape, round(self._place)
        if place > tape.stop and not tape.pull(pull, place):
            self.spans = ()
            return 0
        held = min(len(out), tape.stop - place)
        if held:
            out[:held] = tape.frames(place, place + held)
            self.spans = tuple(self._heard(Run(0, held, place, 1.0)))
            self._place = float(place + held)
            if held == len(out):
                return held
        piece = pull(out[held:])
        tape.append(out[held:], piece)
        after = tuple(replace(span, offset=held + span.offset) for span in piece.spans)
        self.spans = (*self.spans, *after) if held else after
        self._place = float(tape.stop)
        return held + piece.count

    def _stretch(self, stretcher: Stretcher, out: Pcm, pull: Pull) -> Frames:
        count = len(out)
        if not stretcher.fill(count, partial(self._supply, pull)):
            count = stretcher.waiting
        start, stop = stretcher.place(), stretcher.place(count)
        ends = self._tape.over and stop >= self._tape.stop
        if ends:
            count = max(0, math.ceil(count * (self._tape.stop - start) / (stop - start)))
        self.spans = ()
        if count:
            way = tuple(runs(self._place, stretcher.speed, count, stretcher.place))
            self.spans = tuple(span for run in way for span in self._heard(run))
            self._place = way[-1].end
        if ends:
            self._place = float(self._tape.stop)
        out[:count] = stretcher.read(count)
        return count

    def _heard(self, run: Run) -> Iterator[Span]:
        """What of the tape is heard in these frames."""
        for span in self._tape.spans(run.place, run.end):
            first = max(0, math.ceil((span.offset - run.place) / run.rate))
            last = math.ceil((span.offset + span.count - run.place) / run.rate)
            last = min(run.count, last)
            if last > first:
                into = run.place + first * run.rate - span.offset
                yield Span(
                    run.offset + first,
                    last - first,
                    span.token,
                    span.position + into * span.rate,
                    run.rate * span.rate,
                )
