"""The click: beats of songs put on what is heard, where the spans of a buffer say they are."""

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from player.base.units import Frames, Pcm
from player.base.values import dataclass
from player.engine.click_sounds import BEAT, BETWEEN, DOWNBEAT, Wave, waves
from player.engine.fades import Gate
from player.engine.protocol import Beats, Click, SetBeats
from player.engine.spans import Span

COUNTED_IN = 0
"""The token of spans that are a count-in; their position is a frame of the count-in."""
_APART = 64
"""Two clicks that are nearer, in frames, are one beat."""
_SAME = 0.01
_SONGS = 16
"""More than can be loaded at a time."""


@dataclass(frozen=True)
class Ticks:
    """Where clicks are and of which kind; in order."""

    places: NDArray[np.int64]
    kinds: NDArray[np.int8]

    @classmethod
    def of(cls, beats: Beats, click: Click) -> "Ticks":
        """All clicks of these beats: accents on downbeats, and those between two beats."""
        places = np.array(beats.places, np.int64)
        accented = np.array(beats.downbeats, np.bool_) & click.accents
        kinds = np.where(accented, DOWNBEAT, BEAT).astype(np.int8)
        between = [
            np.rint(places[:-1] + np.diff(places) * (part / click.parts)).astype(np.int64)
            for part in range(1, click.parts)
        ]
        every = np.concatenate((places, *between))
        which = np.concatenate((kinds, np.full(len(every) - len(places), BETWEEN, np.int8)))
        order = np.argsort(every, kind="stable")
        return cls(every[order], which[order])

    def within(self, span: Span, *, fresh: bool) -> list[tuple[Frames, int]]:
        """The clicks of a span: their frames in the buffer, and kinds.

        `fresh`: nothing led up to it. Then it may begin behind the frame that was meant, by less
        than its first two frames have of the song.
        """
        begin = span.position - (2 * span.rate if fresh and span.rate != 1 else 0)
        # A span begins where the last one ended, but for what their sums differ by.
        first, last = np.searchsorted(self.places, (round(begin, 3), round(span.end, 3)))
        found = zip(self.places[first:last].tolist(), self.kinds[first:last].tolist(), strict=True)
        return [
            (span.offset + max(0, round((place - span.position) / span.rate)), kind)
            for place, kind in found
        ]


@dataclass(frozen=True)
class _Wish:
    """What the main thread wants, as one assignment."""

    click: Click
    songs: dict[int, tuple[Beats, Ticks]]


class ClickTrack:
    """Clicks that sound, and those that are to come."""

    def __init__(self) -> None:
        self.counting = Beats()
        """The beats of the last count-in, in its frames."""
        self._wish = _Wish(Click(), {})
        self._counted = Ticks.of(Beats(), Click())
        self._sounding: list[tuple[Wave, Frames]] = []
        """Waves, and where in the next buffer they begin (before it, if they sound already)."""
        self._gate = Gate()
        self._last: Frames = -_APART
        """Where the last click began, seen from the next buffer."""
        self._led_to: tuple[int, float] = (COUNTED_IN, 0.0)
        """Token and position that the last span led up to."""

    # -- commands, on the main thread

    def set(self, click: Click) -> None:
        """Sound like this from the next buffer on."""
        songs = self._wish.songs
        ticks = {token: (beats, Ticks.of(beats, click)) for token, (beats, _) in songs.items()}
        self._wish = _Wish(click, ticks)

    def set_beats(self, wanted: SetBeats) -> None:
        """Take over the beats of a song; those of the songs before the last few are forgotten."""
        click = self._wish.click
        others = [item for item in self._wish.songs.items() if item[0] != wanted.token]
        new = (wanted.token, (wanted.beats, Ticks.of(wanted.beats, click)))
        self._wish = _Wish(click, dict([*others[1 - _SONGS :], new]))

    # -- the callback

    def count_in(self, beats: Beats) -> None:
        """A count-in with these beats begins."""
        self.counting, self._counted = beats, Ticks.of(beats, self._wish.click)

    def reset(self) -> None:
        """Be silent."""
        self._sounding = []

    def put_on(self, out: Pcm, spans: Sequence[Span], volume: float, *, closing: bool) -> bool:
        """Add the clicks to what is heard (n, 2), in place; whether there were any.

        `closing`: the sound fades out before a pause.
        """
        wish = self._wish
        found = waves(wish.click.sound)
        for span in spans:
            token, place = self._led_to
            fresh = span.token != token or abs(span.position - place) > _SAME
            self._led_to = span.token, span.end
            for at, kind in self._ticks(span, wish).within(span, fresh=fresh):
                self._begin(found[kind], at)
        self._last -= len(out)
        if not self._sounding:
            return False
        clicks = np.zeros((len(out), 1), np.float32)
        for wave, at in self._sounding:
            begin = max(0, at)
            part = wave[begin - at : len(out) - at] if at < len(out) else wave[:0]
            clicks[begin : begin + len(part), 0] += part
        if closing:
            part = clicks[: self._gate.left]
            clicks[len(part) :] = 0
            self._gate.shape(part, closing=True)
        else:
            self._gate.reset()
        out += clicks * np.float32(wish.click.level * volume)
        left = [(wave, at - len(out)) for wave, at in self._sounding]
        self._sounding = [(wave, at) for wave, at in left if at + len(wave) > 0]
        return True

    def _begin(self, wave: Wave, at: Frames) -> None:
        """Have a click here; where a loop's stop and its start are beats, it is the start's."""
        if at - self._last < _APART:
            if self._last < 0 or not self._sounding:
                return
            self._sounding.pop()
        self._sounding.append((wave, at))
        self._last = at

    def _ticks(self, span: Span, wish: _Wish) -> Ticks:
        if span.token == COUNTED_IN:
            return self._counted
        if wish.click.on and span.token in wish.songs:
            return wish.songs[span.token][1]
        return _NONE


_NONE = Ticks.of(Beats(), Click())
