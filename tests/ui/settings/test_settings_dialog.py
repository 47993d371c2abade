"""The settings dialog changes the preferences at once, and follows what is changed elsewhere."""

from collections.abc import Callable
from dataclasses import fields
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QApplication, QCheckBox, QComboBox, QSpinBox, QWidget
from pytestqt.qtbot import QtBot

from player.base.messages import MessageLog
from player.base.settings import Settings, load
from player.core.preferences import Preferences
from player.ui.models_dialog import ModelsDialog
from player.ui.settings.form import SettingsForm
from player.ui.settings.settings_dialog import SettingsDialog
from player.ui.settings.stem_rows import CacheRow, ModelRow
from player.ui.window import MainWindow
from tests.ui.fakes import FakePlayer
from tests.ui.hands import click, key, type_text

Key = Qt.Key
Show = Callable[..., MainWindow]
CTRL = Qt.KeyboardModifier.ControlModifier
ELSEWHERE = {
    "volume": "the slider",
    "model": "the list of models",
    "studio_model": "the list of models",
    "quality": "the dial on the page",
    "cache_folder": "minusone cache move",
    "a4": "the tuner",
    "chord_instrument": "the window of the chords",
    "rename_pattern": "the dialog that renames",
}
"""Settings that have no control of their own in the dialog, and where they are made."""


@pytest.fixture
def dialog(window: MainWindow, qtbot: QtBot) -> SettingsDialog:
    key(Key.Key_Comma, CTRL)
    dialog = window.findChild(SettingsDialog)
    assert dialog is not None
    qtbot.waitUntil(lambda: QApplication.activeWindow() is dialog)
    return dialog


def form(dialog: SettingsDialog, page: str) -> SettingsForm:
    dialog.show_page(page)
    assert isinstance(dialog.page, SettingsForm)
    return dialog.page


def choose(box: QWidget, text: str) -> None:
    assert isinstance(box, QComboBox)
    box.setFocus()
    while box.currentText() != text:
        before = box.currentIndex()
        key(Key.Key_Down)
        assert box.currentIndex() != before, f"no {text}"


def test_the_theme_changes_at_once(window: MainWindow, dialog: SettingsDialog) -> None:
    choose(form(dialog, "general").controls["theme"], "Light")
    assert window.preferences.now.theme == "light"
    assert window.grab().toImage().pixelColor(3, 300).lightnessF() > 0.8


def test_what_is_changed_elsewhere_is_shown(window: MainWindow, dialog: SettingsDialog) -> None:
    box = form(dialog, "general").controls["theme"]
    assert isinstance(box, QComboBox)
    window.menus.themes.actions()[1].trigger()
    assert box.currentText() == "Light"


def test_the_sound_device_and_the_buffer(
    window: MainWindow, dialog: SettingsDialog, player: FakePlayer
) -> None:
    controls = form(dialog, "sound").controls
    choose(controls["output"], "Headphones")
    assert player.engine.device == "Headphones"
    buffer = controls["buffer_ms"]
    assert isinstance(buffer, QSpinBox)
    buffer.setFocus()
    buffer.selectAll()
    type_text("120")
    assert window.preferences.now.buffer_ms == 60, "half a number is none"
    key(Key.Key_Return)
    assert window.preferences.now.buffer_ms == 120


def test_decibels_and_seconds(window: MainWindow, dialog: SettingsDialog) -> None:
    controls = form(dialog, "sound").controls
    controls["cross_fade"].setFocus()
    key(Key.Key_Up)
    controls["replay_gain_preamp"].setFocus()
    key(Key.Key_Down)
    choose(controls["replay_gain"], "Every album")
    now = window.preferences.now
    assert (now.cross_fade, now.replay_gain_preamp, now.replay_gain) == (0.5, -0.5, "album")


def test_switches_and_the_budget(window: MainWindow, dialog: SettingsDialog) -> None:
    controls = form(dialog, "separation").controls
    battery, budget = controls["wait_on_battery"], controls["cache_budget"]
    assert isinstance(battery, QCheckBox)
    assert isinstance(budget, QSpinBox)
    click(battery, QPoint(10, battery.height() // 2))
    assert not window.preferences.now.wait_on_battery
    budget.setFocus()
    key(Key.Key_Up)
    assert window.preferences.now.cache_budget == 21 * 10**9


def test_models_quality_and_clearing(
    window: MainWindow, dialog: SettingsDialog, player: FakePlayer
) -> None:
    page = form(dialog, "separation")
    models, cache = page.findChild(ModelRow), page.findChild(CacheRow)
    assert models is not None
    assert cache is not None
    assert models.label.text() == "While a song plays: Spleeter, 2 stems"
    click(models.quality.buttons[2])
    assert player.stems.quality == "best"
    player.stems.choose("spleeter-quick4", "htdemucs", "fast")
    assert models.label.text().endswith("Afterwards: Hybrid Transformer Demucs")
    click(models.models_button)
    assert window.findChild(ModelsDialog) is not None
    assert "1.2 GB of 20 GB" in cache.label.text()
    click(cache.clear_button)
    assert player.stems.used == 0
    assert not cache.clear_button.isEnabled()


def test_every_setting_can_be_made_somewhere(dialog: SettingsDialog) -> None:
    here: set[str] = set()
    for row in range(dialog.list.count()):
        dialog.list.setCurrentRow(row)
        for each in [dialog.page, *dialog.page.findChildren(SettingsForm)]:
            here |= each.controls.keys() if isinstance(each, SettingsForm) else set()
    assert {each.name for each in fields(Settings)} - here == ELSEWHERE.keys()


def test_a_page_is_found_in_the_palette(window: MainWindow) -> None:
    (entry,) = [each for each in window.dialogs._of_settings() if each.name == "settings-tags"]
    entry.run()
    dialog = window.findChild(SettingsDialog)
    assert dialog is not None
    assert "keep_file_times" in form(dialog, "tags").controls


def test_preferences_are_kept_and_a_full_disk_is_told(tmp_path: Path) -> None:
    messages, file = MessageLog(), tmp_path / "settings.json"
    preferences = Preferences(Settings(), file, messages)
    told: list[Settings] = []
    preferences.changed.connect(told.append)
    preferences.change(theme="light")
    preferences.change(theme="light")
    assert [before.theme for before in told] == ["system"]
    assert load(file)[0].theme == "light"
    file.unlink()
    file.mkdir()
    preferences.change(theme="dark")
    assert "could not be saved" in messages.recent[0].text
    assert preferences.now.theme == "dark"


def test_it_fits_the_smallest_window(show: Show, player: FakePlayer) -> None:
    window = show(player, 800, 600)
    window.dialogs.show_settings("separation")
    dialog = window.findChild(SettingsDialog)
    assert dialog is not None
    assert dialog.width() <= 800
    assert dialog.height() <= 560
    widest = max(each.sizeHint().width() for each in dialog.page.findChildren(QWidget))
    assert widest <= dialog.page.width()
