"""Press what you want to use: pedals do commands, knobs move faders, volume and tempo."""

from collections.abc import Iterator

import pytest
from mido import Message
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from player.core.mix import VOCALS
from player.ui.midi.midi_dialog import MidiDialog
from player.ui.window import MainWindow
from tests.core.midi import backend
from tests.ui.fakes import FakePlayer
from tests.ui.hands import click, key, type_text


class Stage:
    """A window, its dialog, and a device beside it."""

    def __init__(self, window: MainWindow, player: FakePlayer, qtbot: QtBot) -> None:
        self.window, self.player, self._qtbot = window, player, qtbot
        backend.plug_in("Pedal")
        player.midi.backend = "tests.core.midi.backend"
        window.actions_["midi"].trigger()
        dialog = window.findChild(MidiDialog)
        assert dialog is not None
        self.dialog = dialog
        qtbot.waitUntil(lambda: QApplication.activeWindow() is dialog)
        self.until(lambda: backend.opened("Pedal") and player.midi.devices == ("Pedal",))

    @property
    def transport(self) -> str:
        return self.player.playback.state.transport.value

    def until(self, done: object) -> None:
        """Let the main thread hear what the device's thread has posted."""
        assert callable(done)
        assert self.player.loop.run_until(done, 20.0)
        QApplication.processEvents()

    def press(self, *messages: Message) -> None:
        heard: list[object] = []
        stop = self.player.midi.moved.connect(heard.append)
        backend.play("Pedal", *messages)
        self.until(lambda: len(heard) == len(messages))
        stop()

    def learn(self, name: str, message: Message) -> None:
        self.dialog.choose(name)
        self.press(message)

    def leave(self) -> None:
        """Back to the window."""
        self.dialog.close()


@pytest.fixture
def stage(window: MainWindow, player: FakePlayer, qtbot: QtBot) -> Iterator[Stage]:
    yield Stage(window, player, qtbot)
    player.midi.close()
    backend.unplug("Pedal")


def pedal(value: int) -> Message:
    return Message("control_change", control=64, value=value)


def test_a_pedal_does_the_command_that_it_was_pressed_for(stage: Stage) -> None:
    assert stage.dialog.device_label.text() == "Connected: Pedal"
    stage.learn("toggle", pedal(127))
    assert stage.dialog.heard_label.text() == "“Play or pause” has controller 64, channel 1 now."
    assert stage.transport == "stopped", "it is only learnt"
    stage.leave()
    stage.press(pedal(0), pedal(127))
    assert stage.transport == "playing"
    stage.press(pedal(120), pedal(110))
    assert stage.transport == "playing", "it is still held"
    stage.press(pedal(0), pedal(127))
    assert stage.transport == "paused"


def test_knobs_move_fader_volume_and_tempo(stage: Stage) -> None:
    for number, name in enumerate(("fader-vocals", "volume", "tempo"), start=20):
        stage.learn(name, Message("control_change", control=number, value=1))
    stage.leave()
    for number in (20, 21, 22):
        stage.press(Message("control_change", control=number, value=127))
    player = stage.player
    assert player.mix.strip(VOCALS).gain == 12.0
    assert player.mix.volume == 1.0
    assert player.practice.tempo.percent == 150.0
    stage.press(
        Message("control_change", control=20, value=0),
        Message("control_change", control=22, value=64),
    )
    assert player.mix.strip(VOCALS).gain == -60.0
    assert player.practice.tempo.percent == 100.0


def test_pads_and_programs_work_and_a_control_that_is_taken_says_so(stage: Stage) -> None:
    stage.learn("mute-vocals", Message("note_on", channel=9, note=36, velocity=90))
    stage.learn("practice", Message("program_change", program=3))
    stage.learn("louder", Message("program_change", program=3))
    words = stage.dialog.heard_label.text()
    assert words == ("“Louder” has program 3, channel 1 now; it is taken from “Practice controls”.")
    assert stage.player.midi.control_of("practice") is None
    stage.leave()
    stage.player.mix.set_volume(0.5)
    stage.press(Message("program_change", program=3), Message("program_change", program=3))
    assert stage.player.mix.volume == pytest.approx(0.6)
    stage.press(Message("note_on", channel=9, note=36, velocity=1))
    assert stage.player.mix.strip(VOCALS).mute


def test_a_control_is_taken_away(stage: Stage) -> None:
    stage.learn("toggle", pedal(127))
    click(stage.dialog.none_button)
    assert stage.player.midi.mapping == ()
    stage.leave()
    stage.press(pedal(0), pedal(127))
    assert stage.transport == "stopped"


def test_commands_are_found_by_words_and_the_dialog_by_keys(stage: Stage) -> None:
    stage.dialog.search.setFocus()
    type_text("tempo knob")
    table = stage.dialog.table
    shown = [row for row in range(table.rowCount()) if not table.isRowHidden(row)]
    assert [table.model().index(row, 0).data() for row in shown] == ["Tempo (knob or fader)"]
    key(Qt.Key.Key_Escape)
    assert not stage.dialog.isVisible()


def test_it_says_where_page_turners_that_send_keys_are_set(stage: Stage) -> None:
    assert "Change keys…" in stage.dialog.keys_label.text()
