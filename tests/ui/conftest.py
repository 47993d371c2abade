"""A window with a player that makes no sound."""

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from player.ui.theme import apply_theme
from player.ui.window import MainWindow
from tests.ui.fakes import FakePlayer

HERE = Path(__file__).parent
OFFSCREEN_SAYS = r"^This plugin does not support (propagateSizeHints|raise)\(\)$"
"""Qt's offscreen screen says so of every window; a real one does not."""


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Let those messages pass, and no other."""
    for item in items:
        if HERE in item.path.parents:
            item.add_marker(pytest.mark.qt_log_ignore(OFFSCREEN_SAYS))


@pytest.fixture(autouse=True)
def _dark(qapp: QApplication) -> None:
    apply_theme(qapp, "dark")


@pytest.fixture
def player() -> FakePlayer:
    """A player with three songs of 200 seconds."""
    player = FakePlayer()
    player.fill(3)
    return player


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
