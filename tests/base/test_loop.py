"""The main loop without Qt, and the units of time."""

import threading
from functools import partial

import pytest

from player.base import units
from player.base.loop import Loop


def test_posted_work_is_done_in_order_on_the_thread_that_runs_the_loop() -> None:
    loop = Loop()
    done: list[tuple[int, threading.Thread]] = []

    def work(number: int) -> None:
        done.append((number, threading.current_thread()))

    def post_all() -> None:
        for number in range(3):
            loop.post(partial(work, number))

    thread = threading.Thread(target=post_all)
    thread.start()
    assert loop.run_until(lambda: len(done) == 3, timeout=10)
    assert done == [(number, threading.main_thread()) for number in range(3)]
    thread.join()


def test_the_loop_gives_up_in_time() -> None:
    assert not Loop().run_until(lambda: False, timeout=0.05)


def test_a_loop_that_is_done_does_no_more_work() -> None:
    loop = Loop()
    loop.post(lambda: pytest.fail("not wanted any more"))
    assert loop.run_until(lambda: True)


def test_work_may_post_work() -> None:
    loop = Loop()
    done: list[str] = []
    loop.post(lambda: loop.post(lambda: done.append("second")))
    assert loop.run_until(lambda: bool(done), timeout=10)


def test_no_gain_is_exactly_one() -> None:
    assert units.linear(0.0) == 1.0
    assert units.linear(-6.0) == pytest.approx(0.501, abs=0.001)


@pytest.mark.parametrize(("length", "cells"), [(1, 1), (65_536, 1), (65_537, 2)])
def test_the_last_cell_may_be_short(length: int, cells: int) -> None:
    assert units.cells(length) == cells


def test_time_and_frames() -> None:
    assert units.frames(units.seconds(123_457)) == 123_457
