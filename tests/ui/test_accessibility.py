"""Everybody can use the window: by keyboard alone, and by a screen reader."""

from collections.abc import Callable

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QDialog, QLineEdit
from pytestqt.qtbot import QtBot

from player.ui.window import MainWindow
from tests.ui.fakes import FOUR, FakePlayer
from tests.ui.hands import key
from tests.ui.reach import focusable, missed_by_tab, nameless

OPEN: dict[str, Callable[[MainWindow], object]] = {
    "models": lambda window: window.dialogs.show_models(),
    "keys": lambda window: window.dialogs.show_keys(),
    "shortcuts": lambda window: window.dialogs.show_shortcuts(),
    "palette": lambda window: window.dialogs.show_palette(),
    "sound": lambda window: window.actions_["sound"].trigger(),
    "methods": lambda window: window.dialogs.show_methods(),
    "compare": lambda window: window.actions_["compare"].trigger(),
    "loops": lambda window: window.actions_["loops"].trigger(),
    "trainer": lambda window: window.actions_["trainer"].trigger(),
    "chords": lambda window: window.dialogs.show_chords(),
    "mixes": lambda window: window.dialogs.show_mixes(),
    "practice lists": lambda window: window.dialogs.show_practice_lists(),
    "tuner": lambda window: window.actions_["tuner"].trigger(),
    "midi": lambda window: window.actions_["midi"].trigger(),
    "takes": lambda window: window.actions_["takes"].trigger(),
    "live filter": lambda window: window.actions_["live-filter"].trigger(),
    "settings": lambda window: window.dialogs.show_settings(),
    "settings: sound": lambda window: window.dialogs.show_settings("sound"),
    "settings: separation": lambda window: window.dialogs.show_settings("separation"),
    "settings: tags": lambda window: window.dialogs.show_settings("tags"),
}


@pytest.fixture
def busy(player: FakePlayer, window: MainWindow) -> MainWindow:
    """A window in which everything that can be shown is."""
    player.mix.set_stems(FOUR)
    player.playback.play()
    return window


@pytest.mark.parametrize("place", ["now-playing", "queue"])
def test_every_control_of_every_place_has_a_name(busy: MainWindow, place: str) -> None:
    busy.go_to(place)
    assert len(list(focusable(busy))) > 20
    assert nameless(busy) == []


@pytest.mark.parametrize("name", OPEN)
def test_every_control_of_every_dialog_has_a_name(busy: MainWindow, name: str) -> None:
    OPEN[name](busy)
    dialogs = [each for each in busy.findChildren(QDialog) if each.isVisible()]
    assert len(dialogs) == 1
    assert list(focusable(dialogs[0]))
    assert nameless(dialogs[0]) == []
    assert dialogs[0].windowTitle()


@pytest.mark.parametrize("name", OPEN)
def test_tab_reaches_everything_in_every_dialog(busy: MainWindow, name: str, qtbot: QtBot) -> None:
    OPEN[name](busy)
    (dialog,) = (each for each in busy.findChildren(QDialog) if each.isVisible())
    qtbot.waitUntil(lambda: QApplication.activeWindow() is dialog)
    assert missed_by_tab(dialog) == []


@pytest.mark.parametrize("place", ["now-playing", "queue"])
@pytest.mark.parametrize(
    "letters", [(), (Qt.Key.Key_W, Qt.Key.Key_W), (Qt.Key.Key_W,), (Qt.Key.Key_P,), (Qt.Key.Key_T,)]
)
def test_tab_reaches_everything_and_comes_back(
    busy: MainWindow, place: str, letters: tuple[Qt.Key, ...]
) -> None:
    for letter in letters:
        key(letter)
    busy.go_to(place)
    assert missed_by_tab(busy) == []


@pytest.mark.parametrize("place", ["now-playing", "queue"])
def test_where_the_keyboard_is_can_be_seen(busy: MainWindow, place: str) -> None:
    busy.go_to(place)
    unseen = []
    for each in list(focusable(busy)):
        if not each.isVisible() or isinstance(each, QLineEdit):
            continue
        busy.setFocus()
        without = each.grab().toImage()
        each.setFocus(Qt.FocusReason.TabFocusReason)
        if each.hasFocus() and each.grab().toImage() == without:
            unseen.append(each.accessibleName())
    assert unseen == []
