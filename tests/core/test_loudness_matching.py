"""What brings alternatives to the same loudness, without clipping any of them."""

import pytest

from player.base.units import SAMPLE_RATE
from player.core.loudness_matching import PASSAGE, passage_around, trims
from player.loudness.loudness import Loudness


def test_the_softer_one_is_raised_as_far_as_its_peaks_allow() -> None:
    loud, soft = Loudness(-10.0, 0.9, 80), Loudness(-16.0, 0.75, 80)
    lower, raise_ = trims([loud, soft])
    assert -10.0 + lower == pytest.approx(-16.0 + raise_)
    assert raise_ == pytest.approx(2.5, abs=0.01)
    assert 0.75 * 10 ** (raise_ / 20) == pytest.approx(1.0)


def test_nothing_is_made_louder_than_the_loudest_and_silence_is_left_alone() -> None:
    assert trims([Loudness(-20.0, 0.2, 80), None, Loudness(-23.0, 0.1, 80)]) == (0.0, 0.0, 3.0)
    assert trims([None, None]) == (0.0, 0.0)


def test_what_clips_already_is_only_lowered() -> None:
    assert trims([Loudness(-8.0, 1.3, 80), Loudness(-9.0, 1.2, 80)]) == (-1.0, 0.0)


@pytest.mark.parametrize("position", [0, 5, 29.9])
def test_the_passage_lies_within_the_song_and_holds_the_playhead(position: float) -> None:
    found = passage_around(round(position * SAMPLE_RATE), 30 * SAMPLE_RATE)
    assert 0 <= found.start < found.stop <= 30 * SAMPLE_RATE
    assert found.holds(round(position * SAMPLE_RATE))
    assert found.stop - found.start == PASSAGE


def test_a_short_song_is_measured_as_a_whole() -> None:
    found = passage_around(SAMPLE_RATE, 3 * SAMPLE_RATE)
    assert (found.start, found.stop) == (0, 3 * SAMPLE_RATE)
