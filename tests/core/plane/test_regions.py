"""Regions as values: they stay on the plane however they are pulled."""

import numpy as np
import pytest

from player.core.plane.regions import (
    Box,
    PlaneRegion,
    drawn,
    filters,
    free_colour,
    free_name,
    moved,
    reshaped,
    strips,
    with_gain,
    with_mode,
)
from player.engine.live.kinds import HIGHEST, SILENCE, Mode

BOX = Box(-0.5, 0.0, 200.0, 800.0, 2.0, 4.0)
OUTLINE = ((-0.5, 200.0), (0.0, 400.0), (-0.25, 800.0))


@pytest.fixture
def region() -> PlaneRegion:
    return drawn("It", 1, Mode.SOLO, BOX, OUTLINE)


def test_it_moves_as_one_piece(region: PlaneRegion) -> None:
    there = moved(region, 0.25, 1.0, 3.0)
    assert there.box == Box(-0.25, 0.25, 400.0, 1_600.0, 5.0, 7.0)
    assert np.allclose(there.region.outline, ((-0.25, 400.0), (0.25, 800.0), (0.0, 1_600.0)))


@pytest.mark.parametrize(
    ("pan", "octaves", "time"), [(-9, -9, -9), (9, 9, 9), (9, -9, 0), (-9, 9, 0)]
)
def test_it_stays_on_the_plane(
    region: PlaneRegion, pan: float, octaves: float, time: float
) -> None:
    box = moved(region, pan, octaves, time).box
    assert -1 <= box.left < box.right <= 1
    assert 0 < box.low < box.high <= HIGHEST + 1e-6
    assert 0 <= box.start < box.stop
    assert box.right - box.left == pytest.approx(0.5)
    assert box.high / box.low == pytest.approx(4)


def test_edges_may_be_pulled_past_each_other(region: PlaneRegion) -> None:
    box = reshaped(region, Box(0.5, -0.25, 900.0, 100.0, 9.0, 1.0)).box
    assert box == Box(-0.25, 0.5, 100.0, 900.0, 1.0, 9.0)


def test_it_never_becomes_too_small_to_be_taken_hold_of(region: PlaneRegion) -> None:
    box = reshaped(region, Box(1.0, 1.0, HIGHEST, HIGHEST, 3.0, 3.0)).box
    assert box.right - box.left > 0.01
    assert box.high > box.low
    assert box.stop > box.start


def test_a_free_hand_shape_is_stretched(region: PlaneRegion) -> None:
    wide = reshaped(region, Box(-1.0, 1.0, 100.0, 1_600.0))
    assert np.allclose(wide.region.outline, ((-1.0, 100.0), (1.0, 400.0), (0.0, 1_600.0)))


def test_gain_ends_in_silence(region: PlaneRegion) -> None:
    assert with_gain(region, 6).region.gain == 6
    assert with_gain(region, 6).region.mode is Mode.GAIN
    assert with_gain(region, -99).region.gain == SILENCE
    assert with_mode(region, Mode.CUT).region.mode is Mode.CUT


def test_only_those_that_are_on_are_heard(region: PlaneRegion) -> None:
    off = PlaneRegion("Off", region.region, on=False)
    assert filters((region, off)) == (region.region,)


def test_no_more_strips_than_fit(region: PlaneRegion) -> None:
    many = [PlaneRegion(str(n), region.region, in_mixer=n != 1) for n in range(9)]
    assert [number for number, _ in strips(many)] == [0, 2, 3, 4]


def test_names_and_colours_that_are_free(region: PlaneRegion) -> None:
    first = PlaneRegion("Region 1", region.region, colour=0)
    assert free_name("Region", (first,)) == "Region 2"
    assert free_name("Region", ()) == "Region 1"
    assert free_colour((first,)) == 1
