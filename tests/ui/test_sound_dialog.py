"""The window of the sound: what hands do in it is what the player does at once."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QPushButton
from pytestqt.qtbot import QtBot

from player.core.equaliser_presets import PRESETS
from player.core.replay_gain import GainMode, ReplayGain
from player.engine.protocol import Curve
from player.ui.panels.equaliser_panel import EqualiserPanel
from player.ui.sound_dialog import SoundDialog
from player.ui.window import MainWindow
from tests.ui.fakes import FakePlayer
from tests.ui.hands import click, double_click, drag, key, type_text, wheel

Key = Qt.Key
BASS = 1
"""The place of the 31 Hz slider, behind the preamp's."""


@pytest.fixture
def dialog(window: MainWindow, qtbot: QtBot) -> SoundDialog:
    """The dialog, as Ctrl+E opens it."""
    key(Key.Key_E, Qt.KeyboardModifier.ControlModifier)
    dialog = window.findChild(SoundDialog)
    assert dialog is not None
    qtbot.waitUntil(lambda: QApplication.activeWindow() is dialog)
    return dialog


@pytest.fixture
def equaliser(dialog: SoundDialog) -> EqualiserPanel:
    return dialog.panel.equaliser


def test_a_slider_is_moved_by_mouse_wheel_and_keys_and_comes_back_by_a_double_click(
    equaliser: EqualiserPanel, player: FakePlayer
) -> None:
    slider = equaliser.sliders[BASS]
    middle = slider.rect().center()
    up = middle - type(middle)(0, slider.height() // 4)
    drag(slider, middle, up)
    assert 4 < player.sound.wishes.curve.bands[0] < 10
    assert equaliser.preset_box.currentText() == "Custom"
    double_click(slider)
    assert player.sound.wishes.curve == Curve()
    wheel(slider, 2)
    assert player.sound.wishes.curve.bands[0] == 1.0
    slider.setFocus()
    key(Key.Key_Up)
    assert player.sound.wishes.curve.bands[0] == 1.5
    key(Key.Key_PageDown)
    assert player.sound.wishes.curve.bands[0] == -1.5
    assert player.mix.volume == 1.0, "the arrow keys are the slider's here"


def test_screen_readers_hear_what_each_slider_is_and_says(
    equaliser: EqualiserPanel, player: FakePlayer
) -> None:
    player.sound.set_curve(PRESETS["Rock"])
    told = [(s.accessibleName(), s.accessibleDescription()) for s in equaliser.sliders]
    assert told[0] == ("Preamp", "−4 dB")
    assert told[1] == ("31.25 hertz", "+4 dB")
    assert told[-1] == ("16 kilohertz", "+3.5 dB")


def test_a_preset_is_chosen_by_keys(equaliser: EqualiserPanel, player: FakePlayer) -> None:
    equaliser.preset_box.setFocus()
    type_text("Vocal")
    assert player.sound.wishes.curve == PRESETS["Vocal"]
    assert not equaliser.remove_button.isVisible(), "what is built in stays"


def test_ones_own_preset_is_saved_chosen_and_removed(
    equaliser: EqualiserPanel, player: FakePlayer
) -> None:
    mine = Curve(-2.0, (3.0,) * 10)
    player.sound.set_curve(mine)
    click(equaliser.save_button)
    type_text("Kitchen")
    key(Key.Key_Return)
    assert player.equaliser_presets.own == {"Kitchen": mine}
    assert equaliser.preset_box.currentText() == "Kitchen"
    click(equaliser.remove_button)
    assert player.equaliser_presets.own == {}
    assert player.sound.wishes.curve == mine, "it is heard as before"


def test_a_name_that_is_taken_is_refused_in_words(
    dialog: SoundDialog, equaliser: EqualiserPanel, player: FakePlayer
) -> None:
    player.sound.set_curve(Curve(-2.0))
    click(equaliser.save_button)
    type_text("Rock")
    click(equaliser.save_button)
    assert [message.text for message in player.messages.recent] == [
        "A preset needs a name of its own."
    ]
    assert equaliser.name_field.isVisible()
    assert dialog.messages.isVisible()


def test_loudness_and_overlap_are_set_at_once(dialog: SoundDialog, player: FakePlayer) -> None:
    panel = dialog.panel
    assert not panel.preamp_box.isEnabled()
    click(panel.mode_buttons.buttons[3])
    panel.preamp_box.setFocus()
    panel.preamp_box.selectAll()
    type_text("-3.5")
    panel.fade_box.setFocus()
    panel.fade_box.selectAll()
    type_text("4")
    key(Key.Key_Return)
    panel.hold_box.click()
    wishes = player.sound.wishes
    assert wishes.replay_gain == ReplayGain(GainMode.AUTO, preamp=-3.5)
    assert (wishes.cross_fade, wishes.hold_loudness) == (4.0, True)
    assert dialog.isVisible(), "Enter in a field closes nothing"


def test_what_is_changed_elsewhere_is_shown(dialog: SoundDialog, player: FakePlayer) -> None:
    player.sound.set_replay_gain(ReplayGain(GainMode.ALBUM, untagged=-6.0))
    player.sound.set_cross_fade(2.5)
    panel = dialog.panel
    assert panel.mode_buttons.buttons[2].isChecked()
    assert (panel.untagged_box.value(), panel.fade_box.value()) == (-6.0, 2.5)


def test_it_is_opened_once_and_enter_presses_nothing_without_focus(
    window: MainWindow, dialog: SoundDialog
) -> None:
    window.dialogs.show_sound()
    assert len(window.findChildren(SoundDialog)) == 1
    assert not any(button.autoDefault() for button in dialog.findChildren(QPushButton))
    key(Key.Key_Escape)
    assert not dialog.isVisible()
