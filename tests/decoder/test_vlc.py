"""What only libVLC plays, and a machine that has none."""

import subprocess
import sys
from contextlib import closing
from pathlib import Path

import numpy as np
import pytest
import soundfile

from player.base.errors import AudioFileError
from player.base.units import SAMPLE_RATE
from player.decoder import open_source
from player.decoder.vlc_library import library
from tests.decoder.sounds import module, whole

BLOCKED = """
import sys
sys.modules["vlc"] = None
from player.base.errors import AudioFileError
from player.decoder import open_source
print(open_source(sys.argv[1]).frames)
for address in sys.argv[2:]:
    try:
        open_source(address)
    except AudioFileError as error:
        print(error.message, "|", error.hint)
"""


@pytest.fixture
def tune(tmp_path: Path) -> Path:
    path = tmp_path / "tune é.mod"
    path.write_bytes(module())
    return path


def test_a_tracker_module_plays(tune: Path, capfd: pytest.CaptureFixture[str]) -> None:
    try:
        library("this")
    except AudioFileError as error:
        pytest.skip(str(error))
    with closing(open_source(tune)) as source:
        assert source.info.decoder == "vlc"
        # 64 rows of six ticks, 50 ticks a second; then the last note rings out.
        assert source.frames == pytest.approx(7.7 * SAMPLE_RATE, rel=0.05)
        sound = whole(source)
        for start in (200_000, 5, 300_000, 100_000):
            np.testing.assert_array_equal(source.read(start, 9_000), sound[start : start + 9_000])
    assert 0.05 < np.abs(sound).max() <= 1
    assert capfd.readouterr() == ("", "")


def test_without_libvlc_all_else_plays_and_the_error_says_what_to_install(tune: Path) -> None:
    song = tune.with_name("song.flac")
    soundfile.write(song, np.zeros((1234, 2), np.float32), SAMPLE_RATE)
    ended = subprocess.run(
        [sys.executable, "-c", BLOCKED, str(song), "http://127.0.0.1:9/radio", str(tune)],
        capture_output=True,
        text=True,
        check=True,
    )
    plays, radio, tracker = ended.stdout.splitlines()
    assert plays == "1234"
    for told in (radio, tracker):
        assert "libvlc5" in told
        assert "vlc-plugin-base" in told
    assert "radio" in radio
    assert tune.name in tracker
    assert ended.stderr == ""
