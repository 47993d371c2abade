"""The chords that are known, by what follows the root in their name."""

from collections.abc import Mapping

KINDS: Mapping[str, tuple[int, ...]] = {
    "": (0, 4, 7),
    "m": (0, 3, 7),
    "7": (0, 4, 7, 10),
    "maj7": (0, 4, 7, 11),
    "m7": (0, 3, 7, 10),
    "sus2": (0, 2, 7),
    "sus4": (0, 5, 7),
    "dim": (0, 3, 6),
    "aug": (0, 4, 8),
    "m7b5": (0, 3, 6, 10),
    "dim7": (0, 3, 6, 9),
}
"""Semitones above the root; "" is major, "m" minor."""
SIMPLE = ("", "m")
