"""What can be done to a song's beats, each as a function from beats to beats."""

from bisect import bisect_left
from collections.abc import Iterable, Mapping, Sequence
from itertools import pairwise
from pathlib import Path
from typing import Any

from player.base.units import SAMPLE_RATE, Frames
from player.core.practice.song_beats import USUAL_METER, nearest
from player.core.song_values import Kept
from player.engine.protocol import Beats

SLOWEST, FASTEST = 20.0, 400.0
"""Beats a minute that a tempo may be set to."""
METERS = range(1, 17)
"""Beats that a bar may have."""
_APART: Frames = 60 * SAMPLE_RATE // 1_000
"""Beats that would be closer than this are no beats: doubling ends here."""


def usual_meter(beats: Beats) -> int:
    """Beats in most bars; four if there are no bars."""
    bars = [at for at, first in enumerate(beats.downbeats) if first]
    lengths = [stop - start for start, stop in pairwise(bars)]
    return max(lengths, key=lengths.count) if lengths else USUAL_METER


def shifted(beats: Beats, by: Frames) -> Beats:
    """All beats later, or earlier if `by` is negative; those before the song are left out."""
    moved = [(at + by, first) for at, first in _pairs(beats) if at + by >= 0]
    return Beats(tuple(at for at, _ in moved), tuple(first for _, first in moved))


def half_later(beats: Beats) -> Beats:
    """All beats half-way to the next ones: where they were found on the off-beats."""
    places = beats.places
    if not places[1:]:
        return beats
    ends = (*places[1:], 2 * places[-1] - places[-2])
    moved = tuple((now + then) // 2 for now, then in zip(places, ends, strict=True))
    return Beats(moved, beats.downbeats)


def halved(beats: Beats) -> Beats:
    """Every second beat, those that begin bars among them; bars have as many beats as before."""
    start = _first_downbeat(beats)
    places = beats.places[start % 2 :: 2]
    return _counted(places, start // 2, usual_meter(beats))


def doubled(beats: Beats) -> Beats:
    """A beat more between each two; the same beats if they would be closer than 60 ms."""
    places = beats.places
    if any(then - now < 2 * _APART for now, then in pairwise(places)):
        return beats
    between = [(now, (now + then) // 2) for now, then in pairwise(places)]
    twice = (*(at for pair in between for at in pair), *places[-1:])
    return _counted(twice, 2 * _first_downbeat(beats), usual_meter(beats))


def with_downbeat(beats: Beats, place: Frames) -> Beats:
    """The beat nearest to `place` begins a bar; all bars of the song are counted from it."""
    return _counted(beats.places, _number(beats, place), usual_meter(beats))


def with_bars_from(beats: Beats, place: Frames, meter: int | None = None) -> Beats:
    """From the beat nearest to `place` on bars are counted anew, with `meter` beats if given."""
    number = _number(beats, place)
    counted = _counted(beats.places, number, meter or usual_meter(beats))
    return Beats(beats.places, beats.downbeats[:number] + counted.downbeats[number:])


def with_meter(beats: Beats, meter: int) -> Beats:
    """Bars of so many beats, from the first bar on."""
    return _counted(beats.places, _first_downbeat(beats), meter)


def with_tempo_from(beats: Beats, place: Frames, bpm: float, length: Frames) -> Beats:
    """From the beat nearest to `place` on, an even tempo to the song's end.

    Without beats, they begin at `place`. ValueError for a tempo beyond `SLOWEST` and `FASTEST`.
    """
    if not SLOWEST <= bpm <= FASTEST:
        raise ValueError(f"no tempo: {bpm}")
    step = 60 * SAMPLE_RATE / bpm
    start = nearest(beats, place)
    number = bisect_left(beats.places, start)
    count = max(0, int((length - 1 - start) / step)) + 1
    new = tuple(start + round(index * step) for index in range(count))
    meter = usual_meter(beats)
    places = beats.places[:number] + new
    bars = [at for at, first in enumerate(beats.downbeats[: number + 1]) if first] or [number]
    counted = _counted(places, bars[-1], meter)
    return Beats(places, beats.downbeats[:number] + counted.downbeats[number:])


def kept_grids(data: Path) -> Kept[Beats | None]:
    """Where the beats are kept that the user changed; None are those that were found."""
    return Kept(data / "grids", "beats", None, _read, _written, lambda _kept, early: early)


def _read(stored: Mapping[str, Any]) -> Beats:
    places = tuple(_whole(place) for place in stored["places"])
    if any(then <= now for now, then in pairwise(places)) or (places and places[0] < 0):
        raise ValueError("beats out of order")
    bars = {_whole(number) for number in stored["bars"]}
    return Beats(places, tuple(number in bars for number in range(len(places))))


def _written(beats: Beats | None) -> dict[str, list[int]]:
    beats = beats or Beats()
    bars = [number for number, first in enumerate(beats.downbeats) if first]
    return {"places": list(beats.places), "bars": bars}


def _whole(value: object) -> int:
    if type(value) is not int:
        raise TypeError(value)
    return value


def _pairs(beats: Beats) -> Iterable[tuple[Frames, bool]]:
    return zip(beats.places, beats.downbeats, strict=True)


def _first_downbeat(beats: Beats) -> int:
    return next((at for at, first in enumerate(beats.downbeats) if first), 0)


def _number(beats: Beats, place: Frames) -> int:
    return bisect_left(beats.places, nearest(beats, place))


def _counted(places: Sequence[Frames], bar: int, meter: int) -> Beats:
    """Bars of so many beats, one of which begins with beat number `bar`."""
    downbeats = tuple((number - bar) % meter == 0 for number in range(len(places)))
    return Beats(tuple(places), downbeats)
