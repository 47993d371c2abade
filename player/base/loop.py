"""The main thread without Qt: work that other threads post is done here, in order."""

import queue
from collections.abc import Callable
from time import monotonic
from typing import Protocol


class MainThread(Protocol):
    """Something that runs functions on the main thread."""

    def post(self, work: Callable[[], None]) -> None:
        """Run `work` on the main thread soon; may be called on any thread."""


class Loop:
    """A plain main loop, for the command line and for tests."""

    def __init__(self) -> None:
        self._work: queue.SimpleQueue[Callable[[], None]] = queue.SimpleQueue()

    def post(self, work: Callable[[], None]) -> None:
        """Run `work` in `run_until`; may be called on any thread."""
        self._work.put(work)

    def run_until(self, done: Callable[[], bool], timeout: float | None = None) -> bool:
        """Work until `done()`; whether it was reached within `timeout` seconds."""
        deadline = None if timeout is None else monotonic() + timeout
        while not done():
            wait = 0.1 if deadline is None else min(0.1, deadline - monotonic())
            if wait <= 0:
                return False
            self._step(wait)
        return True

    def _step(self, wait: float) -> None:
        try:
            work = self._work.get(timeout=wait)
        except queue.Empty:
            return
        work()
