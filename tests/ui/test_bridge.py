"""The one way to the main thread."""

import threading
from functools import partial

from pytestqt.qtbot import QtBot

from player.ui.bridge import MainThread


def test_functions_run_on_the_main_thread_in_order(qtbot: QtBot) -> None:
    main = MainThread()
    ran: list[tuple[int, bool]] = []

    def work() -> None:
        for number in range(100):
            main.post(partial(note, number))

    def note(number: int) -> None:
        ran.append((number, threading.current_thread() is threading.main_thread()))

    thread = threading.Thread(target=work)
    thread.start()
    thread.join()
    assert ran == []
    qtbot.waitUntil(lambda: len(ran) == 100)
    assert ran == [(number, True) for number in range(100)]


def test_posting_from_the_main_thread_does_not_run_at_once(qtbot: QtBot) -> None:
    main = MainThread()
    ran: list[str] = []
    main.post(lambda: ran.append("later"))
    assert ran == []
    qtbot.waitUntil(lambda: ran == ["later"])


def test_nothing_runs_after_closing(qtbot: QtBot) -> None:
    main = MainThread()
    ran: list[str] = []
    main.post(lambda: ran.append("waiting"))
    main.close()
    main.post(lambda: ran.append("late"))
    qtbot.wait(1)
    assert ran == []
