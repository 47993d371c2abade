"""Musical keys as people and programs write them: "Am", "F# minor", "Bb", "8A", "1m"."""

import re
from typing import NamedTuple

from player.base.tones import tone

_WORDS = re.compile(r"([A-Ga-g])\s*(?:([#♯b♭])|(sharp)|(flat))?\s*(|m|M|min(?:or)?|maj(?:or)?)")
_WHEEL = re.compile(r"(1[0-2]|[1-9])([ABabmdMD])")
"""On the wheel of fifths: with A and B as Mixed In Key has it, with m and d as Open Key."""
_FIFTH = 7
_MINOR_THIRD = 3


class MusicalKey(NamedTuple):
    """What a song is in."""

    tonic: int
    """0 is C, 11 is B."""
    minor: bool


def musical_key(text: str) -> MusicalKey | None:
    """The key that `text` names; None if it is none."""
    text = text.strip()
    place = _WHEEL.fullmatch(text)
    if place is not None:
        letter = place[2].lower()
        from_c = int(place[1]) - (8 if letter in "ab" else 1)
        minor = letter in "am"
        return MusicalKey((from_c * _FIFTH - (_MINOR_THIRD if minor else 0)) % 12, minor)
    words = _WORDS.fullmatch(text)
    if words is None:
        return None
    sign = "#" if words[3] else "b" if words[4] else words[2] or ""
    minor = words[5] == "m" or words[5].startswith("min")
    return MusicalKey(tone(words[1].upper(), sign), minor)
