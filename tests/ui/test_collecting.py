"""What Python throws away goes on the main thread, whichever thread is at work."""

import threading

from PySide6.QtCore import QObject
from pytestqt.qtbot import QtBot

from player.ui.collecting import Collecting


class Circle:
    """Refers to itself, so that only a collection finds it."""

    def __init__(self, gone_on: list[threading.Thread]) -> None:
        self.itself = self
        self.gone_on = gone_on

    def __del__(self) -> None:
        self.gone_on.append(threading.current_thread())


def throw_away(count: int, gone_on: list[threading.Thread]) -> None:
    for _ in range(count):
        Circle(gone_on)


def test_a_busy_thread_collects_nothing(qtbot: QtBot) -> None:
    owner = QObject()
    Collecting(owner, every_ms=10)
    gone_on: list[threading.Thread] = []
    busy = threading.Thread(target=throw_away, args=(20_000, gone_on))
    busy.start()
    busy.join()
    qtbot.waitUntil(lambda: len(gone_on) == 20_000)
    assert set(gone_on) == {threading.main_thread()}
    owner.deleteLater()
