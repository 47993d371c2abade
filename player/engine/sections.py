"""How loud each stem of a song is over its time, on top of the mix: to the frame, song by song."""

from bisect import bisect_left, bisect_right
from collections import defaultdict
from math import prod

from player.base.units import Frames, StemName
from player.engine.protocol import Section, SetSections, StemGain

_SONGS = 16
"""More than can be loaded at a time."""

Levels = tuple[StemGain, ...]


class SongSections:
    """The sections of one song. Where several of one stem meet, their gains are multiplied."""

    def __init__(self, sections: tuple[Section, ...] = ()) -> None:
        begin, end = (
            defaultdict[Frames, list[Section]](list),
            defaultdict[Frames, list[Section]](list),
        )
        for each in sections:
            if each.start < each.stop and each.gain != 1.0:
                begin[each.start].append(each)
                end[each.stop].append(each)
        self._edges = sorted(begin.keys() | end.keys())
        self._levels: list[Levels] = [()]
        acting: list[Section] = []
        for edge in self._edges:
            acting = [each for each in acting if each.stop != edge] + begin[edge]
            self._levels.append(_levels(acting))

    def at(self, position: Frames) -> Levels:
        """What the stems are multiplied with at this frame; those that stay are left out."""
        return self._levels[bisect_right(self._edges, position)]

    def until_edge(self, position: Frames, count: Frames) -> Frames:
        """How many of the `count` frames from here on have the levels of the first."""
        number = bisect_right(self._edges, position)
        return count if number == len(self._edges) else min(count, self._edges[number] - position)

    def within(self, start: Frames, stop: Frames) -> tuple[Levels, ...]:
        """All levels that there are from start to stop."""
        first = bisect_right(self._edges, start)
        return tuple(self._levels[first : max(first, bisect_left(self._edges, stop)) + 1])

    @property
    def raised(self) -> bool:
        """Whether a stem is louder somewhere than the song has it."""
        return any(gain.left > 1 for levels in self._levels for gain in levels)


NO_SECTIONS = SongSections()


class SectionsBySong:
    """The sections of the songs that are loaded, by their tokens."""

    def __init__(self) -> None:
        self._songs: dict[int, SongSections] = {}

    def set(self, wanted: SetSections) -> None:
        """Take over a command; what was said of the songs before the last few is forgotten."""
        others = [item for item in self._songs.items() if item[0] != wanted.token]
        self._songs = dict([*others[1 - _SONGS :], (wanted.token, SongSections(wanted.sections))])

    def of(self, token: int) -> SongSections:
        """The sections of this song."""
        return self._songs.get(token, NO_SECTIONS)


def _levels(acting: list[Section]) -> Levels:
    stems: dict[StemName, list[float]] = defaultdict(list)
    for each in acting:
        stems[each.stem].append(each.gain)
    gains = {stem: prod(found) for stem, found in stems.items()}
    return tuple(StemGain(stem, gain, gain) for stem, gain in gains.items())
