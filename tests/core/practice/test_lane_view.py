"""Zooming and scrolling: what is under the pointer stays there, and nothing is seen twice."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from player.core.practice.lane_view import CLOSEST, LaneView

SONG = 4 * 60 * 44_100

views = st.builds(LaneView.whole_song, st.integers(1, 400_000_000), st.integers(1, 8_000))
factors = st.floats(1e-3, 1e3)
shares = st.floats(0, 1)


def stays_in_the_song(view: LaneView) -> bool:
    return 0 <= view.column <= view.columns - view.width


@given(views, factors, shares)
def test_what_lies_under_the_pointer_stays_there(
    view: LaneView, factor: float, share: float
) -> None:
    near = view.zoomed(0.01, view.width * share).zoomed(factor, view.width / 2)
    x = near.width * share
    zoomed = near.zoomed(0.5, x)
    assert stays_in_the_song(zoomed)
    frame = (near.column + x) * near.per_pixel
    at_an_edge = zoomed.column in {0, zoomed.columns - zoomed.width}
    assert at_an_edge or abs(zoomed.x(frame) - x) <= 0.51


@given(views, factors, shares, st.integers(-10_000, 10_000))
def test_no_place_outside_the_song_is_reached(
    view: LaneView, factor: float, share: float, pixels: int
) -> None:
    for each in (view.zoomed(factor, 0.0), view.zoomed(factor, view.width).scrolled(pixels)):
        assert stays_in_the_song(each)
        assert each.per_pixel <= view.per_pixel
        assert 0 <= each.frame(each.width * share) <= each.length


@given(views, st.floats(0.01, 1), st.integers(1, 8_000))
def test_another_width_keeps_the_whole_song_or_the_left_edge(
    view: LaneView, factor: float, width: int
) -> None:
    assert view.resized(width).is_whole
    near = view.zoomed(factor, 0.0)
    if not near.is_whole and not near.resized(width).is_whole:
        assert near.resized(width).first == near.first


def test_it_goes_from_the_whole_song_to_a_single_period() -> None:
    view = LaneView.whole_song(SONG, 1_000)
    assert (view.first, round(view.last)) == (0, SONG)
    closest = view.zoomed(0, 500)
    assert closest.per_pixel == CLOSEST
    assert closest.last - closest.first < 100  # a period of 440 Hz


def test_it_scrolls_with_the_playhead_until_the_user_scrolls() -> None:
    view = LaneView.whole_song(SONG, 900).zoomed(0.01, 0.0)
    seen = view.following(SONG // 2)
    assert seen.x(SONG // 2) == pytest.approx(300, abs=1)
    assert seen.following(SONG).column == seen.columns - seen.width
    moved = seen.scrolled(100)
    assert moved.column == seen.column + 100
    assert moved.following(0) == moved
    assert seen.zoomed(0.5, 10).follow


def test_the_whole_song_does_not_scroll() -> None:
    view = LaneView.whole_song(SONG, 900)
    assert view.following(SONG) == view
    assert view.scrolled(100) == view


def test_a_piece_is_shown_in_the_middle() -> None:
    start, stop = SONG // 4, SONG // 4 + 44_100
    view = LaneView.whole_song(SONG, 1_000).showing(start, stop)
    assert 0 < view.x(start) < 100
    assert 900 < view.x(stop) < 1_000
