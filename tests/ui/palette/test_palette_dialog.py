"""The palette by keyboard and mouse."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from player.core.mix import VOCALS
from player.core.separation import StemState
from player.ui.models_dialog import ModelsDialog
from player.ui.palette.palette_dialog import PaletteDialog
from player.ui.window import MainWindow
from tests.ui.fakes import FakePlayer
from tests.ui.hands import click, key, type_text

Key = Qt.Key
CTRL = Qt.KeyboardModifier.ControlModifier


def opened(window: MainWindow, qtbot: QtBot) -> PaletteDialog:
    window.activateWindow()
    qtbot.waitUntil(lambda: QApplication.activeWindow() is window)
    key(Key.Key_K, CTRL)
    found = [each for each in window.findChildren(PaletteDialog) if each.isVisible()]
    assert len(found) == 1
    qtbot.waitUntil(lambda: QApplication.focusWidget() is found[0].field)
    return found[0]


@pytest.fixture
def palette(window: MainWindow, qtbot: QtBot) -> PaletteDialog:
    return opened(window, qtbot)


def test_a_command_is_found_and_run_by_keyboard_alone(
    palette: PaletteDialog, player: FakePlayer, qtbot: QtBot
) -> None:
    type_text("mute voc")
    assert (palette.shown[0].text, palette.shown[0].key) == ("Mute vocals", "M")
    key(Key.Key_Return)
    assert player.mix.strip(VOCALS).mute
    qtbot.waitUntil(lambda: not QApplication.activeModalWidget())


def test_arrows_choose_and_escape_closes(
    window: MainWindow, palette: PaletteDialog, player: FakePlayer, qtbot: QtBot
) -> None:
    type_text("solo")
    key(Key.Key_Down)
    assert palette.list.currentRow() == 1
    key(Key.Key_Up)
    key(Key.Key_Down)
    key(Key.Key_Return)
    assert [strip.solo for strip in player.mix.strips] == [False, True]
    again = opened(window, qtbot)
    key(Key.Key_Escape)
    assert not again.isVisible()


def test_what_was_run_comes_first_the_next_time(
    window: MainWindow, palette: PaletteDialog, qtbot: QtBot
) -> None:
    type_text("models")
    key(Key.Key_Return)
    dialog = window.findChild(ModelsDialog)
    assert dialog is not None
    dialog.close()
    assert opened(window, qtbot).shown[0].text == "Models…"
    assert window.layout_now().recent == ("models",)


def test_the_tracks_commands_are_there_when_they_can_do_something(
    window: MainWindow, palette: PaletteDialog, player: FakePlayer, qtbot: QtBot
) -> None:
    type_text("separate now")
    assert "Separate now" not in [entry.text for entry in palette.shown]
    key(Key.Key_Escape)
    window.tracks.table.selectRow(1)
    again = opened(window, qtbot)
    type_text("separate now")
    assert again.shown[0].text == "Separate now"
    item = again.list.visualItemRect(again.list.item(0))
    click(again.list.viewport(), item.center())
    status = player.separation.status(player.queue.tracks[1].id)
    assert status.state is StemState.QUEUED


def test_it_goes_when_another_window_comes_up(
    window: MainWindow, palette: PaletteDialog, qtbot: QtBot
) -> None:
    window.activateWindow()
    qtbot.waitUntil(lambda: not any(d.isVisible() for d in window.findChildren(PaletteDialog)))


def test_it_offers_all_that_can_be_done(window: MainWindow, palette: PaletteDialog) -> None:
    offered = {entry.name for entry in palette.shown}
    usable = {c.name for c in window.actions_.commands if window.actions_[c.name].isVisible()}
    assert usable - offered == {"palette"}
    assert "show-library" not in offered


def test_a_theme_is_chosen(window: MainWindow, palette: PaletteDialog) -> None:
    type_text("theme light")
    assert palette.shown[0].text == "Theme: Light"
    key(Key.Key_Return)
    assert window.preferences.now.theme == "light"
