"""A tempo that is tapped while a song plays: even beats through what was tapped."""

import numpy as np

from player.base.units import SAMPLE_RATE, Frames, Seconds, TrackId
from player.core.practice.song_beats import USUAL_METER
from player.engine.protocol import Beats

_PAUSE: Seconds = 2.5
"""After so long, tapping begins anew."""
_ENOUGH = 4
_SHORTEST: Frames = SAMPLE_RATE // 10


class Tapping:
    """The first tap is a downbeat."""

    def __init__(self) -> None:
        self._times: list[Seconds] = []
        self._places: list[Frames] = []
        self._track: TrackId | None = None

    @property
    def enough(self) -> bool:
        """Whether beats can be made of it."""
        return len(self._times) >= _ENOUGH and self._line()[1] >= _SHORTEST

    @property
    def bpm(self) -> float:
        """The tempo as it is tapped; 0 after a single tap."""
        if not self._times[1:]:
            return 0.0
        return 60.0 * (len(self._times) - 1) / (self._times[-1] - self._times[0])

    def tap(self, now: Seconds, place: Frames, track: TrackId) -> None:
        """A tap at this time, with playback at this frame."""
        went_on = bool(self._times) and now - self._times[-1] < _PAUSE and track == self._track
        if not went_on or place <= self._places[-1]:
            self._times, self._places, self._track = [], [], track
        self._times.append(now)
        self._places.append(place)

    def beats(self, length: Frames) -> Beats:
        """Even beats through the whole song, as the taps lie on average."""
        first, step = self._line()
        before = int(first // step)
        count = before + 1 + int((length - 1 - first) // step)
        places = tuple(round(first + (number - before) * step) for number in range(count))
        downbeats = tuple((number - before) % USUAL_METER == 0 for number in range(count))
        return Beats(places, downbeats)

    def _line(self) -> tuple[float, float]:
        """The first tap's frame and the distance, fitted to where playback was at each tap."""
        step, first = np.polyfit(np.arange(len(self._places)), np.array(self._places, float), 1)
        return max(0.0, float(first)), float(step)
