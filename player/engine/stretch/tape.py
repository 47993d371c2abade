"""The songs as they would be heard one frame after the other, a little ahead of what is heard."""

from collections.abc import Callable
from typing import TypeAlias

import numpy as np

from player.base.units import CHANNELS, Frames, Pcm
from player.base.values import dataclass
from player.engine.click import COUNTED_IN
from player.engine.spans import Span

_ROOM = 1 << 17
_KEPT = 1 << 15
"""Frames behind the end that are always there: more than a stretcher looks around in."""


@dataclass(frozen=True)
class Piece:
    """What a pull gave."""

    count: Frames
    """How many frames are there; fewer than were asked for where nothing (more) follows yet."""
    spans: tuple[Span, ...] = ()
    begun: tuple[tuple[Frames, int], ...] = ()
    """Which songs (by token) begin at which of the frames."""
    over: bool = False
    """Whether nothing follows at all."""


Pull: TypeAlias = Callable[[Pcm], Piece]
"""Fills an array (n, 2) with the next frames."""


class Tape:
    """Frames have numbers that go on from one pull to the next, through seeks and songs."""

    def __init__(self) -> None:
        self._sound = np.zeros((_ROOM, CHANNELS), np.float32)
        self._first = 0
        """The number of the frame at the start of `_sound`."""
        self.stop = 0
        """The number of the frame that comes next."""
        self.over = False
        self._spans: list[Span] = []
        self._begun: list[tuple[Frames, int]] = []

    def clear(self) -> None:
        """Be empty, and begin at frame 0."""
        self._first = self.stop = 0
        self.over = False
        self._spans, self._begun = [], []

    def pull(self, pull: Pull, until: Frames) -> bool:
        """Have all frames before `until`; False if they cannot be had (yet)."""
        while self.stop < until and not self.over:
            self._make_room(until - self.stop)
            start = self.stop - self._first
            room = self._sound[start : start + until - self.stop]
            room[:] = 0
            piece = pull(room)
            self._note(piece)
            if not piece.count:
                break
        return self.stop >= until

    def append(self, sound: Pcm, piece: Piece) -> None:
        """Take in what was pulled elsewhere: `piece.count` frames of `sound` (n, 2)."""
        self._make_room(piece.count)
        start = self.stop - self._first
        self._sound[start : start + piece.count] = sound[: piece.count]
        self._note(piece)

    def frames(self, start: Frames, stop: Frames) -> Pcm:
        """The frames from start to stop (stop - start, 2); silence where there are none."""
        inside = self._sound[
            max(0, start - self._first) : max(0, min(stop, self.stop) - self._first)
        ]
        if len(inside) == stop - start:
            return inside
        sound = np.zeros((stop - start, CHANNELS), np.float32)
        offset = max(0, self._first - start)
        sound[offset : offset + len(inside)] = inside
        return sound

    def spans(self, start: float, stop: float) -> list[Span]:
        """What is heard between two places; the spans' offsets are frame numbers."""
        return [s for s in self._spans if s.offset < stop and s.offset + s.count > start]

    def song_at(self, place: float) -> tuple[int, float] | None:
        """Token and position of the song at a place, or of the one that is counted in there."""
        for span in self.spans(place, self.stop):
            if span.token != COUNTED_IN:
                return span.token, span.position + max(0.0, place - span.offset) * span.rate
        return None

    def begun(self, place: float) -> list[int]:
        """The songs that have begun up to this place, each told once."""
        begun = [token for start, token in self._begun if start <= place]
        self._begun = self._begun[len(begun) :]
        return begun

    def _note(self, piece: Piece) -> None:
        for span in piece.spans:
            self._add(span, self.stop + span.offset)
        self._begun += [(self.stop + offset, token) for offset, token in piece.begun]
        self.stop += piece.count
        self.over = piece.over

    def _add(self, span: Span, start: Frames) -> None:
        last = self._spans[-1] if self._spans else None
        if (
            last is not None
            and (last.token, last.rate) == (span.token, span.rate)
            and last.offset + last.count == start
            and last.end == span.position
        ):
            count = last.count + span.count
            self._spans[-1] = Span(last.offset, count, last.token, last.position, last.rate)
        else:
            self._spans.append(Span(start, span.count, span.token, span.position, span.rate))

    def _make_room(self, count: Frames) -> None:
        used = self.stop - self._first
        if used + count <= _ROOM:
            return
        kept = min(used, _KEPT)
        self._sound[:kept] = self._sound[used - kept : used].copy()
        self._first = self.stop - kept
        self._spans = self.spans(self._first, self.stop)
