"""What waits for the first paint of a window."""

import pytest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from player.ui import first_paint
from player.ui.first_paint import after_first_paint


def test_work_waits_for_the_paint_and_is_done_once(qtbot: QtBot) -> None:
    window, done = QWidget(), list[bool]()
    qtbot.addWidget(window)
    after_first_paint(window, lambda: done.append(window.isVisible()))
    window.show()
    assert not done
    qtbot.waitUntil(lambda: bool(done))
    window.repaint()
    qtbot.wait(20)
    assert done == [True]


def test_a_window_that_is_never_painted_holds_nothing_up_for_long(
    qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(first_paint, "_AT_LATEST_MS", 50)
    window, done = QWidget(), list[bool]()
    qtbot.addWidget(window)
    after_first_paint(window, lambda: done.append(True))
    qtbot.waitUntil(lambda: bool(done))
