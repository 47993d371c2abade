"""The uncommon and faulty FLAC files of the IETF's decoder test bench."""

from contextlib import closing
from pathlib import Path

import numpy as np
import pytest

from player.base.errors import AudioFileError
from player.base.units import SAMPLE_RATE
from player.decoder import open_source
from tests.decoder.sounds import whole

# Start of the name: frames in the file, and its rate.
PLAYED = {
    "21": (109_266, 22_050),
    "23": (339_973, 44_100),
    "41": (357_223, 44_100),
    "45": (336_410, 48_000),
    "60": (227_247, 44_100),
    "faulty/02": (195_891, 44_100),
    "faulty/03": (89_903, 24_000),
    "faulty/04": (97_391, 24_000),
    "faulty/05": (39_842, 24_000),
    "faulty/07": (106_031, 24_000),
    "faulty/09": (41_519, 24_000),
    "faulty/10": (119_279, 24_000),
    "uncommon/01": (605_294, 32_000),
    "uncommon/02": (638_856, 44_100),
    "uncommon/03": (375_226, 44_100),
    "uncommon/04": (495_232, 44_100),
    "uncommon/07": (518_462, 44_100),
    "uncommon/08": (465_905, 44_100),
    "uncommon/09": (105_083, 24_000),
    "uncommon/10": (664_669, 44_100),
    "uncommon/11": (572_459, 44_100),
}
REFUSED = ["faulty/01", "faulty/06", "faulty/08", "faulty/11"]


def _file(testdata: Path, start: str) -> Path:
    found = list((testdata / "odd").glob(f"{start} - *.flac"))
    assert len(found) == 1
    return found[0]


@pytest.mark.parametrize("start", PLAYED)
def test_odd_files_play_for_their_whole_length(start: str, testdata: Path) -> None:
    frames, rate = PLAYED[start]
    with closing(open_source(_file(testdata, start))) as source:
        assert source.frames == int(frames * SAMPLE_RATE / rate + 0.5)
        sound = whole(source)
        random = np.random.default_rng(0)
        for first in random.integers(0, len(sound), 10):
            part = source.read(int(first), 5_000)
            expected = sound[first : first + 5_000]
            np.testing.assert_array_equal(part[: len(expected)], expected)
    assert np.isfinite(sound).all()
    assert 0.1 < np.abs(sound).max() <= 1.5


@pytest.mark.parametrize("start", REFUSED)
def test_files_no_decoder_understands_are_refused_in_words(start: str, testdata: Path) -> None:
    with pytest.raises(AudioFileError, match="no sound"):
        open_source(_file(testdata, start))


def test_a_song_that_changes_its_sample_rate_stays_in_tune(testdata: Path) -> None:
    """The music goes on through 32, 24, 16 and 48 kHz: it is heard to the last second."""
    with closing(open_source(_file(testdata, "uncommon/01"))) as source:
        sound = whole(source)
    seconds = np.abs(sound[: len(sound) // SAMPLE_RATE * SAMPLE_RATE]).reshape(-1, SAMPLE_RATE, 2)
    assert (seconds.max(axis=(1, 2)) > 0.05).all()
