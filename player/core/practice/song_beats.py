"""The beats of the queue's tracks, whoever found or tapped them, and what follows from them."""

from bisect import bisect_left, bisect_right
from itertools import pairwise
from statistics import median

from player.base.events import Event
from player.base.units import SAMPLE_RATE, Frames, TrackId
from player.core.playback import Playback
from player.engine.protocol import Beats, CountIn

USUAL_METER = 4
_NONE = Beats()


class SongBeats:
    """By track; tells the engine for its click. Main thread only."""

    def __init__(self, playback: Playback) -> None:
        self.changed: Event[TrackId] = Event()
        self._playback = playback
        self._songs: dict[TrackId, Beats] = {}

    def of(self, track: TrackId | None) -> Beats:
        """A track's beats, as far as they are known."""
        return _NONE if track is None else self._songs.get(track, _NONE)

    def set(self, track: TrackId, beats: Beats) -> None:
        """Have these beats from now on."""
        if beats != self.of(track):
            self._songs[track] = beats
            self._playback.set_beats(track, beats)
            self.changed.emit(track)


def nearest(beats: Beats, place: Frames) -> Frames:
    """The beat nearest to a place; the place itself if there is none."""
    return min(beats.places, key=lambda beat: abs(beat - place), default=place)


def beat_beside(beats: Beats, place: Frames, way: int) -> Frames:
    """The next beat after (`way` 1) or before (-1) a place; half a second away without beats."""
    places = beats.places
    number = bisect_right(places, place) if way > 0 else bisect_left(places, place) - 1
    if 0 <= number < len(places):
        return places[number]
    return place + way * period(beats, place)


def period(beats: Beats, place: Frames) -> Frames:
    """Frames from beat to beat around a place; half a second without beats."""
    places = beats.places
    if not places[1:]:
        return SAMPLE_RATE // 2
    number = min(max(bisect_right(places, place), 1), len(places) - 1)
    return places[number] - places[number - 1]


def tempo(beats: Beats) -> float:
    """Beats a minute, as most of the song has them; 0 without beats."""
    steps = [stop - start for start, stop in pairwise(beats.places)]
    return 60 * SAMPLE_RATE / median(steps) if steps else 0.0


def meter(beats: Beats, place: Frames) -> int:
    """Beats in the bar around a place, or in the last one before; four where no bar is known."""
    number = max(bisect_right(beats.places, place) - 1, 0)
    bars = [at for at, first in enumerate(beats.downbeats) if first]
    known = [(stop - start, stop) for start, stop in pairwise(bars)]
    around = [beats_in for beats_in, stop in known if stop > number]
    before = [beats_in for beats_in, _ in known[-1:]]
    return next(iter(around + before), USUAL_METER)


def count_in(beats: Beats, place: Frames, bars: int) -> CountIn:
    """So many bars before a place in the song, which go over into its beats without a step.

    Nothing without beats. The bars are those around the place; accents are where its bars begin.
    """
    if bars < 1 or not beats.places:
        return CountIn()
    step, in_bar = period(beats, place), meter(beats, place)
    following = bisect_left(beats.places, place)
    if following == len(beats.places):  # behind the last beat they go on as they were
        behind = place - beats.places[-1]
        first, number = -(-behind // step) * step - behind, following - 1 + -(-behind // step)
    else:
        steps, first = divmod(beats.places[following] - place, step)
        number = following - steps
    count = bars * in_bar
    frames = count * step - first
    places = tuple(index * step for index in range(count))
    phase = _in_bar(beats, number, in_bar)
    downbeats = tuple((phase - count + index) % in_bar == 0 for index in range(count))
    return CountIn(frames, Beats(places, downbeats))


def _in_bar(beats: Beats, number: int, in_bar: int) -> int:
    """Which beat of its bar a beat is, from 0."""
    bars = [at for at, first in enumerate(beats.downbeats) if first] or [0]
    return (number - bars[max(0, bisect_right(bars, number) - 1)]) % in_bar
