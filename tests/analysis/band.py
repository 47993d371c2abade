"""A band whose beats and chords are known: drums, bass and chords, synthesised."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from player.base.units import SAMPLE_RATE, Pcm, Seconds

Wave = NDArray[np.float64]
Pattern = dict[str, tuple[tuple[float, float], ...]]
"""For each drum: where in the bar (in beats) it is struck, and how hard (0 to 1)."""

CLICK: Pattern = {"rim": ((0, 1.0), (1, 0.8), (2, 0.8), (3, 0.8))}
ROCK: Pattern = {
    "kick": ((0, 1.0), (2, 0.9)),
    "snare": ((1, 0.9), (3, 0.9)),
    "hat": tuple((n / 2, 0.5 if n % 2 else 0.7) for n in range(8)),
}
BUSY: Pattern = {
    "kick": ((0, 1.0), (1.5, 0.7), (2, 0.9), (3.75, 0.5)),
    "snare": ((1, 0.9), (3, 0.9)),
    "hat": tuple((n / 4, (0.8, 0.4, 0.6, 0.4)[n % 4]) for n in range(16)),
}
FOUR_ON_THE_FLOOR: Pattern = {
    "kick": tuple((n, 1.0) for n in range(4)),
    "snare": ((1, 0.6), (3, 0.6)),
    "hat": tuple((n + 0.5, 0.8) for n in range(4)),
}
SHUFFLE: Pattern = {
    "kick": ((0, 1.0), (2, 0.9)),
    "snare": ((1, 0.9), (3, 0.9)),
    "hat": tuple((n + off, 0.6) for n in range(4) for off in (0, 2 / 3)),
}
WALTZ: Pattern = {
    "kick": ((0, 1.0),),
    "snare": ((1, 0.6), (2, 0.6)),
    "hat": tuple((n / 2, 0.4) for n in range(6)),
}
PATTERNS = {
    "click": CLICK,
    "rock": ROCK,
    "busy": BUSY,
    "four": FOUR_ON_THE_FLOOR,
    "shuffle": SHUFFLE,
    "waltz": WALTZ,
}


@dataclass(frozen=True)
class Chart:
    """What is played: when the beats are, and how many of them make a bar."""

    beats: tuple[Seconds, ...]
    meter: int = 4

    @property
    def downbeats(self) -> tuple[Seconds, ...]:
        """The first beat of each bar."""
        return self.beats[:: self.meter]

    def at(self, beat: float) -> Seconds:
        """The time of a place between beats; the last beat's length goes on after it."""
        places = np.arange(len(self.beats))
        last = len(self.beats) - 1
        if beat > last:
            return self.beats[-1] + (beat - last) * (self.beats[-1] - self.beats[-2])
        return float(np.interp(beat, places, self.beats))


def steady(bpm: float, seconds: Seconds, meter: int = 4, start: Seconds = 0.5) -> Chart:
    """One tempo from `start` on."""
    return ramp(bpm, bpm, seconds, meter, start)


