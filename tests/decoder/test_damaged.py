"""Damaged files play as far as they go, each sound in its place, and say so."""

from contextlib import closing, suppress
from pathlib import Path

import numpy as np
import pytest
import soundfile

from player.base.errors import AudioFileError
from player.base.units import SAMPLE_RATE
from player.decoder import open_source
from tests.decoder.sounds import encode, noisy_song, whole

LENGTH = 10 * SAMPLE_RATE


def _cut(path: Path, share: float) -> None:
    path.write_bytes(path.read_bytes()[: int(path.stat().st_size * share)])


def _scratch(path: Path) -> None:
    data = bytearray(path.read_bytes())
    middle = len(data) // 2
    for place in range(middle, middle + 200):
        data[place] ^= 0x5A
    path.write_bytes(data)


def test_a_flac_file_cut_short_plays_up_to_there(tmp_path: Path) -> None:
    song, path = noisy_song(LENGTH), tmp_path / "song.flac"
    soundfile.write(path, song, SAMPLE_RATE)
    _cut(path, 0.6)
    with closing(open_source(path)) as source:
        assert source.frames is not None
        assert 0.5 * LENGTH < source.frames < 0.65 * LENGTH
        assert "damaged" in source.info.warning
        heard = whole(source)
    whole_blocks = int(0.55 * LENGTH)
    np.testing.assert_allclose(heard[:whole_blocks], song[:whole_blocks], atol=1e-4)


def test_an_mp3_file_cut_short_plays_up_to_there(tmp_path: Path) -> None:
    path = encode(tmp_path / "song.mp3", noisy_song(LENGTH), "libmp3lame")
    with closing(open_source(path)) as source:
        complete = whole(source)
    _cut(path, 0.5)
    with closing(open_source(path)) as source:
        assert source.frames == pytest.approx(LENGTH / 2, rel=0.03)
        assert "damaged" in source.info.warning
        heard = whole(source)
    good = len(heard) - 3 * 1152
    np.testing.assert_array_equal(heard[:good], complete[:good])


def test_a_wav_file_cut_short_plays_up_to_there(tmp_path: Path) -> None:
    song, path = noisy_song(LENGTH), tmp_path / "song.wav"
    soundfile.write(path, song, SAMPLE_RATE, subtype="FLOAT")
    _cut(path, 0.5)
    with closing(open_source(path)) as source:
        assert source.frames == pytest.approx(LENGTH / 2, abs=100)
        heard = whole(source)
    np.testing.assert_array_equal(heard, song[: len(heard)])


@pytest.mark.parametrize("name", ["song.m4a", "song.ogg", "song.opus", "song.wma"])
def test_anything_cut_short_gives_sound_or_a_clear_error(
    name: str, tmp_path: Path, testdata: Path
) -> None:
    original = {
        "song.m4a": "formats/m4a.m4a",
        "song.ogg": "formats/ogg.ogg",
        "song.opus": "formats/webm-vp9.webm",
        "song.wma": "formats/wma.wma",
    }[name]
    path = tmp_path / name
    path.write_bytes((testdata / original).read_bytes())
    for share in (0.01, 0.1, 0.5, 0.9):
        _cut(path, share)
        with suppress(AudioFileError), closing(open_source(path)) as source:
            assert np.isfinite(whole(source)).all()


def test_a_scratch_in_a_flac_file_costs_that_moment_only(tmp_path: Path) -> None:
    song, path = noisy_song(LENGTH), tmp_path / "song.flac"
    soundfile.write(path, song, SAMPLE_RATE)
    _scratch(path)
    with closing(open_source(path)) as source:
        assert source.frames == LENGTH
        heard = whole(source)
    wrong = np.flatnonzero(np.abs(heard - song).max(axis=1) > 1e-3)
    assert len(wrong) > 0
    assert wrong[-1] - wrong[0] < 10_000


def test_a_scratched_flac_file_reads_the_same_in_any_order(tmp_path: Path) -> None:
    path = tmp_path / "song.flac"
    soundfile.write(path, noisy_song(LENGTH), SAMPLE_RATE)
    _scratch(path)
    with closing(open_source(path)) as source:
        one_pass = whole(source)
    with closing(open_source(path)) as source:
        for start in (LENGTH - 5_000, 1_000, LENGTH // 2 - 2_000, LENGTH // 2 + 9_000, 0):
            np.testing.assert_array_equal(
                source.read(start, 4_000), one_pass[start : start + 4_000]
            )


def test_samples_that_are_no_numbers_are_silence(tmp_path: Path) -> None:
    song, path = noisy_song(LENGTH), tmp_path / "song.wav"
    song[1_000] = np.nan
    song[2_000] = np.inf
    soundfile.write(path, song, SAMPLE_RATE, subtype="FLOAT")
    with closing(open_source(path)) as source:
        heard = whole(source)
    assert not heard[[1_000, 2_000]].any()
    np.testing.assert_array_equal(heard[2_001:], song[2_001:])


@pytest.mark.parametrize("rate", [1, 2_000_000_000])
def test_an_absurd_sample_rate_is_refused(rate: int, tmp_path: Path) -> None:
    path = tmp_path / "song.wav"
    soundfile.write(path, np.zeros((1_000, 2), np.float32), SAMPLE_RATE)
    data = bytearray(path.read_bytes())
    data[24:28] = rate.to_bytes(4, "little")
    path.write_bytes(data)
    with pytest.raises(AudioFileError, match="no sound"):
        open_source(path)


def test_a_scratch_in_an_mp3_file_plays_on(
    tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    path = encode(tmp_path / "song.mp3", noisy_song(LENGTH), "libmp3lame")
    with closing(open_source(path)) as source:
        complete = whole(source)
    _scratch(path)
    with closing(open_source(path)) as source:
        heard = whole(source)
    early = LENGTH // 3
    np.testing.assert_array_equal(heard[:early], complete[:early])
    assert len(heard) > 0.95 * LENGTH
    assert np.abs(heard[-early:]).max() > 0.1
    assert capfd.readouterr() == ("", "")
