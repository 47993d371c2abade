"""Keeps an input open for as long as somebody listens; all of it on a thread of its own.

What can take time (opening a device, writing a take) neither holds up commands nor the sound.
"""

import threading
import time
from collections.abc import Callable
from contextlib import suppress
from typing import Protocol

from player.engine.input.base import Input, InputError
from player.engine.input.device import input_names
from player.engine.input.opening import open_input
from player.engine.input_protocol import ChooseInput, InputEvent, InputFailed, InputOpened, Inputs

SILENT_FOR = 3.0
"""Seconds without a frame after which a device counts as lost."""
RETRY_EVERY = 2.0
_STEP = 0.02


class Ear(Protocol):
    """Somebody who listens. All of it is called on the thread of `Listening`."""

    def hear(self, heard: Input) -> bool:
        """Take what has come in; whether it listens on."""

    def lost(self) -> bool:
        """There is no input, or none any more; whether it waits for one."""


class Listening:
    """One input for all ears. Methods are called on the engine's main thread."""

    def __init__(self, tell: Callable[[InputEvent], None]) -> None:
        self._tell = tell
        self._wish = ChooseInput()
        self._ears: tuple[Ear, ...] = ()
        self._fresh = False
        """Whether somebody began to listen since a failure was told."""
        self._lock = threading.Lock()
        self._wake = threading.Event()
        self._closed = False
        self._input: Input | None = None
        self._opened_for: ChooseInput | None = None
        self._retry_at = 0.0
        self._thread: threading.Thread | None = None

    def choose(self, wish: ChooseInput) -> None:
        """Listen here from now on."""
        self._wish, self._fresh = wish, True
        self._wake.set()

    def ask(self) -> None:
        """Tell the names of the inputs; to look for them can take a while."""
        tell = self._tell
        threading.Thread(
            target=lambda: tell(Inputs(input_names())), name="inputs", daemon=True
        ).start()

    def add(self, ear: Ear) -> None:
        """Listen for this one, too."""
        with self._lock:
            self._ears = (*self._ears, ear)
        self._fresh = True
        if self._thread is None:
            self._thread = threading.Thread(target=self._run, name="listening", daemon=True)
            self._thread.start()
        self._wake.set()

    def remove(self, ear: Ear) -> None:
        """Listen for it no longer; the device is given back when nobody listens."""
        with self._lock:
            self._ears = tuple(each for each in self._ears if each is not ear)
        self._wake.set()

    def close(self) -> None:
        """Give the device back; returns when nothing runs any more."""
        self._closed = True
        self._wake.set()
        if self._thread is not None:
            self._thread.join()

    def _run(self) -> None:
        while not self._closed:
            if self._ears:
                self._listen()
            else:
                self._let_go()
            self._wake.wait(_STEP if self._ears else None)
            self._wake.clear()
        self._let_go()
        for ear in self._ears:
            ear.lost()

    def _listen(self) -> None:
        now = time.monotonic()
        if self._opened_for is not self._wish:
            self._let_go()
            self._opened_for, self._retry_at = self._wish, 0.0
        if self._fresh and self._input is None:
            self._retry_at = 0.0
        if self._input is None and now >= self._retry_at:
            self._open(self._wish)
        heard = self._input
        if heard is not None and now - heard.ring.last > SILENT_FOR:
            self._let_go()
            self._fail(
                InputError(
                    "The microphone went away.", "Connect it again, or choose another input."
                )
            )
            heard = None
        for ear in self._ears:
            if not (ear.lost() if heard is None else ear.hear(heard)):
                self.remove(ear)

    def _open(self, wish: ChooseInput) -> None:
        try:
            opened = open_input(wish.target, wish.channels)
            opened.start()
        except InputError as error:
            self._fail(error)
            return
        self._input = opened
        self._fresh = True  # what goes wrong from here on is news
        self._tell(InputOpened(wish.target))

    def _fail(self, error: InputError) -> None:
        self._retry_at = time.monotonic() + RETRY_EVERY
        if self._fresh:
            self._fresh = False
            self._tell(InputFailed(self._wish.target, error.message, error.hint))

    def _let_go(self) -> None:
        heard, self._input = self._input, None
        if heard is not None:
            with suppress(InputError):
                heard.close()
