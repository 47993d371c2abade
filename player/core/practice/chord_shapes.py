"""How chords are fingered: frets on guitar and ukulele, keys on the piano."""

from functools import lru_cache
from itertools import product

from player.analysis.analysis import Chord
from player.analysis.chord_kinds import KINDS
from player.base.values import dataclass
from player.core.practice.usual_shapes import Frets, usual_shape

GUITAR = (40, 45, 50, 55, 59, 64)
"""The open strings, the lowest first, as MIDI numbers."""
UKULELE = (67, 60, 64, 69)
"""The fourth string is tuned high."""
_SPAN = 4
"""Frets that a hand reaches."""
_HIGHEST = 11
_FINGERS = 4
_TRIAD = 3
_PAIR = 2
"""Strings that are pressed without a barre rather than with one."""
_STRETCH = (0.0, 0.5, 1.2, 3.5)
_PLACE, _FINGER, _BARRE, _SILENT, _FIFTH = 0.8, 1.2, 1.2, 1.0, 1.0
"""What makes a shape hard: where the hand is, each finger, a barre, a silent string, no fifth."""


@dataclass(frozen=True)
class Shape:
    """One way to finger a chord."""

    frets: Frets
    barre: int | None = None
    """The fret that the first finger covers."""

    @property
    def first(self) -> int:
        """The lowest fret to draw: 1, or where the hand is."""
        pressed = [fret for fret in self.frets if fret]
        return 1 if not pressed or max(pressed) <= _SPAN else min(pressed)


def tones_of(chord: Chord) -> frozenset[int]:
    """The tones of a chord, its bass among them."""
    if chord.root is None:
        return frozenset()
    tones = {(chord.root + step) % 12 for step in KINDS[chord.kind]}
    return frozenset(tones if chord.bass is None else {*tones, chord.bass})


def shape_of(chord: Chord, strings: tuple[int, ...]) -> Shape | None:
    """The easiest way to finger a chord; None where there is none."""
    if chord.root is None:
        return None
    return _shape(chord.root, chord.kind, chord.bass, strings)


def keys_of(chord: Chord) -> tuple[int, ...]:
    """Keys of the piano to press, in semitones above a C, rising; the bass is the first."""
    if chord.root is None:
        return ()
    notes = [chord.root + step for step in KINDS[chord.kind]]
    if chord.bass is None:
        return tuple(notes)
    above = (note % 12 + 12 * (note % 12 < chord.bass) for note in notes)
    return (chord.bass, *sorted(note for note in above if note != chord.bass))


@lru_cache(maxsize=512)
def _shape(root: int, kind: str, bass: int | None, strings: tuple[int, ...]) -> Shape | None:
    usual = usual_shape(root, kind) if strings == GUITAR and bass is None else None
    if usual is not None:
        return Shape(usual, _barre(usual))
    lowest = root if bass is None else bass
    tones = {(root + step) % 12 for step in KINDS[kind]} | {lowest}
    fifth = (root + 7) % 12
    needed = tones - {fifth} if len(KINDS[kind]) > _TRIAD else tones  # nobody misses it
    found: list[tuple[float, Frets]] = []
    for place in range(1, _HIGHEST - _SPAN + 2):
        found += [
            (_effort(frets) + _FIFTH * (not _has(frets, strings, fifth)), frets)
            for frets in product(*(_choices(string, place, tones) for string in strings))
            if _sounds(frets, strings, needed, lowest)
        ]
    playable = [(effort, frets) for effort, frets in found if _fingers(frets) <= _FINGERS]
    if not playable:
        return None
    _, frets = min(playable, key=lambda pair: pair[0])
    return Shape(frets, _barre(frets))


def _choices(string: int, place: int, tones: set[int]) -> list[int | None]:
    frets = [0, *range(place, place + _SPAN)]
    return [None, *(fret for fret in frets if (string + fret) % 12 in tones)]


def _sounds(frets: Frets, strings: tuple[int, ...], needed: set[int], lowest: int) -> bool:
    """Whether all tones are there, the lowest is lowest, and only strings below it are silent."""
    notes = [string + fret for string, fret in zip(strings, frets, strict=True) if fret is not None]
    if not needed <= {note % 12 for note in notes}:
        return False
    high_fourth = strings[0] > strings[1]  # on a ukulele no tone is the lowest for the ear
    if high_fourth:
        return None not in frets
    first = next(number for number, fret in enumerate(frets) if fret is not None)
    return min(notes) % 12 == lowest and None not in frets[first:]


def _has(frets: Frets, strings: tuple[int, ...], tone: int) -> bool:
    pairs = zip(strings, frets, strict=True)
    return any(fret is not None and (string + fret) % 12 == tone for string, fret in pairs)


def _barre(frets: Frets) -> int | None:
    """The fret that one finger covers, if more strings are pressed there than one finger can."""
    pressed = [fret for fret in frets if fret]
    if not pressed or len(pressed) <= 1:
        return None
    lowest = min(pressed)
    first = frets.index(lowest)
    covered = [fret for fret in frets[first:] if fret is not None]
    if pressed.count(lowest) < _PAIR or 0 in covered:
        return None
    return lowest if len(pressed) > _FINGERS or pressed.count(lowest) > _PAIR else None


def _fingers(frets: Frets) -> int:
    barre = _barre(frets)
    return sum(1 for fret in frets if fret and fret != barre) + (barre is not None)


def _effort(frets: Frets) -> float:
    """Low and open is easy; a barre, a stretch, or a silent string is not."""
    pressed = [fret for fret in frets if fret]
    span = max(pressed, default=0) - min(pressed, default=0)
    silent = sum(fret is None for fret in frets)
    barre = _BARRE if _barre(frets) is not None else 0.0
    hand = _PLACE * min(pressed, default=0) + _STRETCH[span] + _FINGER * _fingers(frets)
    return hand + barre + _SILENT * silent
