"""A window with a player that makes no sound."""

from collections.abc import Callable, Iterator

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from player.ui.keymap import KEYMAP
from player.ui.theme import apply_theme
from player.ui.window import MainWindow
from tests.ui.fakes import FakePlayer


@pytest.fixture(autouse=True)
def _dark(qapp: QApplication) -> None:
    apply_theme(qapp, "dark")


@pytest.fixture(autouse=True)
def _usual_keys() -> Iterator[None]:
    yield
    KEYMAP.set_own({})


@pytest.fixture
def player() -> Iterator[FakePlayer]:
    """A player with three songs of 200 seconds."""
    player = FakePlayer()
    player.fill(3)
    yield player
    player.midi.close()


@pytest.fixture
def show(qtbot: QtBot, qapp: QApplication) -> Callable[[FakePlayer], MainWindow]:
    """Makes the window, shows it, and gives it the keyboard."""

    def show(player: FakePlayer, width: int = 1000, height: int = 700) -> MainWindow:
        window = MainWindow(player)
        qtbot.addWidget(window)
        window.resize(width, height)
        with qtbot.waitExposed(window):
            window.show()
        window.activateWindow()
        qtbot.waitUntil(lambda: qapp.activeWindow() is window)
        return window

    return show


@pytest.fixture
def window(show: Callable[[FakePlayer], MainWindow], player: FakePlayer) -> MainWindow:
    """The window of `player`, as the user sees it."""
    return show(player)
