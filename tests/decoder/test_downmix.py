"""Channels to stereo by ITU-R BS.775, whoever decodes."""

from contextlib import closing
from pathlib import Path

import numpy as np
import pytest
import soundfile

from player.base.units import Pcm
from player.decoder import open_source
from player.decoder.downmix import to_stereo, vorbis_gains, wav_gains
from tests.decoder.sounds import encode

DOWN = 0.5**0.5
LEFT, RIGHT, CENTRE = (1.0, 0.0), (0.0, 1.0), (DOWN, DOWN)
SIDE_LEFT, SIDE_RIGHT, BEHIND, NONE = (DOWN, 0.0), (0.0, DOWN), (0.5, 0.5), (0.0, 0.0)

# Layout as FFmpeg names it, what each channel in WAV order adds to left and right.
LAYOUTS = {
    "mono": [(1.0, 1.0)],
    "stereo": [LEFT, RIGHT],
    "3.0": [LEFT, RIGHT, CENTRE],
    "quad": [LEFT, RIGHT, SIDE_LEFT, SIDE_RIGHT],
    "5.0": [LEFT, RIGHT, CENTRE, SIDE_LEFT, SIDE_RIGHT],
    "5.1": [LEFT, RIGHT, CENTRE, NONE, SIDE_LEFT, SIDE_RIGHT],
    "6.1": [LEFT, RIGHT, CENTRE, NONE, BEHIND, SIDE_LEFT, SIDE_RIGHT],
    "7.1": [LEFT, RIGHT, CENTRE, NONE, SIDE_LEFT, SIDE_RIGHT, SIDE_LEFT, SIDE_RIGHT],
}


def _one_after_the_other(channels: int) -> Pcm:
    """A hundred frames of 0.5 in each channel in turn."""
    return np.repeat(np.eye(channels, dtype=np.float32) * 0.5, 100, axis=0)


def _added(path: Path, channels: int) -> Pcm:
    with closing(open_source(path)) as source:
        assert source.info.channels == channels
        return source.read(0, channels * 100)[50::100] * 2


@pytest.mark.parametrize("layout", LAYOUTS)
@pytest.mark.parametrize("kind", ["wav", "flac"])
def test_libsndfile_files(layout: str, kind: str, tmp_path: Path) -> None:
    gains = LAYOUTS[layout]
    path = tmp_path / f"song.{kind}"
    soundfile.write(path, _one_after_the_other(len(gains)), 44_100)
    np.testing.assert_allclose(_added(path, len(gains)), gains, atol=1e-4)


@pytest.mark.parametrize("layout", LAYOUTS)
def test_ffmpeg_files(layout: str, tmp_path: Path) -> None:
    gains = LAYOUTS[layout]
    path = encode(tmp_path / "song.wv", _one_after_the_other(len(gains)), "wavpack", layout=layout)
    np.testing.assert_allclose(_added(path, len(gains)), gains, atol=1e-4)


def test_vorbis_has_its_own_order() -> None:
    frame = np.array([[0.0, 1.0, 0.0, 0.0, 0.0, 1.0]], np.float32)  # FL FC FR BL BR LFE
    np.testing.assert_allclose(to_stereo(frame, vorbis_gains(6)), [[DOWN, DOWN]], atol=1e-6)


def test_of_more_than_eight_channels_the_first_two_are_heard() -> None:
    sound = np.eye(10, dtype=np.float32)
    heard = to_stereo(sound, wav_gains(10))
    np.testing.assert_array_equal(heard[:2], np.eye(2))
    assert not heard[2:].any()


def test_peaks_above_full_scale_are_kept() -> None:
    loud = np.ones((1, 6), np.float32)
    assert to_stereo(loud, wav_gains(6))[0, 0] == pytest.approx(1 + 2 * DOWN)
