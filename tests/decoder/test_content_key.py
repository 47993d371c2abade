"""The key of a song's sound: left alone by tags and names, changed by the sound."""

from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest
import soundfile

from player.base.errors import AudioFileError
from player.base.units import SAMPLE_RATE
from player.decoder import content_key
from tests.decoder.sounds import encode, module, noisy_song
from tests.decoder.tagging import apev2, id3v1, id3v2, mp4, vorbis_comment

SONG = noisy_song(3 * SAMPLE_RATE)


def _mp3(path: Path) -> None:
    encode(path, SONG, "libmp3lame")


def _m4a(path: Path) -> None:
    encode(path, SONG, "aac")


def _opus(path: Path) -> None:
    soundfile.write(path, SONG[: 48_000 * 2], 48_000, format="OGG", subtype="OPUS")


def _libsndfile(path: Path) -> None:
    soundfile.write(path, SONG, SAMPLE_RATE)


TAGGED = [
    ("song.mp3", _mp3, id3v2),
    ("song.mp3", _mp3, id3v1),
    ("song.mp3", _mp3, apev2),
    ("song.flac", _libsndfile, vorbis_comment),
    ("song.flac", _libsndfile, id3v2),
    ("song.ogg", _libsndfile, vorbis_comment),
    ("song.opus", _opus, vorbis_comment),
    ("song.m4a", _m4a, mp4),
]


@pytest.mark.parametrize(
    ("name", "make", "tag"), TAGGED, ids=[f"{name}-{tag.__name__}" for name, _, tag in TAGGED]
)
def test_tags_and_names_do_not_change_the_key(
    name: str, make: Callable[[Path], None], tag: Callable[[Path], None], tmp_path: Path
) -> None:
    path = tmp_path / name
    make(path)
    before, size = content_key(path), path.stat().st_size
    tag(path)
    assert path.stat().st_size != size
    assert content_key(path) == before
    assert content_key(path.rename(tmp_path / "elsewhere.xyz")) == before


@pytest.mark.parametrize("kind", ["wav", "aiff", "flac", "mp3", "m4a"])
def test_other_sound_has_another_key(kind: str, tmp_path: Path) -> None:
    other = SONG.copy()
    other[100_000] += 0.1
    keys = set()
    for number, sound in enumerate((SONG, other, SONG[:-1])):
        path = tmp_path / f"{number}.{kind}"
        if kind == "mp3":
            encode(path, sound, "libmp3lame")
        elif kind == "m4a":
            encode(path, sound, "alac")
        else:
            soundfile.write(path, sound, SAMPLE_RATE)
        keys.add(content_key(path))
    assert len(keys) == 3


def test_one_bit_in_a_wav_file_counts(tmp_path: Path) -> None:
    path = tmp_path / "song.wav"
    soundfile.write(path, SONG, SAMPLE_RATE)
    before = content_key(path)
    data = bytearray(path.read_bytes())
    data[-1000] ^= 1
    path.write_bytes(data)
    assert content_key(path) != before


def test_the_same_samples_at_another_rate_are_another_song(tmp_path: Path) -> None:
    keys = set()
    for rate in (44_100, 48_000):
        soundfile.write(tmp_path / "song.wav", SONG, rate)
        keys.add(content_key(tmp_path / "song.wav"))
    assert len(keys) == 2


def test_every_format_has_a_key_of_its_own(testdata: Path) -> None:
    files = sorted((testdata / "formats").iterdir())
    keys = [content_key(path) for path in files]
    assert len(set(keys)) == len(files)
    assert keys == [content_key(path) for path in files]
    assert all(key.isprintable() and "/" not in key for key in keys)


def test_flac_without_md5_and_what_ffmpeg_cannot_read_have_keys(tmp_path: Path) -> None:
    flac = tmp_path / "song.flac"
    soundfile.write(flac, SONG, SAMPLE_RATE)
    data = bytearray(flac.read_bytes())
    data[26:42] = bytes(16)
    flac.write_bytes(data)
    assert "packets" in content_key(flac)
    (tmp_path / "a.mod").write_bytes(module())
    assert "bytes" in content_key(tmp_path / "a.mod")


def test_a_missing_file_is_told_in_words(tmp_path: Path) -> None:
    with pytest.raises(AudioFileError, match=r"gone\.mp3"):
        content_key(tmp_path / "gone.mp3")


def test_silence_of_other_length_has_another_key(tmp_path: Path) -> None:
    keys = set()
    for frames in (1_000, 2_000):
        soundfile.write(tmp_path / "s.flac", np.zeros((frames, 2), np.float32), SAMPLE_RATE)
        keys.add(content_key(tmp_path / "s.flac"))
    assert len(keys) == 2
