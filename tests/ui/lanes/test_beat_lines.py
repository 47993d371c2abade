"""Bars and beats are counted as a musician counts them."""

import pytest

from player.engine.protocol import Beats
from player.ui.lanes.beat_lines import BeatCount, beats_words

UPBEAT = Beats(tuple(range(100, 1_000, 100)), tuple(number % 4 == 1 for number in range(9)))


@pytest.mark.parametrize(
    ("frame", "words"),
    [
        (50, ""),
        (100, "0:1"),
        (200, "1:1"),
        (299, "1:1"),
        (350, "1:2"),
        (600, "2:1"),
        (5_000, "2:4"),
    ],
)
def test_each_place_has_its_bar_and_beat(frame: int, words: str) -> None:
    assert beats_words(BeatCount.of(UPBEAT), frame) == words


def test_without_beats_nothing_is_counted() -> None:
    assert beats_words(BeatCount.of(Beats()), 100) == ""
