"""The window of the models: what it tells, and what hands can do in it."""

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication, QFileDialog, QLabel, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from player.base.messages import Level
from player.core.separation import ModelStatus
from player.ui.model_words import speed_words
from player.ui.models_dialog import ModelsDialog
from player.ui.panels.model_card import ModelCard
from player.ui.window import MainWindow
from tests.ui.fakes import MODELS, FakePlayer
from tests.ui.hands import click, key

Key = Qt.Key
CTRL = Qt.KeyboardModifier.ControlModifier


@pytest.fixture
def dialog(window: MainWindow, qtbot: QtBot) -> ModelsDialog:
    """The dialog, as Ctrl+M opens it."""
    key(Key.Key_M, CTRL)
    dialog = window.findChild(ModelsDialog)
    assert dialog is not None
    qtbot.waitUntil(lambda: QApplication.activeWindow() is dialog)
    return dialog


def card(dialog: ModelsDialog, name: str) -> ModelCard:
    return dialog.list.cards[name]


def words(widget: QWidget) -> str:
    return "\n".join(label.text() for label in widget.findChildren(QLabel) if label.isVisible())


def test_it_tells_what_each_model_gives_and_costs(dialog: ModelsDialog) -> None:
    told = words(card(dialog, "htdemucs"))
    assert "4 stems: vocals, drums, bass, other" in told
    assert "About 4 min for a 4-minute song · 84 MB on disk" in told
    assert "Licence: code MIT, weights MIT" in told
    assert "Published: vocals 8.9 dB" in told
    assert card(dialog, "umxl").get_button.text() == "Get 452 MB"
    assert "Speed not measured yet" in words(card(dialog, "umxl"))


@pytest.mark.parametrize(
    ("x_realtime", "told"),
    [
        (6.0, "About 40 s for a 4-minute song"),
        (0.7, "Slower than playback: about 6 min for a 4-minute song"),
        (0.05, "Slower than playback: about 80 min for a 4-minute song"),
        (0.0, "Speed not measured yet"),
    ],
)
def test_speed_is_told_by_a_song(x_realtime: float, told: str) -> None:
    assert speed_words(x_realtime) == told


def test_models_are_chosen_by_mouse(dialog: ModelsDialog, player: FakePlayer) -> None:
    assert card(dialog, "spleeter-2stems").radio.isChecked()
    assert dialog.list.none_radio.isChecked()
    card(dialog, "spleeter-quick4").radio.click()
    card(dialog, "htdemucs").radio.click()
    click(dialog.list.quality.buttons[1])
    stems = player.stems
    assert (stems.model_name, stems.studio_name, stems.quality) == (
        "spleeter-quick4",
        "htdemucs",
        "better",
    )
    assert "twice the work" in dialog.list.quality_label.text()
    assert not card(dialog, "spleeter-2stems").radio.isChecked()
    dialog.list.none_radio.click()
    assert player.stems.studio_name == ""


def test_what_is_not_there_cannot_be_chosen(dialog: ModelsDialog) -> None:
    assert not card(dialog, "umxl").radio.isEnabled()
    assert not card(dialog, "htdemucs_6s").radio.isEnabled()


def test_keys_reach_everything_from_above_to_below(dialog: ModelsDialog) -> None:
    dialog.list.quality.buttons[0].setFocus()
    reached = []
    for _ in range(30):
        focus = QApplication.focusWidget()
        assert focus is not None
        reached.append(focus)
        key(Key.Key_Tab)
    expected = [
        dialog.list.quality.buttons[2],
        card(dialog, "spleeter-2stems").radio,
        dialog.list.none_radio,
        card(dialog, "htdemucs").remove_button,
        card(dialog, "htdemucs_6s").copy_button,
        card(dialog, "umxl").get_button,
    ]
    places = [reached.index(each) for each in expected]
    assert places == sorted(places)
    assert dialog.close_button in reached
    assert [each for each in reached if not each.accessibleName()] == []


def test_a_model_with_terms_is_fetched_only_when_they_are_accepted(
    dialog: ModelsDialog, player: FakePlayer
) -> None:
    one = card(dialog, "umxl")
    one.get_button.click()
    assert player.stems.installs == []
    assert "not for commercial use" in one.question.text_label.text()
    assert not one.question.yes_button.isEnabled()
    assert QApplication.focusWidget() is one.question.accept_box
    key(Key.Key_Space)
    one.question.yes_button.click()
    assert player.stems.installs == ["umxl"]
    assert not one.question.isVisible()


