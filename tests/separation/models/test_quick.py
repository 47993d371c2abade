"""The quick split gives four stems that are the mix: the network's voice, and a divided rest."""

from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pytest

from separation.api import GRID, Separator, open_separator
from separation.chunks import MARGIN, ChunkPlan, Seams
from separation.models.registry import load_models
from tests.separation.conftest import Sound, agreement, reader
from tests.separation.dsp.band import band


@pytest.fixture(scope="module")
def quick(spleeter_folder: Path) -> Iterator[Separator]:
    info = load_models()["spleeter-quick4"]
    separator = open_separator(info, spleeter_folder, device="cpu", threads=2)
    yield separator
    separator.close()


def chunked(separator: Separator, song: Sound) -> Sound:
    """The stored stems of a whole song, as the player makes them."""
    plan, seams = ChunkPlan(len(song), cells_per_chunk=separator.cells_per_chunk), Seams()
    stems = np.zeros((len(separator.info.stored_stems), *song.shape), np.float32)
    while chunk := plan.next():
        samples = separator.separate(reader(song), chunk.start, chunk.stop, MARGIN)
        for start, piece in seams.add(chunk, samples):
            stems[:, start : start + piece.shape[1]] = piece
        plan.mark(chunk)
    return stems


def test_the_voice_is_the_networks(quick: Separator, spleeter: Separator, song: Sound) -> None:
    stop = len(song)
    stems = quick.separate(reader(song), 4 * GRID, stop, MARGIN)
    assert stems.shape == (3, stop - 4 * GRID + 2 * MARGIN, 2)
    assert stems.dtype == np.float32
    voice = spleeter.separate(reader(song), 4 * GRID, stop, MARGIN)
    np.testing.assert_array_equal(stems[:1], voice)


def test_its_version_names_method_and_weights(quick: Separator, spleeter: Separator) -> None:
    assert quick.info.weights == spleeter.info.name
    assert quick.version == f"quick-1-{spleeter.version}"


def test_a_band_is_taken_apart(quick: Separator) -> None:
    tracks = band(12)
    mix = np.sum(list(tracks.values()), axis=0)
    _, drums, bass = chunked(quick, mix)
    assert agreement(tracks["drums"], drums) > agreement(tracks["drums"], mix) + 6
    assert agreement(tracks["bass"], bass) > agreement(tracks["bass"], mix) + 4


def test_the_same_song_gives_the_same_stems(quick: Separator, song: Sound) -> None:
    np.testing.assert_array_equal(
        quick.separate(reader(song), 0, 2 * GRID, 0), quick.separate(reader(song), 0, 2 * GRID, 0)
    )


def test_in_chunks_it_is_what_it_is_in_one(quick: Separator, song: Sound) -> None:
    """Two chunks differ as the network's own voice does when its input is cut elsewhere."""
    at_once = quick.separate(reader(song), 0, len(song), 0)
    for whole, part in zip(at_once, chunked(quick, song), strict=True):
        assert agreement(whole, part) > 24


def test_seams_cannot_be_heard(quick: Separator, song: Sound) -> None:
    steps = np.abs(np.diff(chunked(quick, song), axis=1)).max(axis=2)
    seam = 4 * GRID
    for stem in steps:
        around = np.quantile(stem[seam - 4 * MARGIN : seam + 4 * MARGIN], 0.99)
        assert stem[seam - MARGIN : seam + MARGIN].max() <= 2 * around


@pytest.mark.parametrize("frames", [1, 700, GRID + 1])
def test_short_songs_have_stems_of_their_length(quick: Separator, frames: int) -> None:
    noise = np.random.default_rng(1).uniform(-0.5, 0.5, (frames, 2)).astype(np.float32)
    stems = chunked(quick, noise)
    assert stems.shape == (3, frames, 2)
    assert np.isfinite(stems).all()
