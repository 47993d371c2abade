"""`render --take`: the song with what was recorded over it."""

from contextlib import closing
from pathlib import Path

import numpy as np
import soundfile

from player.base.units import SAMPLE_RATE
from player.core.practice.take_list import kept_takes
from player.engine.input.take_name import TakeName, take_path
from player.stems.keys import KeyStore
from tests.cli.conftest import Home
from tests.decoder.sounds import noisy_song
from tests.engine.rig import write_song


def test_a_take_is_rendered_with_its_song(shared_home: Home, tmp_path: Path) -> None:
    sound = 0.3 * noisy_song(SAMPLE_RATE, seed=21)
    song = write_song(tmp_path / "song.wav", sound)
    with closing(KeyStore(tmp_path / "keys.sqlite")) as keys:
        folder = kept_takes(Path(shared_home.environment["MINUSONE_DATA_DIR"])).audio(
            keys.key(song)
        )
    folder.mkdir(parents=True)
    sung = 0.3 * noisy_song(10_000, seed=22)
    write_song(take_path(folder, TakeName("now", 5_000)), sung)
    out = tmp_path / "out.wav"
    done = shared_home.run("render", song, "--take", "Take 1", "-o", out)
    assert done.returncode == 0, done.stderr
    heard, _ = soundfile.read(out, dtype="float32")
    sound[5_000:15_000] += sung
    np.testing.assert_allclose(heard, sound, atol=1e-6)


def test_a_take_that_is_not_there_is_said(shared_home: Home, tmp_path: Path) -> None:
    song = write_song(tmp_path / "song.wav", noisy_song(1_000, seed=23))
    done = shared_home.run("render", song, "--take", "Take 7", "-o", tmp_path / "out.wav")
    assert done.returncode != 0
    assert "This song has no take 'Take 7'. Its takes: none." in done.stderr
    assert not (tmp_path / "out.wav").exists()
