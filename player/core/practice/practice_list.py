"""Practice lists as values: songs in order, each with its loop, tempo, key, mix and count-in."""

import math
from collections.abc import Mapping, Sequence
from dataclasses import field, replace
from pathlib import Path
from typing import Any, TypeAlias

from player.base.units import Frames, SongKey
from player.base.values import dataclass
from player.core.practice.named_mixes import NamedMix, read_mix, written_mix
from player.core.song_values import Kept

ALL = SongKey("practice lists")
"""They are kept in `<data>/practice lists.json`."""
SLOWEST, FASTEST = 25.0, 200.0
MOST_BARS = 4


@dataclass(frozen=True)
class Setup:
    """How a song is practised."""

    loop: tuple[Frames, Frames] | None = None
    tempo: float = 100.0
    """Percent, 25 to 200."""
    semitones: int = 0
    cents: int = 0
    count_in: int = 0
    """Bars before it begins, 0 to 4."""
    mix: NamedMix = field(default_factory=lambda: NamedMix("", ()))
    """Its name is empty if it was none of the named mixes."""


@dataclass(frozen=True)
class Entry:
    """A song and how it is practised."""

    location: str
    """A file or a stream's URL."""
    title: str
    artist: str = ""
    setup: Setup = field(default_factory=Setup)


@dataclass(frozen=True)
class PracticeList:
    """Entries in the order in which they are practised."""

    name: str
    entries: tuple[Entry, ...] = ()

    def with_entry(self, entry: Entry, place: int) -> "PracticeList":
        """Have this one before what is at `place` now."""
        return replace(self, entries=(*self.entries[:place], entry, *self.entries[place:]))

    def without(self, place: int) -> "PracticeList":
        """All but the one at `place`."""
        return replace(self, entries=(*self.entries[:place], *self.entries[place + 1 :]))

    def changed(self, place: int, entry: Entry) -> "PracticeList":
        """Have another entry in place of the one at `place`."""
        return self.without(place).with_entry(entry, place)


PracticeLists: TypeAlias = tuple[PracticeList, ...]


def kept_lists(data: Path) -> Kept[PracticeLists]:
    """How they are kept in the user's folder, at `ALL`."""
    return Kept(data, "practice lists", (), _read, _write, lambda kept, early: kept + early, "")


def _write(lists: PracticeLists) -> list[dict[str, Any]]:
    return [
        {"name": each.name, "entries": [_written_entry(entry) for entry in each.entries]}
        for each in lists
    ]


def _written_entry(entry: Entry) -> dict[str, Any]:
    setup = entry.setup
    return {
        "location": entry.location,
        "title": entry.title,
        "artist": entry.artist,
        "loop": setup.loop,
        "tempo": setup.tempo,
        "semitones": setup.semitones,
        "cents": setup.cents,
        "count_in": setup.count_in,
        "mix": written_mix(setup.mix),
    }


def _read(stored: Sequence[Mapping[str, Any]]) -> PracticeLists:
    return tuple(
        PracticeList(_text(each["name"]), tuple(map(_entry, each["entries"]))) for each in stored
    )


def _entry(stored: Mapping[str, Any]) -> Entry:
    setup = Setup(
        _loop(stored["loop"]),
        _within(stored["tempo"], SLOWEST, FASTEST),
        round(_within(stored["semitones"], -12, 12)),
        round(_within(stored["cents"], -100, 100)),
        round(_within(stored["count_in"], 0, MOST_BARS)),
        read_mix(stored["mix"]),
    )
    artist = stored["artist"]
    if not isinstance(artist, str):
        raise TypeError(artist)
    return Entry(_text(stored["location"]), _text(stored["title"]), artist, setup)


def _loop(stored: Sequence[int] | None) -> tuple[Frames, Frames] | None:
    if stored is None:
        return None
    start, stop = stored
    if type(start) is not int or type(stop) is not int or not 0 <= start < stop:
        raise ValueError(stored)
    return start, stop


def _within(value: float, low: float, high: float) -> float:
    if isinstance(value, bool) or not math.isfinite(value):
        raise TypeError(value)
    return float(min(max(value, low), high))


def _text(value: object) -> str:
    if not isinstance(value, str) or not value.strip():
        raise ValueError(value)
    return value
