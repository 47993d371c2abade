"""Peaks are those of the samples, at every zoom and however the sound came in."""

from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from player.base.units import CELL, SongKey
from player.core.practice.near_samples import PIECE, NearSamples
from player.core.practice.peak_store import PeakStore
from player.core.practice.peaks import Peaks, bin_count, bin_frames, quantised
from player.stemfile.entry import SCALE

HOUR = 3_600 * 44_100


def noise(length: int, seed: int = 0) -> np.ndarray:
    return np.random.default_rng(seed).uniform(-1, 1, (length, 2)).astype(np.float32)


def peaks_of(sound: np.ndarray) -> Peaks:
    peaks = Peaks(len(sound))
    for start in reversed(range(0, len(sound), CELL)):
        peaks.put(start, sound[start : start + CELL])
    return peaks


@settings(max_examples=25, deadline=None)
@given(st.integers(1, 300_000), st.floats(64, 20_000), st.integers(-5, 400))
def test_a_column_has_all_samples_that_lie_in_it_and_few_others(
    length: int, per_pixel: float, first: int
) -> None:
    sound = noise(length, length)
    low, high = peaks_of(sound).columns(first, 50, per_pixel)
    blur = max(64.0, per_pixel / 2)
    for number in (0, 1, 20, 49):
        start, stop = ((first + number + each) * per_pixel for each in (0, 1))
        inner = sound[max(0, int(start + blur)) : max(0, int(stop - blur))]
        outer = sound[max(0, int(start - blur)) : max(0, int(stop + blur + 1))]
        bounds = np.array([min(0, outer.min(initial=0)), max(0, outer.max(initial=0))]) * SCALE
        assert bounds[0] - 1 <= low[number] <= high[number] <= bounds[1] + 1
        if len(inner):
            assert low[number] <= inner.min() * SCALE + 1
            assert high[number] >= inner.max() * SCALE - 1


def test_a_click_on_one_side_is_seen_at_every_zoom() -> None:
    sound = np.zeros((1_000_000, 2), np.float32)
    sound[654_321, 1] = -0.5
    peaks = peaks_of(sound)
    assert peaks.loudest == 0.5
    for per_pixel in (1.0, 64.0, 100.0, 3_000.0, 40_000.0):
        column = int(654_321 / per_pixel)
        low, high = peaks.columns(column - 100, 200, per_pixel)
        assert low[100] == -SCALE // 2
        assert not high.any()


def test_two_hours_take_no_more_memory_than_fifty_minutes() -> None:
    assert bin_frames(HOUR // 2) == 64
    for hours in (1, 2, 10, 30):
        assert bin_count(hours * HOUR) <= 1 << 21


def test_kept_peaks_are_the_same_and_damage_is_not_believed(tmp_path: Path) -> None:
    peaks = peaks_of(noise(100_000))
    store = PeakStore(tmp_path)
    shape = (1, 2, bin_count(100_000))
    store.save(SongKey("song"), "stems", peaks.finest[np.newaxis])
    found = store.load(SongKey("song"), "stems", shape)
    assert found is not None
    again = Peaks(100_000, found[0])
    np.testing.assert_array_equal(again.columns(0, 10, 9_000), peaks.columns(0, 10, 9_000))
    assert store.load(SongKey("song"), "stems", (2, 2, shape[2])) is None
    (file,) = tmp_path.glob("*/*")
    file.write_bytes(file.read_bytes()[:5_000])
    assert store.load(SongKey("song"), "stems", shape) is None


def test_what_was_looked_at_longest_ago_makes_room(tmp_path: Path) -> None:
    store = PeakStore(tmp_path, budget=10_000)
    content = np.zeros((1, 2, 1_000), np.int16)
    for name in ("a", "b"):
        store.save(SongKey(name), "song", content)
    assert store.load(SongKey("a"), "song", content.shape) is not None
    store.save(SongKey("c"), "song", content)
    assert sorted(folder.name for folder in tmp_path.iterdir()) == ["a", "c"]


def test_a_full_disk_costs_only_the_file(tmp_path: Path) -> None:
    (tmp_path / "peaks").touch()  # a file stands where the folder should be
    PeakStore(tmp_path / "peaks").save(SongKey("a"), "song", np.zeros((1, 2, 9), np.int16))


@pytest.mark.parametrize("per_pixel", [0.1, 1.0, 7.3, 60.0])
def test_samples_are_those_of_the_song(per_pixel: float) -> None:
    sound = quantised(noise(3 * PIECE))
    near = NearSamples()
    first = int(PIECE / per_pixel) - 20
    assert near.columns(0, first, 40, per_pixel) is None
    assert near.missing(PIECE - 10, PIECE + 10) == [0, 1]
    for number in range(3):
        near.keep(number, sound[np.newaxis, number * PIECE : (number + 1) * PIECE])
    sides = near.columns(0, first, 40, per_pixel)
    assert sides is not None
    for side, columns in enumerate(sides):
        for number, (low, high) in enumerate(columns.T):
            start = int((first + number) * per_pixel)
            stop = int((first + number + 1) * per_pixel)
            before = start if number == 0 or per_pixel < 1 else int(start - per_pixel)
            part = sound[before : stop + 1 + (per_pixel < 1), side]
            assert part.min() <= low <= high <= part.max()
            if per_pixel > 1:
                inside = sound[start:stop, side]
                assert low <= inside.min()
                assert high >= inside.max()
