"""`--tempo` and `--transpose`: the same sound played and rendered, errors in words."""

from pathlib import Path

import numpy as np
import pytest
import soundfile

from player.base.units import SAMPLE_RATE
from tests.cli.conftest import Home
from tests.decoder.sounds import noisy_song
from tests.engine.rig import write_song

FRAMES = 2 * SAMPLE_RATE


@pytest.fixture(scope="module")
def song(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return write_song(tmp_path_factory.mktemp("songs") / "song.wav", noisy_song(FRAMES))


def test_playing_and_rendering_give_the_same_sound(
    shared_home: Home, song: Path, tmp_path: Path
) -> None:
    tempo = ("--tempo", "80%", "--transpose", "-2.5", "--formants")
    played, rendered = tmp_path / "played.wav", tmp_path / "rendered.wav"
    done = [
        shared_home.run("play", song, *tempo, "--output", f"wav:{played}", "--no-realtime"),
        shared_home.run("render", song, *tempo, "-o", rendered),
    ]
    assert [each.returncode for each in done] == [0, 0], done
    one, two = (soundfile.read(path, dtype="float32")[0] for path in (played, rendered))
    assert np.array_equal(one, two)
    assert abs(len(one) - FRAMES / 0.8) <= 2


@pytest.mark.parametrize(
    ("option", "words"),
    [
        (("--tempo", "20"), "--tempo 20 is not a tempo. Give percent from 25 to 200"),
        (("--tempo", "nan"), "--tempo nan is not a tempo."),
        (("--transpose", "up"), "--transpose up is not understood. Give semitones from -12 to 12"),
        (("--transpose", "13"), "--transpose 13 is not understood."),
    ],
)
def test_what_cannot_be_is_said(
    shared_home: Home, song: Path, tmp_path: Path, option: tuple[str, str], words: str
) -> None:
    done = shared_home.run("render", song, *option, "-o", tmp_path / "out.wav")
    assert done.returncode == 1
    assert words in done.stderr
    assert not (tmp_path / "out.wav").exists()
