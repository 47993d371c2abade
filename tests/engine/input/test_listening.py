"""What the engine hears: from a real sound server, from a file, and without a microphone."""

from collections.abc import Iterator
from contextlib import ExitStack, closing
from pathlib import Path

import numpy as np
import pytest
import soundfile

from player.base.units import SAMPLE_RATE
from player.engine.input_protocol import (
    AskInputs,
    ChooseInput,
    HeardPitch,
    InputFailed,
    InputOpened,
    Inputs,
    ListenForPitch,
)
from player.engine.protocol import Load, OpenOutput, OutputOpened, Song
from tests.engine.input.test_pitch import tone
from tests.engine.listener import WAIT, Listener
from tests.engine.pulse import pulse
from tests.engine.rig import write_song


@pytest.fixture
def engine() -> Iterator[Listener]:
    listener = Listener()
    yield listener
    listener.close()


@pytest.fixture
def server(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[ExitStack]:
    """A sound server whose only input is what its output plays; closing the stack ends it."""
    runtime = tmp_path / "pulse"
    runtime.mkdir()
    monkeypatch.setenv("XDG_RUNTIME_DIR", str(runtime))
    monkeypatch.setenv("HOME", str(runtime))
    with ExitStack() as stack:
        if stack.enter_context(pulse(runtime)) is None:
            pytest.skip("PulseAudio is not installed or does not start")
        yield stack


def test_the_pitch_of_what_comes_in_is_told(engine: Listener, tmp_path: Path) -> None:
    file = tmp_path / "e.wav"
    soundfile.write(file, tone(329.63, count=4 * SAMPLE_RATE), SAMPLE_RATE, subtype="FLOAT")
    engine.client.send(ChooseInput(f"wav:{file}"))
    engine.client.send(ListenForPitch(on=True))
    assert engine.loop.run_until(lambda: hears(engine, 329.63), WAIT)
    engine.client.send(ListenForPitch(on=False))


def test_a_sound_server_input_is_heard_and_its_end_is_said_once_while_the_song_plays_on(
    server: ExitStack, engine: Listener, tmp_path: Path
) -> None:
    stereo = np.repeat(tone(440.0, count=60 * SAMPLE_RATE)[:, np.newaxis], 2, axis=1)
    song = write_song(tmp_path / "song.wav", stereo)
    engine.client.send(AskInputs())
    names = engine.wait_for(Inputs)
    assert isinstance(names, Inputs)
    engine.client.send(ChooseInput(names.names[0]))
    engine.client.send(OpenOutput())
    engine.wait_for(OutputOpened)
    engine.client.send(Load(Song(1, str(song))))
    engine.client.send(ListenForPitch(on=True))
    engine.wait_for(InputOpened)
    assert engine.loop.run_until(lambda: hears(engine, 440.0), WAIT)
    engine.client.send(OpenOutput("null"))
    engine.wait_for(OutputOpened)
    server.close()
    gone = engine.wait_for(InputFailed)
    assert isinstance(gone, InputFailed)
    assert gone.message
    assert gone.hint
    place = max(engine.positions())
    assert engine.loop.run_until(lambda: max(engine.positions()) > place + SAMPLE_RATE, WAIT), (
        "the song plays on"
    )
    assert not any(isinstance(event, InputFailed) for event in engine.events), "said once"


def test_what_the_loudspeakers_play_is_not_taken_for_a_microphone(
    server: ExitStack, engine: Listener
) -> None:
    engine.client.send(ListenForPitch(on=True))
    failed = engine.wait_for(InputFailed)
    assert isinstance(failed, InputFailed)
    assert failed.message == "No microphone was found."
    assert "Connect a microphone" in failed.hint


def test_an_input_that_does_not_exist_is_said_and_another_can_be_chosen(tmp_path: Path) -> None:
    file = tmp_path / "a.wav"
    soundfile.write(file, tone(220.0, count=2 * SAMPLE_RATE), SAMPLE_RATE, subtype="FLOAT")
    with closing(Listener()) as engine:
        engine.client.send(ChooseInput("wav:/does/not/exist.wav"))
        engine.client.send(ListenForPitch(on=True))
        engine.wait_for(InputFailed)
        engine.client.send(ChooseInput(f"wav:{file}"))
        engine.wait_for(InputOpened)


def hears(engine: Listener, hertz: float) -> bool:
    """Whether this note was told, to a cent."""
    told = [event.hertz for event in engine.events if isinstance(event, HeardPitch)]
    return any(each is not None and abs(each / hertz - 1) < 0.0006 for each in told)
