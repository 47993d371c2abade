"""Keys are understood in all the ways in which tags have them."""

import pytest

from player.library.musical_keys import MusicalKey, musical_key

A_MINOR, C, F_SHARP_MINOR, B_FLAT = (
    MusicalKey(9, minor=True),
    MusicalKey(0, minor=False),
    MusicalKey(6, minor=True),
    MusicalKey(10, minor=False),
)


@pytest.mark.parametrize(
    ("key", "texts"),
    [
        (A_MINOR, ["Am", "am", "A minor", "Amin", "A m", "8A", "8a", "1m", " Am "]),
        (C, ["C", "c", "CM", "Cmaj", "C major", "8B", "1d", "B#"]),
        (F_SHARP_MINOR, ["F#m", "Gbm", "F♯ minor", "F sharp minor", "G flat minor", "11A", "4m"]),
        (B_FLAT, ["Bb", "B♭", "A#", "B flat", "6B", "11d"]),
    ],
)
def test_a_key_however_it_is_written(key: MusicalKey, texts: list[str]) -> None:
    assert {text: musical_key(text) for text in texts} == dict.fromkeys(texts, key)


@pytest.mark.parametrize("text", ["", "o", "H", "Am7", "13A", "0A", "8C", "minor", "A min C"])
def test_what_is_no_key(text: str) -> None:
    assert musical_key(text) is None
