"""The icon in the tray: its menu, its clicks, and a window that closes to it."""

from collections.abc import Callable, Iterator

import pytest
from PySide6.QtGui import QIcon
from PySide6.QtWidgets import QSystemTrayIcon
from pytestqt.qtbot import QtBot

from player.core.mix import VOCALS
from player.core.playback import Transport
from player.ui.desktop.tray import Tray
from player.ui.window import MainWindow
from tests.ui.fakes import FakePlayer

Reason = QSystemTrayIcon.ActivationReason


@pytest.fixture
def window(show: Callable[[FakePlayer], MainWindow], player: FakePlayer) -> MainWindow:
    return show(player)


@pytest.fixture
def tray(window: MainWindow, player: FakePlayer) -> Iterator[Tray]:
    tray = Tray(player, window, QIcon())
    yield tray
    tray.set_shown(False)


def trigger(tray: Tray, text: str) -> None:
    (action,) = [each for each in tray.menu.actions() if each.text() == text]
    action.trigger()


def test_the_menu_plays_skips_and_mutes(tray: Tray, player: FakePlayer) -> None:
    texts = [action.text() for action in tray.menu.actions() if action.text()]
    assert texts == ["Play", "Previous", "Next", "Mute vocals", "Show the window", "Quit"]
    trigger(tray, "Play")
    assert tray.play_action.text() == "Pause"
    trigger(tray, "Next")
    assert tray.icon.toolTip() == "Artist 2 – Song 2"
    trigger(tray, "Pause")
    assert player.playback.state.transport is Transport.PAUSED
    trigger(tray, "Mute vocals")
    assert player.mix.strip(VOCALS).mute
    assert tray.mute_action.isChecked()
    player.mix.set_mute(VOCALS, mute=False)
    assert not tray.mute_action.isChecked()


def test_clicks_hide_and_show_the_window_and_the_middle_one_plays(
    tray: Tray, window: MainWindow, player: FakePlayer
) -> None:
    tray.icon.activated.emit(Reason.Trigger)
    assert not window.isVisible()
    tray.icon.activated.emit(Reason.Trigger)
    assert window.isVisible()
    tray.icon.activated.emit(Reason.MiddleClick)
    assert player.playback.state.transport is Transport.PLAYING


@pytest.mark.parametrize(
    ("wanted", "there", "stays"), [(True, True, True), (True, False, False), (False, True, False)]
)
def test_a_closed_window_plays_on_in_the_tray(
    tray: Tray, window: MainWindow, qtbot: QtBot, *, wanted: bool, there: bool, stays: bool
) -> None:
    quits: list[bool] = []
    window.quit_asked.connect(lambda: quits.append(True))
    window.preferences.change(close_to_tray=wanted)
    window.keeps_running = lambda: window.preferences.now.close_to_tray and there
    window.close()
    assert not window.isVisible()
    assert bool(quits) is not stays
    window.show()
    window.actions_["quit"].trigger()
    assert not window.isVisible()
    assert quits[-1:] == [True]
