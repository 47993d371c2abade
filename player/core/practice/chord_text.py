"""A song's chords as text to read, and as a ChordPro file for other programs."""

from collections.abc import Iterator
from itertools import pairwise
from typing import TypeVar

from player.analysis.analysis import Chord, Key
from player.base.values import dataclass
from player.core.practice.chord_edits import Chords, number_at
from player.core.practice.chord_names import chord_name, key_name
from player.engine.protocol import Beats

T = TypeVar("T")

_BARS_IN_LINE = 4
_LEAST = 6
"""Characters that a bar takes in text."""


@dataclass(frozen=True)
class Sheet:
    """What is written."""

    title: str
    artist: str
    chords: Chords
    beats: Beats
    key: Key | None = None
    tempo: float = 0.0
    """Beats a minute; 0 if it is not known."""
    capo: int = 0


def as_text(sheet: Sheet) -> str:
    """Bars in lines of four; a dot is a beat on which the chord goes on."""
    head = [" – ".join(filter(None, (sheet.title, sheet.artist)))]
    facts = [f"Key {key_name(sheet.key)}"] if sheet.key is not None else []
    facts += [f"{sheet.tempo:.0f} BPM"] if sheet.tempo else []
    facts += [f"Capo {sheet.capo}"] if sheet.capo else []
    head += [", ".join(facts)] if facts else []
    bars = [_short(bar) for bar in _bars(sheet)]
    width = max([_LEAST, *map(len, bars)])
    lines = ["| " + " | ".join(bar.ljust(width) for bar in row) + " |" for row in _rows(bars)]
    return "\n".join([*head, "", *lines]) + "\n"


def as_chordpro(sheet: Sheet) -> str:
    """A ChordPro file with the bars as a grid (https://www.chordpro.org)."""
    facts = [("title", sheet.title), ("artist", sheet.artist)]
    facts += [("key", key_name(sheet.key))] if sheet.key is not None else []
    facts += [("tempo", f"{sheet.tempo:.0f}")] if sheet.tempo else []
    facts += [("capo", str(sheet.capo))] if sheet.capo else []
    head = [f"{{{name}: {_plain(value)}}}" for name, value in facts if value]
    grid = ["| " + " | ".join(" ".join(bar) for bar in row) + " |" for row in _rows(_bars(sheet))]
    return "\n".join([*head, "", "{start_of_grid}", *grid, "{end_of_grid}"]) + "\n"


def _bars(sheet: Sheet) -> list[list[str]]:
    """For each bar, for each beat: the chord's name where it begins, else a dot."""
    cells: list[list[str]] = []
    last: Chord | None = None
    for place, first in _steps(sheet):
        number = number_at(sheet.chords, place)
        chord = None if number is None else sheet.chords[number]
        if first or not cells:
            cells.append([])
        begins = chord is not None and (chord is not last or not cells[-1])
        cells[-1].append(chord_name(chord, sheet.key) if begins and chord is not None else ".")
        last = chord
    return cells


def _steps(sheet: Sheet) -> Iterator[tuple[int, bool]]:
    """Beats, a little into each; without beats the chords themselves, each a bar."""
    places = sheet.beats.places
    if not places:
        yield from ((chord.start, True) for chord in sheet.chords)
        return
    within = min((then - now for now, then in pairwise(places)), default=4)
    for place, first in zip(places, sheet.beats.downbeats, strict=True):
        yield place + within // 4, first


def _short(bar: list[str]) -> str:
    """A bar in which one chord lasts is written by that chord alone."""
    changes = [cell for cell in bar if cell != "."]
    return changes[0] if len(changes) == 1 and bar[0] != "." else " ".join(bar)


def _rows(bars: list[T]) -> Iterator[list[T]]:
    return (bars[at : at + _BARS_IN_LINE] for at in range(0, len(bars), _BARS_IN_LINE))


def _plain(text: str) -> str:
    """Without what would end a directive."""
    return " ".join(text.replace("{", "(").replace("}", ")").split())
