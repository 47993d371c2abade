"""The row for playing along comes and goes by its key."""

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from player.ui.window import MainWindow
from tests.ui.fakes import FOUR, FakePlayer
from tests.ui.hands import key


def test_the_row_comes_and_goes_by_its_key(window: MainWindow) -> None:
    frame = window.frame
    for shown in (True, False, True):
        key(Qt.Key.Key_T)
        assert frame.practice is not None
        assert frame.practice.isVisible() is shown


def test_the_row_fits_into_a_small_window(
    show: Callable[[FakePlayer], MainWindow], player: FakePlayer, qapp: QApplication
) -> None:
    player.mix.set_stems(FOUR)
    window = show(player)
    window.resize(800, 600)
    key(Qt.Key.Key_T)
    qapp.processEvents()
    assert (window.width(), window.height()) == (800, 600)
