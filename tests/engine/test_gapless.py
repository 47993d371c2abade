"""A sine cut into two files is one sine again: no gap, no step, not a frame too many."""

from pathlib import Path

import numpy as np
import pytest
import soundfile

from player.base.units import SAMPLE_RATE, Pcm
from player.engine import protocol
from player.engine.process import Engine
from tests.engine.formats import EXACT, LEVEL, LOSSY, SECONDS, Encode, sine
from tests.engine.rig import Rig

CUT = 44_247
"""In frames at 44.1 kHz; a whole number at 48 kHz as well, and in no codec the end of a packet."""


def played(files: list[Path], out: Path) -> Pcm:
    """What the engine makes of these files, one after the other, in a file."""
    engine = Engine()
    rig = Rig()
    over: list[protocol.Event] = []

    def go_on() -> bool:
        engine.tick()
        while not engine.outbox.empty():
            over.append(engine.outbox.get())
        return any(isinstance(event, protocol.Ended | protocol.SongFailed) for event in over)

    try:
        engine.handle(protocol.Load(protocol.Song(1, str(files[0]))))
        if files[1:]:
            engine.handle(protocol.Preload(protocol.Song(2, str(files[1]))))
        engine.handle(protocol.OpenOutput(f"wav:{out}", realtime=False))
        rig.wait(go_on)
    finally:
        engine.close()
    assert not any(isinstance(event, protocol.SongFailed) for event in over)
    sound, _ = soundfile.read(out, dtype="float32", always_2d=True)
    return np.asarray(sound, np.float32)


def split(folder: Path, write: Encode, rate: int) -> Pcm:
    sound, cut = sine(rate), CUT * rate // SAMPLE_RATE
    files = [write(folder / "one", sound[:cut], rate), write(folder / "two", sound[cut:], rate)]
    return played(files, folder / "split.wav")


def error(sound: Pcm) -> float:
    return float(np.abs(sound - sine(SAMPLE_RATE)).max())


@pytest.mark.parametrize("kind", EXACT)
def test_lossless_files_join_without_a_trace(kind: str, tmp_path: Path) -> None:
    write, rate = EXACT[kind]
    assert CUT * rate % SAMPLE_RATE in (0, SAMPLE_RATE // 2)
    heard = split(tmp_path, write, rate)
    assert len(heard) == SECONDS * SAMPLE_RATE
    assert error(heard) < 1e-4


@pytest.mark.parametrize("kind", LOSSY)
def test_lossy_files_join_as_well_as_their_codec_begins(kind: str, tmp_path: Path) -> None:
    write, rate = LOSSY[kind]
    heard = split(tmp_path, write, rate)
    unsplit = played([write(tmp_path / "whole", sine(rate), rate)], tmp_path / "whole.wav")
    assert len(heard) == len(unsplit) == SECONDS * SAMPLE_RATE
    assert error(heard) < 1.5 * error(unsplit)
    assert error(unsplit) < 0.12 * LEVEL
