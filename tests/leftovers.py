"""Finds what a test left running: threads, child processes, and Qt's timers and threads."""

import gc
import os
import sys
import threading
import time
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:  # the tests must also run where Qt cannot be imported
    from PySide6.QtCore import QThread, QTimer

NOT_OURS = "multiprocessing.resource_tracker"
"""Python's own helper process: started once, it stays until this process ends."""


@dataclass(frozen=True)
class Leftovers:
    """Things that run: what tells each from every other, and words for it."""

    found: Mapping[str, str] = field(default_factory=dict)

    def __or__(self, other: "Leftovers") -> "Leftovers":
        return Leftovers({**self.found, **other.found})

    def __sub__(self, other: "Leftovers") -> "Leftovers":
        return Leftovers({k: words for k, words in self.found.items() if k not in other.found})

    def __bool__(self) -> bool:
        return bool(self.found)

    def __str__(self) -> str:
        return ", ".join(sorted(self.found.values()))

    def wait_for_the_end(self, grace_s: float) -> "Leftovers":
        """What of this still runs, after at most `grace_s` seconds to end."""
        deadline = time.monotonic() + grace_s
        left = self
        while left and time.monotonic() < deadline:
            time.sleep(0.01)
            left -= left - running()
        return left


def running() -> Leftovers:
    """Everything that runs now beside the main thread."""
    return Leftovers({**_threads(), **_children(), **_qt()})


def _threads() -> dict[str, str]:
    # Python lists a thread it did not start (an audio callback, libVLC) as a dummy for ever.
    return {
        f"thread {thread.ident}": f"thread {thread.name}"
        for thread in threading.enumerate()
        if thread is not threading.main_thread() and not isinstance(thread, threading._DummyThread)
    }


def _children() -> dict[str, str]:
    """Child processes that live; Linux only, for elsewhere the system does not tell."""
    found = {}
    for listing in Path(f"/proc/{os.getpid()}/task").glob("*/children"):
        for pid in _text(listing).split():
            command = _text(Path("/proc", pid, "cmdline")).replace("\0", " ").strip()
            dead = _text(Path("/proc", pid, "stat")).rpartition(") ")[2].startswith("Z")
            if not dead and NOT_OURS not in command:
                found[f"process {pid}"] = f"process {pid}: {command}"
    return found


def _text(path: Path) -> str:
    try:
        return path.read_text(errors="replace")
    except OSError:  # it ended in between
        return ""


def _qt() -> dict[str, str]:
    """Active QTimers and running QThreads, in a process that has a Qt application."""
    core = sys.modules.get("PySide6.QtCore")
    if core is None or core.QCoreApplication.instance() is None:
        return {}
    core.QCoreApplication.sendPostedEvents(None, core.QEvent.Type.DeferredDelete.value)
    is_valid = sys.modules["shiboken6"].isValid
    objects = gc.get_objects()
    kinds = {type(each) for each in objects}  # few; to ask each object for its base takes long
    busy_kinds = {kind for kind in kinds if issubclass(kind, core.QTimer | core.QThread)}
    found = {
        f"{type(each).__name__} {id(each)}": f"{type(each).__name__} of {each.parent()!r}"
        for each in objects
        if type(each) in busy_kinds and is_valid(each) and _is_busy(each)
    }
    if core.QThreadPool.globalInstance().activeThreadCount():
        found["QThreadPool"] = "work in the global QThreadPool"
    return found


def _is_busy(thing: "QTimer | QThread") -> bool:
    return thing.isActive() if hasattr(thing, "isActive") else thing.isRunning()
