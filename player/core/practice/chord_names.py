"""Names of tones, keys and chords, spelled as a key asks for; and chords from what was typed."""

import re
from dataclasses import replace

from player.analysis.analysis import Chord, Key
from player.analysis.chord_kinds import KINDS
from player.base.tones import tone

NO_CHORD = "N.C."
_SHARPS = ("C", "C#", "D", "D#", "E", "F", "F#", "G", "G#", "A", "A#", "B")
_FLATS = ("C", "Db", "D", "Eb", "E", "F", "Gb", "G", "Ab", "A", "Bb", "B")
_USUAL = ("C", "Db", "D", "Eb", "E", "F", "F#", "G", "Ab", "A", "Bb", "B")
_MINOR_THIRD = 3
_FLAT_KEYS = frozenset({1, 3, 5, 8, 10})
"""Tonics of major keys with flats: Db, Eb, F, Ab, Bb."""
_CHORD = re.compile(r"([A-G])([#♯b♭]?)([^/]*)(?:/([A-G])([#♯b♭]?))?")
_ALSO = {
    "maj": "",
    "M": "",
    "min": "m",
    "-": "m",
    "M7": "maj7",
    "Δ": "maj7",
    "min7": "m7",
    "-7": "m7",
    "sus": "sus4",
    "°": "dim",
    "o": "dim",
    "+": "aug",
    "ø": "m7b5",
    "ø7": "m7b5",
    "m7♭5": "m7b5",
    "°7": "dim7",
    "o7": "dim7",
}
"""Other ways to write the kinds."""
_SIMPLE = {"7": "", "maj7": "", "sus2": "", "sus4": "", "aug": "", "m7": "m"}
_NOTHING = frozenset({"", "-", "n", "nc", "n.c.", "n.c"})


def tone_name(number: int, key: Key | None = None) -> str:
    """A tone by the accidentals of a key; without a key F# and else flats."""
    if key is None:
        return _USUAL[number % 12]
    relative = (key.tonic + 3) % 12 if key.minor else key.tonic
    return (_FLATS if relative in _FLAT_KEYS else _SHARPS)[number % 12]


def key_name(key: Key) -> str:
    """As "Eb" or "F#m"."""
    return tone_name(key.tonic, key) + ("m" if key.minor else "")


def chord_name(chord: Chord, key: Key | None = None) -> str:
    """As "F#m7/C#"; `NO_CHORD` where there is none."""
    if chord.root is None:
        return NO_CHORD
    low = "" if chord.bass is None else f"/{tone_name(chord.bass, key)}"
    return f"{tone_name(chord.root, key)}{chord.kind}{low}"


def read_chord(text: str) -> tuple[int | None, str, int | None]:
    """Root, kind and bass of what was typed, as "Bbmaj7/D"; ValueError if it is no chord."""
    text = text.strip()
    if text.lower() in _NOTHING:
        return None, "", None
    found = _CHORD.fullmatch(text[:1].upper() + text[1:])
    if found is None:
        raise ValueError(f"no chord: {text}")
    letter, sign, kind, low, low_sign = found.groups()
    kind = _ALSO.get(kind, kind)
    if kind not in KINDS:
        raise ValueError(f"no chord: {text}")
    root = tone(letter, sign)
    bass = None if low is None else tone(low, low_sign)
    return root, kind, None if bass == root else bass


def transposed(chord: Chord, semitones: int) -> Chord:
    """The same chord so much higher."""
    if chord.root is None:
        return chord
    bass = None if chord.bass is None else (chord.bass + semitones) % 12
    return replace(chord, root=(chord.root + semitones) % 12, bass=bass)


def transposed_key(key: Key | None, semitones: int) -> Key | None:
    """The same key so much higher."""
    return None if key is None else replace(key, tonic=(key.tonic + semitones) % 12)


def simple(chord: Chord) -> Chord:
    """The nearest major or minor chord, on its root."""
    kind = _SIMPLE.get(chord.kind, "m" if _MINOR_THIRD in KINDS[chord.kind] else "")
    return replace(chord, kind=kind, bass=None)
