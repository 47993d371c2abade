"""MIDI devices: heard, unplugged and plugged in again; what they do is kept."""

from collections.abc import Iterator
from pathlib import Path

import mido
import pytest
from mido import Message

from player.base.loop import Loop
from player.base.messages import MessageLog
from player.base.units import SongKey
from player.core.midi.control import Control, Kind, Move
from player.core.midi.midi_control import MidiControl
from player.core.midi.midi_map import NAME, given, kept_map
from tests.core.midi import backend

PEDAL = Control(Kind.CONTROL, 1, 64)
WAIT = 20.0


class Desk:
    """What a main thread hears of MIDI devices."""

    def __init__(self, data: Path, module: str | None = "tests.core.midi.backend") -> None:
        self.loop = Loop()
        self.messages = MessageLog()
        self.midi = MidiControl(data, self.messages, self.loop)
        self.midi.backend = module
        self.moves: list[Move] = []
        self.midi.moved.connect(self.moves.append)

    def until_there(self, *devices: str) -> None:
        def there() -> bool:
            self.midi.look()
            return self.midi.devices == devices

        assert self.loop.run_until(there, WAIT)


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    desk = Desk(tmp_path)
    yield desk
    desk.midi.close()
    for name in ("Pedal", "Pads"):
        backend.unplug(name)


def test_what_is_done_to_a_device_is_told(desk: Desk) -> None:
    backend.plug_in("Pedal")
    desk.midi.start()
    desk.until_there("Pedal")
    backend.play(
        "Pedal",
        Message("control_change", control=64, value=127),
        Message("control_change", control=64, value=0),
        Message("note_on", channel=9, note=36, velocity=100),
        Message("note_on", channel=9, note=36, velocity=0),
        Message("program_change", program=5),
        Message("pitchwheel", pitch=100),
        Message("clock"),
    )
    assert desk.loop.run_until(lambda: len(desk.moves) == 5, WAIT)
    assert [(m.control, m.pressed) for m in desk.moves] == [
        (PEDAL, True),
        (PEDAL, False),
        (Control(Kind.NOTE, 10, 36), True),
        (Control(Kind.NOTE, 10, 36), False),
        (Control(Kind.PROGRAM, 1, 5), True),
    ]


def test_a_device_may_be_unplugged_and_plugged_in_again(desk: Desk) -> None:
    backend.plug_in("Pads")
    desk.midi.start()
    desk.until_there("Pads")
    backend.unplug("Pads")
    backend.plug_in("Pedal")
    desk.until_there("Pedal")
    backend.plug_in("Pads")
    desk.until_there("Pads", "Pedal")
    backend.play("Pads", Message("note_on", note=1, velocity=1))
    assert desk.loop.run_until(lambda: bool(desk.moves), WAIT)
    desk.midi.close()
    assert not backend.opened("Pads")
    assert not backend.opened("Pedal")


def test_nothing_is_opened_before_something_is_mapped(desk: Desk, tmp_path: Path) -> None:
    backend.plug_in("Pedal")
    desk.midi.start_if_mapped()
    assert not backend.opened("Pedal")
    desk.midi.give(PEDAL, "toggle")
    desk.midi.start_if_mapped()
    desk.until_there("Pedal")
    desk.midi.close()
    again = Desk(tmp_path)
    assert again.midi.does(PEDAL) == "toggle"
    again.midi.close()


def test_without_the_package_it_says_what_to_install(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    desk = Desk(tmp_path, "a_backend_that_is_not_installed")
    desk.midi.start()
    assert desk.loop.run_until(lambda: bool(desk.midi.problem), WAIT)
    assert "pip install 'minus-one[midi]'" in desk.midi.problem
    desk.midi.close()


def test_one_control_does_one_thing_and_the_other_way_round() -> None:
    knob = Control(Kind.CONTROL, 1, 7)
    mapping = given(given((), PEDAL, "toggle"), knob, "next")
    assert given(mapping, PEDAL, "next") == ((PEDAL, "next"),)


def test_nonsense_is_set_aside(tmp_path: Path) -> None:
    kept = kept_map(tmp_path)
    for broken in (
        "[]",
        '{"format": 1, "controls": [{"kind": "knob", "channel": 1, "number": 1, "does": "x"}]}',
        '{"format": 1, "controls": [{"kind": "note", "channel": 17, "number": 1, "does": "x"}]}',
    ):
        (tmp_path / "midi.json").write_text(broken)
        assert kept.load(NAME)[0] == ()
        assert (tmp_path / "midi.json.damaged").read_text() == broken
    assert SongKey("midi") == NAME


def test_a_virtual_port_of_this_machine_is_heard(tmp_path: Path) -> None:
    pytest.importorskip("rtmidi", reason="python-rtmidi is not installed")
    try:
        port = mido.open_output("Minus One test", virtual=True)
    except Exception as error:  # noqa: BLE001 - each system has errors of its own
        pytest.skip(f"this machine has no virtual MIDI ports: {error}")
    with port:
        desk = Desk(tmp_path, None)
        desk.midi.start()
        assert desk.loop.run_until(
            lambda: any("Minus One test" in name for name in desk.midi.devices), WAIT
        )
        port.send(Message("control_change", control=64, value=127))
        assert desk.loop.run_until(lambda: bool(desk.moves), WAIT)
        assert desk.moves[0] == Move(PEDAL, 1.0)
        desk.midi.close()
