"""A few threads for work that must not hold up the main thread."""

import logging
from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import suppress

logger = logging.getLogger(__name__)


class Background:
    """A bounded pool. Work comes back through whatever it posts; its own errors are logged."""

    def __init__(self, threads: int, name: str) -> None:
        self._pool = ThreadPoolExecutor(threads, thread_name_prefix=name)

    def run(self, work: Callable[[], None]) -> None:
        """Do this when a thread is free; never, if everything has been closed meanwhile."""
        with suppress(RuntimeError):  # what the pool says after its end
            self._pool.submit(work).add_done_callback(_log)

    def finish(self) -> None:
        """Do what was asked for, and nothing more after that."""
        self._pool.shutdown()

    def close(self) -> None:
        """Drop what has not begun, and wait for the rest."""
        self._pool.shutdown(cancel_futures=True)


def _log(done: Future[None]) -> None:
    if not done.cancelled() and (error := done.exception()) is not None:
        logger.error("background work failed", exc_info=error)
