"""Two hours: exact to the last frame, in memory that does not grow."""

import subprocess
import sys
from pathlib import Path

import pytest

from player.base.units import SAMPLE_RATE
from tests.decoder.sounds import encode, noisy_song

HOURS = 2 * 3600
GROWTH = 40  # MB, on top of what ten seconds take: packets in memory, segments, tables

# Opens a song, reads at its start, at fifty places and at its end; prints length and peak memory.
PLAYER = """
import resource, sys
import numpy as np
from player.decoder import open_source
source = open_source(sys.argv[1], sys.argv[2])
for start in np.linspace(0, source.frames - 44_100, 50).astype(int):
    source.read(int(start), 44_100)
print(source.frames, resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024)
source.close()
"""


def _play(path: Path) -> tuple[int, int]:
    ended = subprocess.run(
        [sys.executable, "-c", PLAYER, str(path), str(path.parent)],
        capture_output=True,
        text=True,
        check=True,
    )
    frames, megabytes = map(int, ended.stdout.split())
    return frames, megabytes


def _wav(path: Path, seconds: int, rate: int) -> Path:
    """Silence, 16 bits, two channels: a hole in the disk."""
    size = seconds * rate * 4
    path.write_bytes(
        b"RIFF"
        + (size + 36).to_bytes(4, "little")
        + b"WAVEfmt \x10\0\0\0\1\0\2\0"
        + rate.to_bytes(4, "little")
        + (rate * 4).to_bytes(4, "little")
        + b"\4\0\x10\0data"
        + size.to_bytes(4, "little")
    )
    with path.open("r+b") as file:
        file.truncate(size + 44)
    return path


@pytest.mark.skipif(sys.platform == "win32", reason="no peak memory to be had from Python there")
@pytest.mark.parametrize("rate", [44_100, 96_000])
def test_two_hours_of_wav(rate: int, tmp_path: Path) -> None:
    _, short = _play(_wav(tmp_path / "short.wav", 10, rate))
    frames, long = _play(_wav(tmp_path / "long.wav", HOURS, rate))
    assert frames == HOURS * SAMPLE_RATE
    assert long < short + GROWTH


@pytest.mark.skipif(sys.platform == "win32", reason="no peak memory to be had from Python there")
def test_two_hours_of_mp3(tmp_path: Path) -> None:
    """Ten seconds 720 times; the file grows past what is kept in memory."""
    ten = encode(tmp_path / "ten.mp3", noisy_song(10 * SAMPLE_RATE), "libmp3lame", bit_rate=64_000)
    sound = ten.read_bytes()
    sound = sound[sound.index(b"\xff\xfb", 300) :]  # behind the tag and the LAME header
    short, long = tmp_path / "short.mp3", tmp_path / "long.mp3"
    short.write_bytes(sound)
    long.write_bytes(sound * 720)
    length, low = _play(short)
    frames, high = _play(long)
    assert frames == pytest.approx(720 * length, rel=0.001)
    assert high < low + GROWTH
