"""All that can be wrong in the world: a clear word, no traceback, nothing lost, it goes on."""

import os
import resource
import shutil
from pathlib import Path

import numpy as np
import pytest
import soundfile
from numpy.typing import NDArray

from player.base.units import SAMPLE_RATE
from tests.cli.conftest import Home, new_home
from tests.decoder.sounds import noisy_song

Sound = NDArray[np.float64]


def truncated(path: Path, source: Path, part: float = 0.6) -> Path:
    content = source.read_bytes()
    path.write_bytes(content[: int(len(content) * part)])
    return path


def assert_plays_on(played: Sound, original: Sound) -> None:
    """In step with the song, all of it but what stands in for its voice takes away."""
    original = original[: len(played)]
    alike = (played * original).sum() / np.sqrt((played**2).sum() * (original**2).sum())
    assert alike > 0.2, "noise that is out of step has nothing in common"


@pytest.mark.parametrize("name", ["empty.mp3", "text.mp3", "folder.mp3", "missing.flac"])
def test_what_is_no_music_is_said_and_the_next_file_plays(
    shared_home: Home, song: Path, tmp_path: Path, name: str
) -> None:
    bad = tmp_path / name
    if name == "empty.mp3":
        bad.touch()
    elif name == "text.mp3":
        bad.write_text("Dear diary, today I was saved under the wrong name.\n" * 50)
    elif name == "folder.mp3":
        bad.mkdir()
    out = tmp_path / "out.wav"
    done = shared_home.run("play", bad, song, "--output", f"wav:{out}", "--no-realtime")
    assert name in done.stderr or name == "folder.mp3"
    assert np.array_equal(soundfile.read(out)[0], soundfile.read(song)[0])


@pytest.mark.parametrize("name", ["flac.flac", "mp3-ConstantBitRate.mp3"])
def test_a_truncated_file_plays_and_separates_as_far_as_it_goes(
    shared_home: Home, testdata: Path, tmp_path: Path, name: str
) -> None:
    short = truncated(tmp_path / name, testdata / "formats" / name)
    out = tmp_path / "out.wav"
    done = shared_home.run("play", short, "--output", f"wav:{out}", "--no-realtime")
    assert done.returncode == 0
    assert 1.5 < soundfile.info(out).duration <= 4.01
    done = shared_home.run("separate", short, "-o", tmp_path, "--format", "wav")
    assert done.returncode == 0
    assert soundfile.info(tmp_path / short.stem / "vocals.wav").duration > 1.5


@pytest.mark.parametrize(
    ("rate", "channels", "subtype"),
    [(8_000, 1, "PCM_16"), (192_000, 2, "PCM_24"), (48_000, 6, "PCM_16")],
)
def test_uncommon_files_play_and_separate(
    shared_home: Home, tmp_path: Path, rate: int, channels: int, subtype: str
) -> None:
    path = tmp_path / f"{rate}-{channels}.wav"
    tone = np.sin(np.arange(2 * rate) * 2 * np.pi * 440 / rate) * 0.3
    soundfile.write(path, np.repeat(tone[:, np.newaxis], channels, 1), rate, subtype)
    done = shared_home.run("separate", path, "-o", tmp_path, "--format", "wav")
    assert done.returncode == 0, done.stderr
    info = soundfile.info(tmp_path / path.stem / "accompaniment.wav")
    assert (info.samplerate, info.channels, info.frames) == (SAMPLE_RATE, 2, 2 * SAMPLE_RATE)


def test_a_name_with_emoji_and_a_trailing_space(
    shared_home: Home, song: Path, tmp_path: Path
) -> None:
    odd = tmp_path / "naïve 🎤 日本 .wav"
    shutil.copy(song, odd)
    done = shared_home.run("separate", odd, "-o", tmp_path / "out")
    assert done.returncode == 0
    assert len(list((tmp_path / "out").rglob("vocals.flac"))) == 1