def ramp(
    first: float, last: float, seconds: Seconds, meter: int = 4, start: Seconds = 0.5
) -> Chart:
    """A tempo that goes evenly from `first` to `last`, in beats a minute."""
    beats = [start]
    while beats[-1] < seconds:
        bpm = first + (last - first) * (beats[-1] - start) / (seconds - start)
        beats.append(beats[-1] + 60 / bpm)
    return Chart(tuple(beats[: len(beats) // meter * meter]), meter)


def drums(chart: Chart, pattern: Pattern, seed: int = 0) -> Wave:
    """The pattern in every bar, with the small differences of a hand."""
    random = np.random.default_rng(seed)
    out = np.zeros(round((chart.beats[-1] + 2) * SAMPLE_RATE))
    for bar in range(0, len(chart.beats), chart.meter):
        for drum, strokes in pattern.items():
            for place, force in strokes:
                if place < chart.meter:
                    level = force * random.uniform(0.85, 1.0)
                    _add(out, _DRUMS[drum](random) * level, chart.at(bar + place))
    return out


def chords(chart: Chart, played: Sequence[Sequence[float]], sound: str = "piano") -> Wave:
    """One chord, as MIDI numbers, for each bar in turn."""
    out = np.zeros(round((chart.beats[-1] + 2) * SAMPLE_RATE))
    for number, bar in enumerate(range(0, len(chart.beats), chart.meter)):
        length = chart.at(bar + chart.meter) - chart.beats[bar]
        for note in played[number % len(played)]:
            _add(out, _SOUNDS[sound](_hertz(note), length), chart.beats[bar])
    return out


def stereo(*parts: Wave, noise: float = 0.0, seed: int = 0) -> Pcm:
    """Mono parts mixed below full scale, with noise, as (frames, 2)."""
    length = max(map(len, parts))
    mix = sum((np.pad(part, (0, length - len(part))) for part in parts), np.zeros(length))
    mix = 0.8 * mix / max(1e-9, float(np.abs(mix).max()))
    mix += noise * np.random.default_rng(seed).standard_normal(length)
    return np.repeat(mix[:, np.newaxis], 2, axis=1).astype(np.float32)


def _add(out: Wave, sound: Wave, time: Seconds) -> None:
    start = round(time * SAMPLE_RATE)
    end = min(len(out), start + len(sound))
    if start < end:
        out[start:end] += sound[: end - start]


def _time(seconds: Seconds) -> Wave:
    return np.arange(round(seconds * SAMPLE_RATE)) / SAMPLE_RATE


def _kick(_: np.random.Generator) -> Wave:
    time = _time(0.25)
    sweep = 50 * time + 2.0 * (1 - np.exp(-time / 0.02))
    return np.asarray(np.sin(2 * np.pi * sweep) * np.exp(-time / 0.08))


def _snare(random: np.random.Generator) -> Wave:
    time = _time(0.2)
    rattle = random.standard_normal(len(time)) * np.exp(-time / 0.05)
    return np.asarray(0.35 * rattle + 0.4 * np.sin(2 * np.pi * 190 * time) * np.exp(-time / 0.06))


def _hat(random: np.random.Generator) -> Wave:
    time = _time(0.08)
    hiss = np.diff(random.standard_normal(len(time) + 2), n=2)
    return np.asarray(0.08 * hiss * np.exp(-time / 0.02))


def _rim(_: np.random.Generator) -> Wave:
    time = _time(0.05)
    return np.asarray(np.sin(2 * np.pi * 1_000 * time) * np.exp(-time / 0.01))


def _hertz(note: float) -> float:
    return float(440 * 2 ** ((note - 69) / 12))


def _piano(hertz: float, length: Seconds) -> Wave:
    """Struck strings: higher partials are weaker, and gone sooner."""
    time = _time(length)
    partials = range(1, min(12, int(9_000 / hertz)) + 1)
    tones = [np.sin(2 * np.pi * n * hertz * time) * np.exp(-time * n / 1.2) / n for n in partials]
    return np.asarray(0.2 * np.sum(tones, axis=0) * _edges(time, 0.005))


def _organ(hertz: float, length: Seconds) -> Wave:
    time = _time(length)
    partials = ((1, 1.0), (2, 0.7), (3, 0.5), (4, 0.4), (6, 0.25), (8, 0.2))
    tones = [level * np.sin(2 * np.pi * n * hertz * time) for n, level in partials]
    return np.asarray(0.08 * np.sum(tones, axis=0) * _edges(time, 0.02))


def _strings(hertz: float, length: Seconds) -> Wave:
    """Two saws a little apart, with a slow beginning."""
    time = _time(length)
    partials = range(1, min(20, int(8_000 / hertz)) + 1)
    tones = [
        np.sin(2 * np.pi * n * hertz * (1 + apart) * time) / n
        for n in partials
        for apart in (-0.001, 0.001)
    ]
    return np.asarray(0.06 * np.sum(tones, axis=0) * _edges(time, 0.1))


def _guitar(hertz: float, length: Seconds) -> Wave:
    """A plucked string: partials as plucked at a fifth of its length."""
    time = _time(length)
    partials = range(1, min(16, int(8_000 / hertz)) + 1)
    tones = [
        np.sin(np.pi * n / 5) / n * np.sin(2 * np.pi * n * hertz * time) * np.exp(-time * n / 0.8)
        for n in partials
    ]
    return np.asarray(0.25 * np.sum(tones, axis=0) * _edges(time, 0.003))


def _edges(time: Wave, attack: Seconds) -> Wave:
    """A rise at the start, and a fall of 20 ms at the end."""
    return np.asarray(np.minimum(1, time / attack) * np.minimum(1, (time[-1] - time) / 0.02))


_DRUMS: dict[str, Callable[[np.random.Generator], Wave]] = {
    "kick": _kick,
    "snare": _snare,
    "hat": _hat,
    "rim": _rim,
}
_SOUNDS: dict[str, Callable[[float, Seconds], Wave]] = {
    "piano": _piano,
    "organ": _organ,
    "strings": _strings,
    "guitar": _guitar,
}
