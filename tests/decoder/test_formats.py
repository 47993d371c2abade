"""Every format: the right length, the right sound, and the same frames however they are read."""

from contextlib import closing
from pathlib import Path

import numpy as np
import pytest

from player.base.units import Pcm
from player.decoder import open_source
from tests.decoder.sounds import agreement, by_ffmpeg, by_soundfile, encode, noisy_song, whole

# Name, decoder, frames, and the frames by which what FFmpeg decodes in one go may be longer or
# shorter: an edit list that ends inside a packet, a clock of milliseconds.
FORMATS = [
    ("aac.aac", "pyav", 178_176, 0),
    ("aiff.aiff", "soundfile", 176_400, 0),
    ("flac.flac", "soundfile", 176_400, 0),
    ("m4a.m4a", "pyav", 176_400, 1024),
    ("mkv.mkv", "pyav", 178_176, 0),
    ("mp3-ConstantBitRate.mp3", "pyav", 178_031, 0),
    ("mp3-VariableBitRate.mp3", "pyav", 176_400, 0),
    ("mp4.mp4", "pyav", 176_400, 1024),
    ("ogg.ogg", "soundfile", 176_400, 0),
    ("wav.wav", "soundfile", 176_400, 0),
    ("webm-vp9.webm", "pyav", 178_561, 0),
    ("wma.wma", "pyav", 178_120, 2048),
]
# Where the clip starts in them: an encoder's delay stays in front where no header tells of it (all
# the files with zero here tell), and FFmpeg's WMA decoder leaves out the first packet.
PLACES = {
    **{name: 0 for name, *_ in FORMATS},
    "aac.aac": 1024,
    "mkv.mkv": 1600,
    "mp3-ConstantBitRate.mp3": 576,
    "webm-vp9.webm": 1105,
    "wma.wma": -2048,
}
LOSSLESS = ("aiff.aiff", "flac.flac", "wav.wav")
FINITE_MEMORY = ("mp3-ConstantBitRate.mp3", "mp3-VariableBitRate.mp3", "ogg.ogg")

# Made here: container, codec, rate.
MADE = [
    ("a.m4a", "aac", 48_000),
    ("a.mka", "aac", 32_000),
    ("a.m4a", "alac", 44_100),
    ("a.mp3", "libmp3lame", 22_050),
    ("a.opus", "libopus", 48_000),
    ("a.flac", "flac", 96_000),
    ("a.wv", "wavpack", 44_100),
    ("a.tta", "tta", 44_100),
    ("a.mka", "ac3", 48_000),
    ("a.caf", "alac", 44_100),
    ("a.mp2", "mp2", 44_100),
    ("a.aiff", "pcm_s24be", 44_100),
]


@pytest.fixture(params=FORMATS, ids=[name for name, *_ in FORMATS])
def clip(request: pytest.FixtureRequest, testdata: Path) -> tuple[Path, str, int, int]:
    name, decoder, frames, slack = request.param
    return testdata / "formats" / name, decoder, frames, slack


@pytest.fixture(params=MADE, ids=[f"{name}-{codec}-{rate}" for name, codec, rate in MADE])
def made(request: pytest.FixtureRequest, tmp_path: Path) -> tuple[Path, Pcm]:
    name, codec, rate = request.param
    sound = noisy_song(3 * rate + 123, rate)
    return encode(tmp_path / name, sound, codec, rate), sound


def test_every_format_has_its_exact_length(clip: tuple[Path, str, int, int]) -> None:
    path, decoder, frames, slack = clip
    with closing(open_source(path)) as source:
        assert (source.info.decoder, source.frames) == (decoder, frames)
        assert source.info.warning == ""
    assert abs(len(by_ffmpeg(path)) - frames) <= slack


def test_every_format_sounds_as_when_decoded_in_one_go(clip: tuple[Path, str, int, int]) -> None:
    path, decoder, *_ = clip
    with closing(open_source(path)) as source:
        sound = whole(source)
    reference = by_soundfile(path) if decoder == "soundfile" else by_ffmpeg(path)
    if path.name in LOSSLESS or path.name in FINITE_MEMORY:
        np.testing.assert_array_equal(sound, reference)
    # AAC's noise bands are random; all else is the same.
    assert agreement(reference, sound) > 35


def test_every_format_gives_the_clip_it_was_made_from(
    clip: tuple[Path, str, int, int], testdata: Path
) -> None:
    path, *_ = clip
    original = by_soundfile(testdata / "formats" / "wav.wav")
    with closing(open_source(path)) as source:
        sound = whole(source)
    start = PLACES[path.name]
    assert agreement(original[10_000:100_000], sound[10_000 + start : 100_000 + start]) > 20


def test_seeks_give_the_frames_of_one_pass(clip: tuple[Path, str, int, int]) -> None:
    _check_seeks(clip[0], seed=1)


def test_seeks_in_made_files_give_the_frames_of_one_pass(made: tuple[Path, Pcm]) -> None:
    _check_seeks(made[0], seed=2)


def test_made_files_hold_what_was_put_in(made: tuple[Path, Pcm]) -> None:
    path, _ = made
    with closing(open_source(path)) as source:
        sound = whole(source)
    reference = by_ffmpeg(path)
    assert agreement(reference, sound) > 25
    assert abs(len(reference) - len(sound)) <= 2048


def _check_seeks(path: Path, seed: int) -> None:
    with closing(open_source(path)) as source:
        one_pass = whole(source)
    length = len(one_pass)
    random = np.random.default_rng(seed)
    with closing(open_source(path)) as source:
        for _ in range(40):
            start = int(random.integers(-5_000, length + 1_000))
            count = int(random.integers(1, 20_000))
            expected = np.zeros((count, 2), np.float32)
            first, last = max(start, 0), min(start + count, length)
            if first < last:
                expected[first - start : last - start] = one_pass[first:last]
            np.testing.assert_array_equal(source.read(start, count), expected)
