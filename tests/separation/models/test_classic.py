"""The methods without a network do what they are known for, and say where they cannot run."""

from collections.abc import Callable
from functools import cache
from pathlib import Path

import numpy as np
import pytest

from separation.api import GRID, Separator, open_separator
from separation.chunks import MARGIN
from separation.errors import Interrupted, SeparationError, WeightsError
from separation.models import about
from separation.models.classic import METHODS
from separation.models.registry import load_models
from separation.models.store import ModelStore
from tests.separation.conftest import Sound, agreement, reader
from tests.separation.dsp.band import band

CLASSIC = [name for name, info in load_models().items() if info.network == "classic"]
BEATS = 12
Tracks = dict[str, Sound]


def mono() -> Sound:
    return np.repeat(mixed("vocals", "other")[: 2 * GRID, :1], 2, axis=1)


def opened(name: str) -> Separator:
    return open_separator(load_models()[name], Path("no weights"), device="cpu", threads=2)


@cache
def tracks() -> Tracks:
    return band(BEATS)


def mixed(*names: str) -> Sound:
    return np.asarray(sum(tracks()[name] for name in names), np.float32)


def separated(name: str, mix: Sound) -> Tracks:
    method = opened(name)
    stems = method.separate(reader(mix), 0, len(mix), 0)
    rest = mix - stems.sum(axis=0)
    return dict(zip(method.info.stems, (*stems, rest), strict=True))


def gain(found: Tracks, stem: str, truth: Sound, mix: Sound) -> float:
    """Decibels of SDR above the untouched mix."""
    return agreement(truth, found[stem]) - agreement(truth, mix)


def test_every_method_is_in_the_list_of_models() -> None:
    assert {load_models()[name].architecture["method"] for name in CLASSIC} == set(METHODS)


def test_what_repeats_is_accompaniment() -> None:
    backing = np.tile(mixed("drums", "bass", "other")[: 4 * 22_050], (3, 1))
    mix = backing + tracks()["vocals"][: len(backing)]
    found = separated("repet-sim", mix)
    assert gain(found, "vocals", tracks()["vocals"], mix) > 6
    assert gain(found, "accompaniment", backing, mix) > 2


def test_the_melody_is_followed() -> None:
    mix = mixed("vocals", "drums")
    assert gain(separated("melody", mix), "vocals", tracks()["vocals"], mix) > 3


def test_two_sources_in_two_places_are_two_components() -> None:
    voice, keys = tracks()["vocals"], tracks()["other"] * np.array([1.0, 0.2], np.float32)
    mix = voice + keys
    found = separated("fastica", mix)
    assert gain(found, "vocals", voice, mix) > 6
    assert gain(found, "accompaniment", keys, mix) > 12


def test_what_is_short_is_drums_and_what_lasts_is_not() -> None:
    strokes = np.zeros_like(tracks()["vocals"])
    noise = np.random.default_rng(3).normal(0, 0.2, (4_000, 2)).astype(np.float32)
    for start in range(0, len(strokes) - len(noise), 22_050):
        strokes[start : start + len(noise)] = noise
    mix = strokes + tracks()["other"]
    found = separated("hpss", mix)
    assert gain(found, "drums", strokes, mix) > 3
    assert gain(found, "other", tracks()["other"], mix) > 3


def test_parts_are_grouped_into_bass_and_drums() -> None:
    mix = mixed("drums", "bass", "other")
    found = separated("nmf", mix)
    assert gain(found, "bass", tracks()["bass"], mix) > 2
    assert gain(found, "drums", tracks()["drums"], mix) > 2


@pytest.mark.parametrize("name", CLASSIC)
def test_a_chunk_is_the_same_every_time_and_as_long_as_asked(name: str) -> None:
    method = opened(name)
    mix = mixed("vocals", "drums", "bass", "other")[: 5 * GRID // 2]
    first = method.separate(reader(mix), GRID, 2 * GRID, MARGIN)
    assert first.shape == (len(method.info.stored_stems), GRID + 2 * MARGIN, 2)
    assert first.dtype == np.float32
    assert np.isfinite(first).all()
    np.testing.assert_array_equal(first, opened(name).separate(reader(mix), GRID, 2 * GRID, MARGIN))


@pytest.mark.parametrize("name", CLASSIC)
@pytest.mark.parametrize("make", [lambda: np.zeros((GRID, 2)), lambda: np.full((3, 2), 0.5), mono])
def test_silence_a_moment_and_one_channel_are_no_trouble(
    name: str, make: Callable[[], Sound]
) -> None:
    song = np.asarray(make(), np.float32)
    stems = opened(name).separate(reader(song), 0, len(song), 0)
    assert stems.shape[1:] == song.shape
    assert np.isfinite(stems).all()
    assert np.abs(stems.sum(axis=0)).max() <= np.abs(song).max() * 1.5


@pytest.mark.parametrize("name", CLASSIC)
def test_it_can_be_left_in_the_middle(name: str) -> None:
    method = opened(name)
    song = mixed("vocals", "drums")

    def read(start: int, count: int) -> Sound:
        method.interrupt()
        return reader(song)(start, count)

    with pytest.raises(Interrupted):
        method.separate(read, 0, GRID, 0)


def test_without_its_packages_it_says_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(about, "find_spec", lambda _name: None)
    with pytest.raises(SeparationError) as caught:
        opened("repet-sim")
    assert caught.value.hint == "It needs the classic extra: pip install 'minus-one[classic]'"


def test_a_method_is_installed_as_it_is(tmp_path: Path) -> None:
    store = ModelStore(tmp_path)
    assert store.installed("nmf")
    store.install(load_models()["nmf"], lambda _: None)
    assert not list(tmp_path.iterdir())
    with pytest.raises(WeightsError, match="nmf is part of the program"):
        store.remove("nmf")