def test_a_download_shows_its_progress_in_its_own_card(
    dialog: ModelsDialog, player: FakePlayer
) -> None:
    six, other = card(dialog, "htdemucs_6s"), card(dialog, "umxl")
    six.get_button.click()
    player.stems.trigger_model(ModelStatus(True, "downloading", 0.31, "htdemucs_6s"))
    assert six.bar.isVisible()
    assert six.bar.value() == 310
    assert six.stage_label.text() == "downloading, 31 %"
    assert not six.get_button.isVisible()
    assert not other.bar.isVisible()
    assert not other.get_button.isEnabled()
    player.stems.trigger_models(
        *(replace(each, installed=True, missing="") for each in MODELS),
    )
    player.stems.trigger_model(ModelStatus(True))
    assert not six.bar.isVisible()
    assert six.radio.isEnabled()


def test_a_download_beside_the_fast_model_leaves_the_banner_away(
    window: MainWindow, dialog: ModelsDialog, player: FakePlayer
) -> None:
    card(dialog, "htdemucs_6s").get_button.click()
    assert not window.banner.isVisible()


def test_removing_asks_once(dialog: ModelsDialog, player: FakePlayer) -> None:
    one = card(dialog, "htdemucs")
    one.remove_button.click()
    one.question.no_button.click()
    assert player.stems.models() == MODELS
    one.remove_button.click()
    assert "84 MB" in one.question.text_label.text()
    one.question.yes_button.click()
    assert not card(dialog, "htdemucs").choice.installed
    assert one.get_button.isVisible()


def test_what_is_in_use_cannot_be_removed(dialog: ModelsDialog) -> None:
    assert not card(dialog, "spleeter-2stems").remove_button.isVisible()
    card(dialog, "htdemucs").radio.click()
    assert not card(dialog, "htdemucs").remove_button.isVisible()


def test_files_that_two_models_share_stay_while_one_is_in_use(dialog: ModelsDialog) -> None:
    two, four = card(dialog, "spleeter-2stems"), card(dialog, "spleeter-quick4")
    assert not four.remove_button.isVisible()
    four.radio.click()
    assert not two.remove_button.isVisible()


def test_the_command_for_what_is_missing_can_be_copied(dialog: ModelsDialog) -> None:
    one = card(dialog, "htdemucs_6s")
    assert "It needs another package" in words(one)
    one.copy_button.click()
    assert QGuiApplication.clipboard().text() == "pip install 'minus-one[studio]'"
    assert not card(dialog, "htdemucs").copy_button.isVisible()


def test_a_model_is_added_from_a_file(
    dialog: ModelsDialog, player: FakePlayer, tmp_path: Path
) -> None:
    click(dialog.add_button)
    files = dialog.findChild(QFileDialog)
    assert files is not None
    files.fileSelected.emit(str(tmp_path / "own.onnx"))
    files.close()
    assert player.stems.added == [tmp_path / "own.onnx"]


def test_it_says_that_the_list_is_being_read(
    show: Callable[..., MainWindow], player: FakePlayer
) -> None:
    player.stems.trigger_models()
    window = show(player)
    window.dialogs.show_models()
    dialog = window.findChild(ModelsDialog)
    assert dialog is not None
    assert words(dialog) == "Reading the list of models…"
    player.stems.trigger_models(*MODELS)
    assert "Open-Unmix L" in [each.radio.text() for each in dialog.list.cards.values()]
    assert not dialog.loading_label.isVisible()


def test_what_goes_wrong_is_said_in_the_dialog(dialog: ModelsDialog, player: FakePlayer) -> None:
    player.messages.say(Level.ERROR, "No network.", "Try again later.")
    assert "No network." in words(dialog.messages)


def test_it_fits_a_small_window_and_is_opened_once(
    show: Callable[..., MainWindow], player: FakePlayer
) -> None:
    window = show(player, 800, 600)
    window.dialogs.show_models()
    window.dialogs.show_models()
    (dialog,) = window.findChildren(ModelsDialog)
    assert dialog.width() <= 800
    assert dialog.height() <= 600


def test_enter_does_not_press_a_button_that_has_no_focus(
    dialog: ModelsDialog, player: FakePlayer
) -> None:
    card(dialog, "spleeter-2stems").radio.setFocus()
    key(Key.Key_Return)
    assert player.stems.installs == []
    assert not any(button.autoDefault() for button in dialog.findChildren(QPushButton))
    assert dialog.isVisible()
    key(Key.Key_Escape)
    assert not dialog.isVisible()
