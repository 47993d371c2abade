"""What can be done to a song's chords, each as a function from chords to chords."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from itertools import pairwise
from pathlib import Path
from typing import Any, TypeAlias

from player.analysis.analysis import Chord
from player.analysis.chord_kinds import KINDS
from player.base.units import Frames
from player.core.song_values import Kept

Chords: TypeAlias = tuple[Chord, ...]
"""One after the other, without gaps."""
Named: TypeAlias = tuple[int | None, str, int | None]
"""Root, kind and bass."""


def number_at(chords: Chords, place: Frames) -> int | None:
    """Which chord sounds there; None outside of all."""
    return next((n for n, each in enumerate(chords) if each.start <= place < each.stop), None)


def with_chord(chords: Chords, number: int, named: Named) -> Chords:
    """Have another chord in this place; the user is certain of it."""
    root, kind, bass = named
    new = replace(chords[number], root=root, kind=kind, bass=bass, confidence=1.0)
    return (*chords[:number], new, *chords[number + 1 :])


def with_chord_from(chords: Chords, place: Frames, named: Named) -> Chords:
    """Have another chord from `place` to the end of the chord that is there now."""
    number = number_at(chords, place)
    if number is None:
        return chords
    now = chords[number]
    if place <= now.start:
        return with_chord(chords, number, named)
    parts = (replace(now, stop=place), replace(now, start=place))
    return with_chord((*chords[:number], *parts, *chords[number + 1 :]), number + 1, named)


def without(chords: Chords, number: int) -> Chords:
    """The chord before goes on instead; instead of the first, the one after it begins sooner."""
    gone = chords[number]
    if len(chords) == 1:
        return chords
    if number == 0:
        return (replace(chords[1], start=gone.start), *chords[2:])
    longer = replace(chords[number - 1], stop=gone.stop)
    return (*chords[: number - 1], longer, *chords[number + 1 :])


def with_edge(chords: Chords, number: int, place: Frames) -> Chords:
    """A chord begins elsewhere, between the start of the one before and its own end."""
    if number == 0:
        return chords
    before, now = chords[number - 1], chords[number]
    place = min(max(place, before.start + 1), now.stop - 1)
    moved = (replace(before, stop=place), replace(now, start=place))
    return (*chords[: number - 1], *moved, *chords[number + 1 :])


def joined(chords: Sequence[Chord]) -> Chords:
    """Neighbours that are the same chord become one."""
    out: list[Chord] = []
    for each in chords:
        last = out[-1] if out else None
        if last and (last.root, last.kind, last.bass) == (each.root, each.kind, each.bass):
            out[-1] = replace(last, stop=each.stop)
        else:
            out.append(each)
    return tuple(out)


def kept_chords(data: Path) -> Kept[Chords | None]:
    """Where the chords are kept that the user changed; None are those that were found."""
    return Kept(data / "chords", "chords", None, _read, _written, lambda _kept, early: early)


def _read(stored: Sequence[Mapping[str, Any]]) -> Chords:
    chords = tuple(_chord(each) for each in stored)
    if any(then.start != now.stop for now, then in pairwise(chords)):
        raise ValueError("chords do not follow each other")
    return chords


def _chord(stored: Mapping[str, Any]) -> Chord:
    start, stop = _whole(stored["start"]), _whole(stored["stop"])
    root, bass, kind = stored["root"], stored["bass"], stored["kind"]
    if kind not in KINDS or not 0 <= start < stop:
        raise ValueError("no chord")
    return Chord(
        start,
        stop,
        None if root is None else _whole(root) % 12,
        kind,
        None if bass is None else _whole(bass) % 12,
        float(stored["confidence"]),
    )


def _written(chords: Chords | None) -> list[dict[str, Any]]:
    return [
        {
            "start": each.start,
            "stop": each.stop,
            "root": each.root,
            "kind": each.kind,
            "bass": each.bass,
            "confidence": each.confidence,
        }
        for each in chords or ()
    ]


def _whole(value: object) -> int:
    if type(value) is not int:
        raise TypeError(value)
    return value
