"""Packets decoded in segments."""

from contextlib import closing
from pathlib import Path

import numpy as np
import pytest

from player.base.errors import AudioFileError
from player.base.units import SAMPLE_RATE
from player.decoder import open_source
from tests.decoder.sounds import agreement, by_ffmpeg, encode, noisy_song, whole
from tests.decoder.tagging import apev2, id3v1


@pytest.mark.parametrize("rate", [16_000, 44_100])
@pytest.mark.parametrize("bit_rate", [32_000, 320_000])
def test_mp3_over_many_segments_equals_one_decode(rate: int, bit_rate: int, tmp_path: Path) -> None:
    if rate == 16_000:
        bit_rate = min(bit_rate, 160_000)
    path = tmp_path / "song.mp3"
    encode(path, noisy_song(20 * rate, rate), "libmp3lame", rate, bit_rate=bit_rate)
    with closing(open_source(path)) as source:
        sound = whole(source)
        reference = by_ffmpeg(path)
        assert source.frames == len(reference) == 20 * SAMPLE_RATE
    if rate == SAMPLE_RATE:
        np.testing.assert_array_equal(sound, reference)
    assert agreement(reference, sound) > 120


def test_aac_over_many_segments_stays_in_place_and_seamless(tmp_path: Path) -> None:
    song = noisy_song(20 * SAMPLE_RATE)
    path = encode(tmp_path / "song.m4a", song, "aac")
    with closing(open_source(path)) as source:
        sound = whole(source)
    assert agreement(by_ffmpeg(path), sound) > 40  # its noise bands are random


def test_packets_of_a_long_song_move_to_the_folder_given(tmp_path: Path) -> None:
    song = noisy_song(60 * SAMPLE_RATE)
    path = encode(tmp_path / "song.m4a", song, "alac")
    assert path.stat().st_size > 1 << 23
    with closing(open_source(path, tmp_path)) as source:
        np.testing.assert_allclose(
            source.read(55 * SAMPLE_RATE, 1000)[:, 0], song[55 * SAMPLE_RATE :][:1000, 0], atol=1e-4
        )
    with pytest.raises(AudioFileError, match="kept on disk"):
        open_source(path, tmp_path / "no such folder")


def test_nothing_is_left_in_the_spool_folder(tmp_path: Path, testdata: Path) -> None:
    for name in ("ogg.ogg", "wma.wma", "m4a.m4a"):
        source = open_source(testdata / "formats" / name, tmp_path)
        source.read(0, 100_000)
        source.close()
    assert list(tmp_path.iterdir()) == []


def test_tags_behind_the_sound_change_nothing(tmp_path: Path) -> None:
    path = encode(tmp_path / "song.mp3", noisy_song(3 * SAMPLE_RATE), "libmp3lame")
    with closing(open_source(path)) as source:
        before = whole(source)
    for tag in (apev2, id3v1):
        tag(path)
        with closing(open_source(path)) as source:
            np.testing.assert_array_equal(whole(source), before)
