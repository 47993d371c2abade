"""The music that is measured with: real songs if the test audio is there, else the example."""

import os
from functools import cache
from pathlib import Path

import numpy as np
import soundfile

from player.base.units import SAMPLE_RATE, Frames, Pcm, frames
from player.decoder import open_source
from tests.bench.bench import ROOT

SECONDS = 240
_FULL_SONG = "songs/Francium (full song).flac"
_BLOCK = 10 * SAMPLE_RATE


def testdata() -> Path | None:
    """The folder of test audio, if there is one."""
    folder = Path(os.environ.get("MINUSONE_TESTDATA", ROOT.parent / "shared" / "testdata"))
    return folder if folder.is_dir() else None


def decoded(path: Path) -> Pcm:
    """A whole file, as the player decodes it."""
    source = open_source(path)
    try:
        return source.read(0, source.frames or 0)
    finally:
        source.close()


def write_song(path: Path, seconds: int = SECONDS, turn: int = 0) -> Path:
    """A song of this length as 16-bit FLAC or WAV; each `turn` makes it another song.

    Written block by block: hours of it take no more memory than minutes. It is on the disk when
    this returns, as a listener's songs are, and holds up nothing that is written after it.
    """
    song, length = _song(), frames(seconds)
    shift: Frames = turn * 7 * SAMPLE_RATE + turn
    with soundfile.SoundFile(path, "w", SAMPLE_RATE, 2, "PCM_16") as file:
        for start in range(0, length, _BLOCK):
            index = np.arange(start, min(start + _BLOCK, length)) + shift
            file.write(song[index % len(song)])
    with path.open("rb") as written:
        os.fsync(written.fileno())
    return path


@cache
def _song() -> Pcm:
    """At most four minutes, kept: it is asked for again and again."""
    folder = testdata()
    full = None if folder is None else folder / _FULL_SONG
    if full is None or not full.is_file():
        full = ROOT / "resources" / "example" / "slow-motion-dream.mp3"
    return decoded(full)[: frames(SECONDS)]
