"""Files at other sample rates: pitch, level and place stay, wherever one starts to read."""

from contextlib import closing
from pathlib import Path

import numpy as np
import pytest
import soundfile
import soxr

from player.base.units import SAMPLE_RATE
from player.decoder import open_source
from tests.decoder.sounds import agreement, by_soundfile, noisy_song, sine, whole

RATES = [8_000, 11_025, 22_050, 32_000, 44_056, 48_000, 88_200, 96_000, 192_000]


@pytest.fixture(params=RATES)
def rate(request: pytest.FixtureRequest) -> int:
    value = request.param
    assert isinstance(value, int)
    return value


def test_segments_equal_the_file_converted_in_one_go(rate: int, tmp_path: Path) -> None:
    path = tmp_path / "song.wav"
    soundfile.write(path, noisy_song(5 * rate + 17, rate), rate, subtype="FLOAT")
    with closing(open_source(path)) as source:
        sound = whole(source, block=10_007)
    reference = by_soundfile(path)
    assert len(sound) == len(reference)
    # An uneven ratio: there soxr itself rounds places, in one go as well.
    limit = -100 if rate == 44_056 else -120
    assert 20 * np.log10(np.abs(sound - reference).max() + 1e-9) < limit
    assert agreement(reference, sound) > 110


@pytest.mark.parametrize("frames", [1, 2, 1000, 48_000, 70_001])
def test_the_length_is_what_soxr_gives_for_the_whole_file(
    frames: int, rate: int, tmp_path: Path
) -> None:
    path = tmp_path / "song.wav"
    soundfile.write(path, np.zeros((frames, 1), np.float32), rate)
    with closing(open_source(path)) as source:
        expected = len(soxr.resample(np.zeros((frames, 2), np.float32), rate, SAMPLE_RATE, "VHQ"))
        assert source.frames == expected


def test_a_sine_keeps_its_pitch_and_level(rate: int, tmp_path: Path) -> None:
    path = tmp_path / "sine.wav"
    soundfile.write(path, sine(1_000, 4, rate), rate, subtype="FLOAT")
    with closing(open_source(path)) as source:
        middle = source.read(SAMPLE_RATE, 2 * SAMPLE_RATE)
    expected = sine(1_000, 4, SAMPLE_RATE)[SAMPLE_RATE : 3 * SAMPLE_RATE]
    assert agreement(np.stack([expected, expected], axis=1), middle) > 80


def test_an_impulse_stays_in_its_place(rate: int, tmp_path: Path) -> None:
    path = tmp_path / "impulse.wav"
    sound = np.zeros(4 * rate, np.float32)
    sound[3 * rate] = 1.0
    soundfile.write(path, sound, rate, subtype="FLOAT")
    with closing(open_source(path)) as source:
        around = source.read(3 * SAMPLE_RATE - 100, 200)
    assert int(np.abs(around[:, 0]).argmax()) == 100


def test_24_bits_at_192_khz(tmp_path: Path) -> None:
    path = tmp_path / "fine.flac"
    soundfile.write(path, sine(1_000, 1, 192_000, level=1e-5), 192_000, subtype="PCM_24")
    with closing(open_source(path)) as source:
        assert (source.info.sample_rate, source.frames) == (192_000, SAMPLE_RATE)
        level = np.abs(source.read(10_000, 10_000)).max()
    assert level == pytest.approx(1e-5, rel=0.05)


def test_8_khz_mono(tmp_path: Path) -> None:
    path = tmp_path / "phone.wav"
    soundfile.write(path, sine(440, 1, 8_000), 8_000, subtype="PCM_U8")
    with closing(open_source(path)) as source:
        assert (source.info.channels, source.frames) == (1, SAMPLE_RATE)
        sound = source.read(0, SAMPLE_RATE)
    np.testing.assert_array_equal(sound[:, 0], sound[:, 1])
    assert np.abs(sound).max() == pytest.approx(0.5, rel=0.03)
