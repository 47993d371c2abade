"""Latency: found by its test sound, and takes are in time with it, through a real sound server."""

from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import numpy as np
import pytest
import soundfile

from player.base.units import SAMPLE_RATE, Pcm
from player.engine.input.latency import delay, known_sound
from player.engine.input_protocol import (
    AskInputs,
    ChooseInput,
    EndTake,
    Inputs,
    LatencyMeasured,
    MeasureLatency,
    RecordTake,
    TakeEnded,
    TakeGoesOn,
    TakeKept,
)
from player.engine.protocol import Load, OpenOutput, OutputOpened, Song, Started
from tests.engine.listener import WAIT, Listener
from tests.engine.pulse import pulse
from tests.engine.rig import write_song

MILLISECOND = SAMPLE_RATE / 1_000
TRIES = 6
"""On a machine that is busy with other things a device may run dry, which moves what follows."""


@pytest.fixture
def looped_back(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Listener]:
    """An engine that hears what it plays."""
    runtime = tmp_path / "pulse"
    runtime.mkdir()
    monkeypatch.setenv("XDG_RUNTIME_DIR", str(runtime))
    monkeypatch.setenv("HOME", str(runtime))
    with pulse(runtime) as environment:
        if environment is None:
            pytest.skip("PulseAudio is not installed or does not start")
        with closing(Listener()) as engine:
            engine.client.send(AskInputs())
            names = engine.wait_for(Inputs)
            assert isinstance(names, Inputs)
            engine.client.send(ChooseInput(names.names[0]))
            engine.client.send(OpenOutput())
            engine.wait_for(OutputOpened)
            yield engine


def test_the_test_sound_is_found_in_noise_between_frames() -> None:
    sound = np.random.default_rng(2).standard_normal((SAMPLE_RATE, 1)).astype(np.float32) * 0.05
    wanted = known_sound()
    sound[12_345 : 12_345 + len(wanted), 0] += 0.3 * wanted[:, 0]
    found = delay(sound)
    assert found is not None
    assert abs(found - 12_345) < 0.5
    assert delay(np.zeros((SAMPLE_RATE, 1), np.float32)) is None
    assert delay(sound[20_000:]) is None


def test_a_take_is_in_time_to_a_millisecond(looped_back: Listener, tmp_path: Path) -> None:
    noise = np.random.default_rng(3).standard_normal((90 * SAMPLE_RATE, 1))
    song = np.repeat((0.2 * noise).astype(np.float32), 2, axis=1)
    path = write_song(tmp_path / "song.wav", song)
    engine, late = looped_back, []
    for number in range(TRIES):
        engine.client.send(MeasureLatency())
        measured = engine.wait_for(LatencyMeasured)
        assert isinstance(measured, LatencyMeasured)
        assert measured.milliseconds is not None, measured.message
        engine.client.send(Load(Song(number + 1, str(path))))
        engine.wait_for(Started)
        latency = round(measured.milliseconds * MILLISECOND)
        takes = _recorded(engine, tmp_path / "takes", latency)
        late.append([_error(take, song) for take in takes if take.frames > SAMPLE_RATE])
        if late[-1] and max(map(abs, late[-1])) <= 1.0:
            return
    pytest.fail(f"late by {late} ms")


def test_a_sound_that_does_not_come_back_is_said_with_what_to_do(tmp_path: Path) -> None:
    with closing(Listener()) as engine:
        engine.client.send(ChooseInput("null"))
        engine.client.send(OpenOutput("null"))
        engine.client.send(MeasureLatency())
        told = engine.wait_for(LatencyMeasured)
    assert isinstance(told, LatencyMeasured)
    assert told.milliseconds is None
    assert told.message == "The test sound was not heard."
    assert "microphone" in told.hint


def _recorded(engine: Listener, folder: Path, latency: int) -> list[TakeKept]:
    engine.client.send(RecordTake(folder, "now", latency))
    engine.loop.run_until(
        lambda: any(
            isinstance(each, TakeGoesOn) and each.frames > 2 * SAMPLE_RATE for each in engine.events
        ),
        WAIT,
    )
    engine.client.send(EndTake())
    engine.wait_for(TakeEnded)
    takes = [each for each in engine.events if isinstance(each, TakeKept)]
    engine.events.clear()
    return takes


def _error(take: TakeKept, song: Pcm) -> float:
    """By how many milliseconds a take lies beside the song that it recorded."""
    begin, count, room = SAMPLE_RATE // 2, 8_192, 4_410
    sung, _ = soundfile.read(take.file, start=begin, frames=count, dtype="float32")
    place = take.start + begin
    around = song[max(0, place - room) : place + count + room, 0]
    found = int(np.argmax(np.correlate(around, sung, "valid"))) - min(room, place)
    return found / MILLISECOND
