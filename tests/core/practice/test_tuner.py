"""The tuner names notes, follows the A4 that is asked for, and listens only when it is wanted."""

import pytest

from player.base.messages import MessageLog
from player.core.practice.sound_input import SoundInput
from player.core.practice.tuner import Reading, Tuner, reading
from player.engine.input_protocol import HeardPitch, InputFailed, InputOpened, ListenForPitch
from tests.ui.fakes import FakeEngine


@pytest.mark.parametrize(
    ("hertz", "a4", "name", "cents"),
    [
        (440.0, 440.0, "A4", 0.0),
        (27.5, 440.0, "A0", 0.0),
        (261.63, 440.0, "C4", 0.0),
        (329.63, 440.0, "E4", 0.0),
        (466.16, 440.0, "B♭4", 0.0),
        (442.0, 440.0, "A4", 7.85),
        (442.0, 442.0, "A4", 0.0),
        (1975.53, 440.0, "B6", 0.0),
        (427.4, 440.0, "A♭4", 49.7),
    ],
)
def test_a_note_has_its_name_and_says_how_far_it_is_off(
    hertz: float, a4: float, name: str, cents: float
) -> None:
    found = reading(hertz, -20, a4)
    assert f"{found.note}{found.octave}" == name
    assert found.cents == pytest.approx(cents, abs=0.2)


def test_it_is_steady_and_follows_another_note_at_once() -> None:
    engine = FakeEngine()
    tuner = Tuner(engine)
    readings: list[Reading] = []
    tuner.heard.connect(readings.append)
    tuner.start()
    for hertz in (440.0, 440.2, 445.0, 440.1, 220.0):
        engine.event.emit(HeardPitch(hertz, -20, 0.99))
    assert [round(each.hertz, 1) for each in readings[2:]] == [440.2, 440.2, 220.0]
    engine.event.emit(HeardPitch(None, -70, 0))
    assert not readings[-1].note
    tuner.stop()
    engine.event.emit(HeardPitch(440.0, -20, 0.99))
    assert len(readings) == 6, "it does not listen any more"
    assert engine.sent == [ListenForPitch(on=True), ListenForPitch(on=False)]


def test_no_microphone_is_said_with_what_to_do() -> None:
    engine, messages = FakeEngine(), MessageLog()
    heard = SoundInput(engine, messages)
    engine.event.emit(InputFailed("default", "No microphone was found.", "Connect one."))
    assert [(each.text, each.hint) for each in messages.recent] == [
        ("No microphone was found.", "Connect one.")
    ]
    assert heard.problem == "No microphone was found. Connect one."
    engine.event.emit(InputOpened("default"))
    assert not heard.problem
