"""A disk that is full: what was recorded until then is kept, and it is said what to do."""

import subprocess
import sys
from pathlib import Path

import pytest
import soundfile

pytest.importorskip("resource", reason="no limit on the size of files on this system")

UNTIL_FULL = """
import resource, signal, sys
from pathlib import Path
import numpy as np
from player.engine.input.take_file import TakeFile, TakeFileError

signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
resource.setrlimit(resource.RLIMIT_FSIZE, (500_000, resource.RLIM_INFINITY))
file = TakeFile(Path(sys.argv[1]), 1)
try:
    while True:
        file.write(np.full((22_050, 1), 0.25, np.float32))
except TakeFileError as error:
    print(error.message, error.hint, file.written, sep="\\n")
"""


def test_a_full_disk_keeps_what_there_is(tmp_path: Path) -> None:
    path = tmp_path / "take.wav"
    run = subprocess.run(
        [sys.executable, "-c", UNTIL_FULL, path],
        cwd=Path(__file__).parents[3],
        check=True,
        capture_output=True,
        text=True,
    )
    message, hint, written = run.stdout.splitlines()
    assert "full" in message
    assert "kept" in hint
    sound, _ = soundfile.read(path)
    assert len(sound) == int(written) > 100_000
    assert (sound == 0.25).all()
