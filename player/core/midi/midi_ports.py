"""Listens to all MIDI devices there are, and to those that are plugged in later."""

import importlib
import logging
import threading
from collections.abc import Callable
from typing import Any

from player.core.midi.control import Move, move_of

LOOK_EVERY = 2.0
"""Seconds from one look for new devices to the next."""
_NO_PACKAGE = "For MIDI devices, install two packages: pip install 'minus-one[midi]'"
_NO_SYSTEM = "This system offers no MIDI devices."

logger = logging.getLogger(__name__)


class MidiPorts:
    """A thread that looks for devices; each has its own that tells what is done to it."""

    def __init__(
        self,
        moved: Callable[[Move], None],
        changed: Callable[[tuple[str, ...], str], None],
        backend: str | None = None,
    ) -> None:
        """`moved`, `changed` (devices, problem) are called on other threads.

        `backend`: a module with mido's interface; None for that which mido takes.
        """
        self._moved = moved
        self._changed = changed
        self._backend_name = backend
        self._backend: Any = None
        self._open: dict[str, Any] = {}
        self._told: tuple[tuple[str, ...], str] | None = None
        self._wake = threading.Event()
        self._closed = False
        self._thread = threading.Thread(target=self._run, name="midi", daemon=True)
        self._thread.start()

    def look(self) -> None:
        """Look for devices now."""
        self._wake.set()

    def close(self) -> None:
        """Let go of all devices."""
        self._closed = True
        self._wake.set()
        self._thread.join()

    def _run(self) -> None:
        while not self._closed:
            self._tell(self._look())
            self._wake.wait(LOOK_EVERY)
            self._wake.clear()
        for port in self._open.values():
            port.close()

    def _look(self) -> str:
        """Open what is new, and let go of what is gone; returns what is wrong, or ""."""
        try:
            if self._backend is None:
                mido = importlib.import_module("mido")
                self._backend = mido.Backend(self._backend_name, load=True)
            names = set(self._backend.get_input_names())
        except ImportError:
            return _NO_PACKAGE
        except Exception as error:  # noqa: BLE001 - each backend has errors of its own
            logger.info("no MIDI: %s", error)
            return _NO_SYSTEM
        for name in self._open.keys() - names:
            self._open.pop(name).close()
        for name in names - self._open.keys():
            try:
                self._open[name] = self._backend.open_input(name, callback=self._take)
            except Exception as error:  # noqa: BLE001
                logger.info("%s cannot be opened: %s", name, error)  # another program may have it
        return ""

    def _take(self, message: Any) -> None:  # noqa: ANN401
        move = move_of(message)
        if move is not None:
            self._moved(move)

    def _tell(self, problem: str) -> None:
        state = tuple(sorted(self._open)), problem
        if state != self._told:
            self._told = state
            self._changed(*state)
