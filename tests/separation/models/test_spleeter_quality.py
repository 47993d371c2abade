"""Better and best cost time and gain something; the first sound under the playhead is as quick."""

import contextlib
from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pytest

from player.decoder import open_source
from separation.api import GRID, QUALITIES, Separator, open_separator
from separation.models.registry import ModelInfo
from tests.separation.conftest import Sound, agreement, reader

CHUNK = (4 * GRID, 8 * GRID)
SHORT = (0, GRID + 1)
"""A whole song of its own: no draft ends off the grid."""


@pytest.fixture(scope="module")
def separators(info: ModelInfo, spleeter_folder: Path) -> Iterator[dict[str, Separator]]:
    opened = {
        quality: open_separator(info, spleeter_folder, device="cpu", threads=2, quality=quality)
        for quality in QUALITIES
    }
    yield opened
    for separator in opened.values():
        separator.close()


def decoded(path: Path) -> Sound:
    with contextlib.closing(open_source(path)) as source:
        return source.read(0, CHUNK[1] + GRID)


def voice(separator: Separator, song: Sound, start: int, stop: int) -> Sound:
    stems: Sound = separator.separate(reader(song), start, stop, 0)[0]
    return stems


def test_each_quality_gains_on_a_real_song(
    separators: dict[str, Separator], testdata: Path
) -> None:
    folder, samples = testdata / "stems" / "2.Lithium", slice(*CHUNK)
    mix, truth = decoded(folder / "mixture.flac"), decoded(folder / "vocals.flac")[samples]
    fast, better, best = (
        agreement(truth, voice(separators[quality], mix, *CHUNK)) for quality in QUALITIES
    )
    assert better > fast + 0.5
    assert best > better


@pytest.mark.parametrize("quality", ["better", "best"])
def test_a_quality_is_a_version_of_its_own_and_repeats_itself(
    separators: dict[str, Separator], song: Sound, quality: str
) -> None:
    separator, fast = separators[quality], separators["fast"]
    assert separator.version != fast.version
    assert quality in separator.version
    first = voice(separator, song, *SHORT)
    np.testing.assert_array_equal(first, voice(separator, song, *SHORT))
    assert agreement(voice(fast, song, *SHORT), first) < 40


@pytest.mark.parametrize(("start", "stop"), [(0, GRID), (2 * GRID, 3 * GRID), (5 * GRID, 7 * GRID)])
def test_a_draft_is_as_quick_as_ever(
    separators: dict[str, Separator], song: Sound, start: int, stop: int
) -> None:
    draft = voice(separators["best"], song, start, stop)
    np.testing.assert_array_equal(draft, voice(separators["fast"], song, start, stop))


def test_the_last_chunk_of_a_song_is_no_draft(
    separators: dict[str, Separator], song: Sound
) -> None:
    last = voice(separators["best"], song, 4 * GRID, len(song))
    assert agreement(voice(separators["fast"], song, 4 * GRID, len(song)), last) < 40


def test_silence_stays_silence(separators: dict[str, Separator]) -> None:
    assert not voice(separators["best"], np.zeros((GRID + 1, 2), np.float32), *SHORT).any()


def test_an_unknown_quality_is_refused(info: ModelInfo, spleeter_folder: Path) -> None:
    with pytest.raises(ValueError, match="superb"):
        open_separator(info, spleeter_folder, device="cpu", threads=1, quality="superb")
