"""The ruler: round steps, and times as exact as they have to be."""

import pytest

from player.ui.lanes.ruler import time_step, time_words


@pytest.mark.parametrize(
    ("pixel", "step"), [(0.25, 30), (0.01, 1), (0.0001, 0.01), (2e-6, 0.0002), (10.0, 1_200)]
)
def test_marks_are_round_times(pixel: float, step: float) -> None:
    assert time_step(pixel) == pytest.approx(step)


@pytest.mark.parametrize(
    ("time", "step", "words"),
    [
        (67.0, 5, "1:07"),
        (67.25, 0.05, "1:07.25"),
        (0.3, 0.1, "0:00.3"),
        (59.9999, 0.0001, "0:59.9999"),
        (60 * 0.1 * 10, 0.1, "1:00.0"),
        (3_725.0, 600, "1:02:05"),
    ],
)
def test_a_time_is_as_exact_as_its_marks(time: float, step: float, words: str) -> None:
    assert time_words(time, step) == words
