"""Child processes: started by module name (spawn, never fork), spoken to over one pipe."""

import atexit
import gc
import importlib
import multiprocessing
import signal
import sys
from multiprocessing.connection import Connection
from typing import Any

from player.base.errors import ChildDiedError

STOP_TIMEOUT = 2.0


class Child:
    """A running child process whose module has `main(connection, *args)`.

    The parent closes its copy of the child's end, so a dead child shows as the end of the stream.
    """

    def __init__(self, module: str, *args: object, has_children: bool = False) -> None:
        """`has_children`: it starts processes of its own, which a daemon may not."""
        context = multiprocessing.get_context("spawn")
        self.connection, theirs = context.Pipe()
        self._process = context.Process(
            target=_run, args=(module, theirs, *args), name=module, daemon=not has_children
        )
        self._process.start()
        theirs.close()
        if has_children:  # Python waits for it at the end, and it for the end of the stream
            atexit.register(self.connection.close)

    @property
    def pid(self) -> int:
        """The child's process id."""
        return self._process.pid or 0

    @property
    def alive(self) -> bool:
        """Whether the process still runs."""
        return self._process.is_alive()

    def send(self, message: object) -> None:
        """Send one message; ChildDiedError if nobody is there to read it."""
        try:
            self.connection.send(message)
        except (OSError, ValueError) as error:
            raise ChildDiedError(f"{self._process.name} has ended.") from error

    def receive(self) -> Any:  # noqa: ANN401 - each protocol narrows this by matching
        """Wait for one message; ChildDiedError when the child is gone."""
        try:
            return self.connection.recv()
        except (EOFError, OSError, TypeError) as error:
            raise ChildDiedError(f"{self._process.name} has ended.") from error

    def join(self, timeout: float = STOP_TIMEOUT) -> None:
        """Wait for the process to end by itself; end it when it does not."""
        atexit.unregister(self.connection.close)
        self._process.join(timeout)
        if self._process.is_alive():
            self._process.terminate()
            self._process.join(timeout)
        if self._process.is_alive():
            self._process.kill()
            self._process.join()

    def kill(self) -> None:
        """End the process at once."""
        atexit.unregister(self.connection.close)
        self._process.kill()
        self._process.join()


def _run(module: str, connection: Connection, *args: object) -> None:
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # the parent decides when to end
    main = importlib.import_module(module).main
    gc.collect()
    gc.freeze()  # what start-up made lives for ever: no collection need look at it again
    try:
        main(connection, *args)
    except (EOFError, BrokenPipeError, ConnectionResetError):
        sys.exit(0)  # the parent is gone
