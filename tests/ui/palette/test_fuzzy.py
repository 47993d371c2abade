"""A few letters find what is meant."""

import pytest

from player.ui.palette.entry import Entry, best
from player.ui.palette.fuzzy import score

TEXTS = [
    "Open files…",
    "Open folder…",
    "Play or pause",
    "Stop after this track",
    "Mute vocals",
    "Mute accompaniment",
    "Hold separation",
    "Settings: Sound",
    "Shuffle",
]
ENTRIES = [Entry(text, text, lambda: None, "Mix" if "Mute" in text else "") for text in TEXTS]


@pytest.mark.parametrize(
    ("typed", "first"),
    [
        ("open fo", "Open folder…"),
        ("of", "Open files…"),
        ("mv", "Mute vocals"),
        ("sat", "Stop after this track"),
        ("SOUND", "Settings: Sound"),
        ("vocals mute", "Mute vocals"),
        ("shu", "Shuffle"),
        ("paus", "Play or pause"),
        ("mix acc", "Mute accompaniment"),
    ],
)
def test_the_first_is_what_was_meant(typed: str, first: str) -> None:
    assert best(typed, ENTRIES, ())[0].text == first


def test_a_word_goes_before_first_letters_that_spell_it() -> None:
    texts = ("Play from the start of the loop", "Solo vocals")
    entries = [Entry(text, text, lambda: None) for text in texts]
    assert [entry.text for entry in best("solo", entries, ())] == [texts[1], texts[0]]


def test_what_does_not_fit_is_left_out() -> None:
    assert [entry.text for entry in best("vocl", ENTRIES, ())] == ["Mute vocals"]
    assert best("xyz", ENTRIES, ()) == []
    assert score("ba", "ab") is None


def test_without_letters_the_last_ones_come_first_and_nothing_is_missing() -> None:
    shown = [entry.text for entry in best("  ", ENTRIES, ("Shuffle", "Mute vocals", "gone"))]
    assert shown[:3] == ["Shuffle", "Mute vocals", "Open files…"]
    assert sorted(shown) == sorted(TEXTS)


def test_of_two_that_fit_alike_the_last_used_is_first() -> None:
    assert best("open fi", ENTRIES, ())[0].text == "Open files…"
    assert best("mute", ENTRIES, ("Mute accompaniment",))[0].text == "Mute accompaniment"
