"""Where the frames of a buffer are on the tape: evenly, for as long as the tempo stands."""

from collections.abc import Callable, Iterator

from player.base.units import Frames
from player.base.values import dataclass

_NEAR = 64
"""Frames by which an even way may miss what was measured: hops are whole frames."""
_EVEN = 1.0
"""Frames by which a part of an uneven way may differ from where its middle is."""
_SHORTEST = 64


@dataclass(frozen=True)
class Run:
    """Frames of a buffer that go on evenly."""

    offset: Frames
    count: Frames
    place: float
    """The first one's place on the tape."""
    rate: float
    """Frames of the tape for each."""

    @property
    def end(self) -> float:
        """The place that comes next."""
        return self.place + self.count * self.rate


def runs(
    start: float, speed: float, count: Frames, measured: Callable[[Frames], float]
) -> Iterator[Run]:
    """How `count` frames go on from `start`.

    `measured`: the place that comes after so many of them.
    """
    if abs(start + speed * count - measured(count)) <= _NEAR:
        yield Run(0, count, start, speed)
        return
    off = start - measured(0)
    yield from _uneven(0, count, lambda frame: measured(frame) + off * (1 - frame / count))


def _uneven(first: Frames, last: Frames, place: Callable[[Frames], float]) -> Iterator[Run]:
    start, stop, middle = place(first), place(last), (first + last) // 2
    straight = start + (stop - start) * (middle - first) / (last - first)
    if last - first > _SHORTEST and abs(place(middle) - straight) > _EVEN:
        yield from _uneven(first, middle, place)
        yield from _uneven(middle, last, place)
    else:
        yield Run(first, last - first, start, (stop - start) / (last - first))
