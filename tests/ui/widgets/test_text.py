"""Numbers as short text."""

import pytest

from player.ui.widgets.decibel_scale import BOTTOM, MARKS, TOP, level, place
from player.ui.widgets.text import (
    MINUS,
    breakable,
    clock,
    decibels,
    parse_decibels,
    size,
    time_left,
    time_span,
)


@pytest.mark.parametrize(
    ("time", "text"),
    [(0, "0:00"), (7.9, "0:07"), (205, "3:25"), (3723, "1:02:03"), (-1, "0:00")],
)
def test_clock(time: float, text: str) -> None:
    assert clock(time) == text


@pytest.mark.parametrize(
    ("time", "text"),
    [(0.2, "1 s left"), (11.6, "12 s left"), (200, "about 3 min left"), (9000, "about 2 h left")],
)
def test_time_left(time: float, text: str) -> None:
    assert time_left(time) == text


@pytest.mark.parametrize(
    ("time", "text"), [(0, "1 s"), (40.2, "40 s"), (342, "6 min"), (4800, "80 min"), (9000, "2 h")]
)
def test_time_span(time: float, text: str) -> None:
    assert time_span(time) == text


@pytest.mark.parametrize(
    ("count", "text"),
    [(0, "0 MB"), (430_000_000, "430 MB"), (1_240_000_000, "1.2 GB"), (20_000_000_000, "20 GB")],
)
def test_size(count: int, text: str) -> None:
    assert size(count) == text


@pytest.mark.parametrize(
    ("value", "text"),
    [(0.0, "0.0 dB"), (-0.04, "0.0 dB"), (3.5, "+3.5 dB"), (-60, f"{MINUS}∞ dB")],
)
def test_decibels(value: float, text: str) -> None:
    assert decibels(value, BOTTOM) == text


@pytest.mark.parametrize(
    ("text", "value"),
    [("-3,5", -3.5), ("+6 dB", 6.0), (f"{MINUS}∞ dB", -60.0), ("loud", None), ("nan", None)],
)
def test_typed_decibels(text: str, value: float | None) -> None:
    assert parse_decibels(text, BOTTOM) == value


def test_long_words_can_be_broken() -> None:
    text = breakable("short " + "x" * 60)
    assert max(len(part) for part in text.replace("\u200b", " ").split()) <= 24
    assert text.replace("\u200b", "") == "short " + "x" * 60


def test_the_scale_and_its_inverse_agree() -> None:
    for mark in (*MARKS, BOTTOM, TOP, -47.3):
        assert level(place(mark)) == pytest.approx(mark)
    assert (place(-200), place(200)) == (0.0, 1.0)
