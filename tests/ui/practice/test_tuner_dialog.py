"""The tuner's window: it shows the note, keeps its A4, and gives the microphone back."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from player.engine.input_protocol import (
    ChooseInput,
    HeardPitch,
    InputFailed,
    InputOpened,
    Inputs,
    ListenForPitch,
)
from player.ui.practice.tuner_dialog import TunerDialog
from player.ui.window import MainWindow
from tests.ui.fakes import FakePlayer
from tests.ui.hands import click, key, type_text


@pytest.fixture
def dialog(window: MainWindow, qtbot: QtBot) -> TunerDialog:
    """The dialog, as U opens it."""
    key(Qt.Key.Key_U)
    dialog = window.findChild(TunerDialog)
    assert dialog is not None
    qtbot.waitUntil(lambda: QApplication.activeWindow() is dialog)
    return dialog


def test_the_note_is_shown_large_with_its_cents(dialog: TunerDialog, player: FakePlayer) -> None:
    say = player.sound_engine.event.emit
    say(HeardPitch(441.2, -20, 0.99))
    assert dialog.note_label.text() == "A4"
    assert dialog.off_label.text() == "+4.7 cents · 441.2 Hz"
    assert not dialog.scale.in_tune
    say(HeardPitch(82.41, -20, 0.99))
    assert dialog.note_label.text() == "E2"
    assert dialog.scale.in_tune


def test_the_last_note_stays_for_a_moment(
    dialog: TunerDialog, player: FakePlayer, qtbot: QtBot
) -> None:
    player.sound_engine.event.emit(HeardPitch(110.0, -20, 0.99))
    player.sound_engine.event.emit(HeardPitch(None, -80, 0.0))
    assert dialog.note_label.text() == "A2"
    assert not dialog.note_label.isEnabled()
    qtbot.waitUntil(lambda: dialog.off_label.text() == "Play one note")


def test_another_a4_is_kept(dialog: TunerDialog, window: MainWindow, player: FakePlayer) -> None:
    dialog.a4_box.setFocus()
    dialog.a4_box.selectAll()
    type_text("442")
    key(Qt.Key.Key_Tab)
    assert window.preferences.now.a4 == 442.0
    player.sound_engine.event.emit(HeardPitch(442.0, -20, 0.99))
    assert dialog.off_label.text() == "+0.0 cents · 442.0 Hz"


def test_another_input_is_chosen_and_kept(
    dialog: TunerDialog, window: MainWindow, player: FakePlayer
) -> None:
    player.sound_engine.event.emit(Inputs(("Headset", "Line in")))
    dialog.input_box.setFocus()
    key(Qt.Key.Key_Down)
    key(Qt.Key.Key_Down)
    assert player.sound_engine.sent[-1] == ChooseInput("Line in")
    assert window.preferences.now.input == "Line in"


def test_without_a_microphone_it_says_what_to_do(dialog: TunerDialog, player: FakePlayer) -> None:
    say = player.sound_engine.event.emit
    say(InputFailed("default", "No microphone was found.", "Connect a microphone."))
    assert dialog.problem_label.text() == "No microphone was found. Connect a microphone."
    say(InputOpened("default"))
    assert not dialog.problem_label.text()


def test_the_button_closes_it_too(dialog: TunerDialog, player: FakePlayer) -> None:
    click(dialog.close_button)
    assert not dialog.isVisible()
    assert player.sound_engine.sent[-1] == ListenForPitch(on=False)


def test_it_listens_only_while_it_is_open(dialog: TunerDialog, player: FakePlayer) -> None:
    assert ListenForPitch(on=True) in player.sound_engine.sent
    key(Qt.Key.Key_Escape)
    assert not dialog.isVisible()
    assert player.sound_engine.sent[-1] == ListenForPitch(on=False)
