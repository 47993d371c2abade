"""Loops and markers of one song: the edges set now, named loops; values, and their file."""

from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any, TypeAlias

from player.base.units import SAMPLE_RATE, Frames
from player.base.values import dataclass
from player.core.song_values import Kept

SHORTEST: Frames = SAMPLE_RATE // 100
"""The shortest loop that can be made: 10 ms."""

Passage: TypeAlias = tuple[Frames, Frames]
"""From start up to, not including, stop."""


@dataclass(frozen=True)
class NamedLoop:
    """A loop that is kept under a name."""

    name: str
    start: Frames
    stop: Frames

    @property
    def passage(self) -> Passage:
        """Where it goes round."""
        return self.start, self.stop


@dataclass(frozen=True)
class Marker:
    """A place that can be gone to."""

    name: str
    place: Frames


@dataclass(frozen=True)
class SongLoops:
    """All of one song. Loops and markers are in the order of their places."""

    start: Frames | None = None
    """The edge A; None if it is not set."""
    stop: Frames | None = None
    """The edge B."""
    loops: tuple[NamedLoop, ...] = ()
    markers: tuple[Marker, ...] = ()

    @property
    def passage(self) -> Passage | None:
        """The loop between the edges, if both are set."""
        if self.start is None or self.stop is None or self.stop - self.start < SHORTEST:
            return None
        return self.start, self.stop

    @property
    def chosen(self) -> NamedLoop | None:
        """The named loop that lies between the edges."""
        return next((loop for loop in self.loops if loop.passage == self.passage), None)

    def between(self, one: Frames, other: Frames) -> "SongLoops":
        """Have the edges here, whichever comes first; at least the shortest loop apart."""
        start, stop = max(0, min(one, other)), max(one, other)
        return replace(self, start=start, stop=max(stop, start + SHORTEST))

    def without_edges(self) -> "SongLoops":
        """No edge is set."""
        return replace(self, start=None, stop=None)

    def with_loop(self, loop: NamedLoop) -> "SongLoops":
        """Keep this loop; one of the same name, or at the same place, gives way."""
        others = [
            each for each in self.loops if each.name != loop.name and each.passage != loop.passage
        ]
        return replace(self, loops=tuple(sorted([*others, loop], key=lambda each: each.passage)))

    def with_marker(self, marker: Marker) -> "SongLoops":
        """Keep this marker; one at the same place gives way."""
        others = [each for each in self.markers if each.place != marker.place]
        return replace(self, markers=tuple(sorted([*others, marker], key=lambda each: each.place)))

    def free_name(self, word: str) -> str:
        """The word with the lowest number that no loop or marker has: "Loop 2"."""
        taken = {loop.name for loop in self.loops} | {marker.name for marker in self.markers}
        number = 1
        while f"{word} {number}" in taken:
            number += 1
        return f"{word} {number}"


def kept_loops(data: Path) -> Kept[SongLoops]:
    """Where and how they are kept."""
    return Kept(data / "loops", "loops", SongLoops(), _read, _write, _join)


def _write(value: SongLoops) -> dict[str, Any]:
    return {
        "a": value.start,
        "b": value.stop,
        "named": [{"name": e.name, "start": e.start, "stop": e.stop} for e in value.loops],
        "markers": [{"name": e.name, "place": e.place} for e in value.markers],
    }


def _read(stored: Mapping[str, Any]) -> SongLoops:
    loops = [NamedLoop(_text(e["name"]), *_passage(e)) for e in stored["named"]]
    markers = [Marker(_text(e["name"]), _place(e["place"])) for e in stored["markers"]]
    start, stop = (None if stored[edge] is None else _place(stored[edge]) for edge in ("a", "b"))
    return SongLoops(start, stop, tuple(loops), tuple(markers))


def _join(kept: SongLoops, early: SongLoops) -> SongLoops:
    """What was done before the file was read comes on top."""
    joined = kept
    for loop in early.loops:
        joined = joined.with_loop(loop)
    for marker in early.markers:
        joined = joined.with_marker(marker)
    if early.start is None and early.stop is None:
        return joined
    return replace(joined, start=early.start, stop=early.stop)


def _passage(stored: Mapping[str, Any]) -> Passage:
    start, stop = _place(stored["start"]), _place(stored["stop"])
    if start >= stop:
        raise ValueError(f"no loop from {start} to {stop}")
    return start, stop


def _place(value: object) -> Frames:
    if type(value) is not int or value < 0:
        raise TypeError(value)
    return value


def _text(value: object) -> str:
    if not isinstance(value, str):
        raise TypeError(value)
    return value
