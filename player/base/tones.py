"""The twelve tones, by the letters and signs that name them."""

_LETTERS = {"C": 0, "D": 2, "E": 4, "F": 5, "G": 7, "A": 9, "B": 11}
_SIGNS = {"": 0, "#": 1, "♯": 1, "b": -1, "♭": -1}


def tone(letter: str, sign: str) -> int:
    """From 0 (C) to 11 (B); `letter` is a capital from A to G, `sign` "#", "b", one of ♯♭ or ""."""
    return (_LETTERS[letter] + _SIGNS[sign]) % 12
