"""Background work: done beside the main thread, dropped after the end, never silently broken."""

import threading

import pytest

from player.base.background import Background
from tests.logs import StrayLogs


def test_work_runs_on_another_thread() -> None:
    background = Background(1, "test")
    threads: list[str] = []
    background.run(lambda: threads.append(threading.current_thread().name))
    background.close()
    assert threads[0].startswith("test")


def test_work_after_the_end_is_dropped() -> None:
    background = Background(1, "test")
    background.close()
    background.run(lambda: pytest.fail("nobody is there to do this"))


def test_a_bug_in_the_background_is_logged(stray_logs: StrayLogs) -> None:
    stray_logs.expect("background work failed")
    background = Background(1, "test")
    background.run(_broken)
    background.close()


def _broken() -> None:
    raise LookupError("this is a bug")