def test_a_cache_that_cannot_be_written_leaves_the_music_alone(
    home: Home, song: Path, tmp_path: Path
) -> None:
    blocked = home.root / "cache"
    blocked.write_text("a file where a folder should be")
    out = tmp_path / "out.wav"
    done = home.run("play", song, "--mute", "vocals", "--output", f"wav:{out}", "--no-realtime")
    assert "--cache-dir" in done.stderr
    played, original = soundfile.read(out)[0], soundfile.read(song)[0]
    assert_plays_on(played, original)
    failed = home.run("separate", song, "-o", tmp_path / "out")
    assert failed.returncode == 1
    assert "--cache-dir" in failed.stderr
    assert not list((tmp_path / "out").rglob("*.flac")), "nothing half-written"


@pytest.mark.skipif(os.geteuid() == 0, reason="root may write everywhere")
def test_a_read_only_cache_is_said(home: Home, song: Path, tmp_path: Path) -> None:
    folder = home.root / "cache"
    folder.mkdir(mode=0o500)
    done = home.run("separate", song, "-o", tmp_path / "out")
    assert done.returncode == 1
    assert str(folder) in done.stderr


def test_a_full_disk_is_said_and_corrupts_nothing(home: Home, tmp_path: Path) -> None:
    song = tmp_path / "song.wav"
    soundfile.write(song, noisy_song(20 * SAMPLE_RATE), SAMPLE_RATE)

    def tiny_files() -> None:
        resource.setrlimit(resource.RLIMIT_FSIZE, (1 << 20, 1 << 20))

    done = home.run("separate", song, "-o", tmp_path / "out", prepare=tiny_files)
    assert done.returncode == 1
    assert "could not be written" in done.stderr
    again = home.run("separate", song, "-o", tmp_path / "out")
    assert again.returncode == 0, "with room again it works"
    assert home.run("cache", "verify").returncode == 0


def test_a_damaged_model_is_said_and_the_music_plays_on(
    home: Home, song: Path, tmp_path: Path
) -> None:
    model = home.root / "data" / "models" / "spleeter-2stems"
    folder = model.resolve()
    model.unlink()
    shutil.copytree(folder, model)
    truncated(model / "model.onnx", folder / "model.onnx", 0.5)
    done = home.run("separate", song, "-o", tmp_path / "out")
    assert done.returncode == 1
    assert "models get" in done.stderr
    out = tmp_path / "out.wav"
    home.run("play", song, "--mute", "vocals", "--output", f"wav:{out}", "--no-realtime")
    assert_plays_on(soundfile.read(out)[0], soundfile.read(song)[0])


def test_a_wrong_checksum_of_the_model_file_is_refused(tmp_path: Path) -> None:
    from tests.models import spleeter_package

    home = new_home(tmp_path / "home", model=False)
    broken = truncated(tmp_path / "lite.whl", spleeter_package(), 0.9)
    done = home.run("models", "add", broken)
    assert done.returncode == 1
    assert "lite.whl" in done.stderr
    assert not list((home.root / "data" / "models").glob("spleeter*"))


def test_without_a_network_it_says_how_to_get_the_model(tmp_path: Path, song: Path) -> None:
    home = new_home(tmp_path / "home", model=False)
    home.environment |= {
        "PIP_INDEX_URL": "http://127.0.0.1:9/simple",
        "PIP_EXTRA_INDEX_URL": "",
        "PIP_FIND_LINKS": "",
        "PIP_CONFIG_FILE": os.devnull,
        "PIP_NO_CACHE_DIR": "1",
    }
    done = home.run("models", "get", "spleeter-2stems")
    assert done.returncode == 1
    assert "minusone models add" in done.stderr
    out = tmp_path / "out.wav"
    played = home.run("play", song, "--mute", "vocals", "--output", f"wav:{out}", "--no-realtime")
    assert "models get" in played.stderr
    assert_plays_on(soundfile.read(out)[0], soundfile.read(song)[0])
