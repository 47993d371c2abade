"""The row for playing along comes and goes by its key."""

from PySide6.QtCore import Qt

from player.ui.window import MainWindow
from tests.ui.hands import key


def test_the_row_comes_and_goes_by_its_key(window: MainWindow) -> None:
    frame = window.frame
    for shown in (True, False, True):
        key(Qt.Key.Key_T)
        assert frame.practice is not None
        assert frame.practice.isVisible() is shown
