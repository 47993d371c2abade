"""The ABX test: fair draws, an honest tally."""

import random

import pytest

from player.core.blind_test import BlindTest


@pytest.mark.parametrize("seed", range(4))
def test_x_is_a_or_b_and_answers_are_counted(seed: int) -> None:
    test = BlindTest(random.Random(seed))
    assert {test.alternative("A"), test.alternative("B")} == {0, 1}
    answers = []
    for tries in range(1, 21):
        right = test.alternative("X") == test.alternative("A")
        answers.append(right)
        assert test.answer("A") == right
        assert (test.right, test.tries) == (sum(answers), tries)
    assert 0 < test.right < 20, "X is not always the same"


def test_both_orders_and_both_choices_come_up() -> None:
    tests = [BlindTest(random.Random(seed)) for seed in range(200)]
    assert 60 < sum(test.alternative("A") for test in tests) < 140
    assert 60 < sum(test.alternative("X") for test in tests) < 140


@pytest.mark.parametrize(
    ("right", "tries", "chance"), [(0, 0, 1.0), (0, 5, 1.0), (5, 5, 1 / 32), (9, 10, 11 / 1024)]
)
def test_how_probable_that_is_by_guessing(right: int, tries: int, chance: float) -> None:
    test = BlindTest()
    for number in range(tries):
        letter = "A" if test.alternative("X") == test.alternative("A") else "B"
        other = "B" if letter == "A" else "A"
        test.answer(letter if number < right else other)
    assert test.by_guessing == pytest.approx(chance)
