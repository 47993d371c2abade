"""Chords are fingered as players do."""

import pytest

from player.analysis.analysis import Chord
from player.analysis.chord_kinds import KINDS
from player.core.practice.chord_names import read_chord
from player.core.practice.chord_shapes import GUITAR, UKULELE, keys_of, shape_of, tones_of

ON_GUITAR = {
    "C": "x32010",
    "Am": "x02210",
    "F": "133211",
    "F#m": "244222",
    "Bm": "x24432",
    "Cm": "x35543",
    "Eb": "xx1343",
    "Dsus4": "xx0233",
    "C7": "x32310",
    "G/B": "x20003",
    "D/F#": "200232",
}
ON_UKULELE = {"C": "0003", "F": "2010", "G": "0232", "Am": "2000", "Bb": "3211", "G7": "0212"}


def chord(text: str) -> Chord:
    return Chord(0, 1, *read_chord(text))


def fingered(text: str, strings: tuple[int, ...]) -> str:
    shape = shape_of(chord(text), strings)
    assert shape is not None
    return "".join("x" if fret is None else str(fret) for fret in shape.frets)


@pytest.mark.parametrize("name", ON_GUITAR)
def test_on_the_guitar(name: str) -> None:
    assert fingered(name, GUITAR) == ON_GUITAR[name]


@pytest.mark.parametrize("name", ON_UKULELE)
def test_on_the_ukulele(name: str) -> None:
    assert fingered(name, UKULELE) == ON_UKULELE[name]


@pytest.mark.parametrize("strings", [GUITAR, UKULELE])
def test_every_chord_has_a_shape_of_its_own_tones(strings: tuple[int, ...]) -> None:
    for root in range(12):
        for kind in KINDS:
            wanted = Chord(0, 1, root, kind)
            shape = shape_of(wanted, strings)
            assert shape is not None
            pairs = zip(strings, shape.frets, strict=True)
            heard = {(string + fret) % 12 for string, fret in pairs if fret is not None}
            assert heard <= tones_of(wanted)
            assert len(heard) >= 3
            assert shape.first + 4 > max(fret for fret in shape.frets if fret is not None)


def test_barres_and_places() -> None:
    shapes = {name: shape_of(chord(name), GUITAR) for name in ("F", "Bm", "A", "C#m")}
    assert {name: shape and (shape.barre, shape.first) for name, shape in shapes.items()} == {
        "F": (1, 1),
        "Bm": (2, 1),
        "A": (None, 1),
        "C#m": (4, 4),
    }


def test_on_the_piano() -> None:
    assert keys_of(chord("C")) == (0, 4, 7)
    assert keys_of(chord("G7/B")) == (11, 14, 17, 19)
    assert keys_of(chord("N.C.")) == ()
    assert shape_of(chord("N.C."), GUITAR) is None
