"""Whether the sound comes first: where the system grants it, and where it refuses."""

import os
import subprocess
import sys
import tempfile
import threading
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from player.base.realtime import PRIORITY

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="other systems do it themselves")

_SCRIPT = """
def ask():
    request_realtime()
    for thread in threading.enumerate():
        if thread.name == "realtime":
            thread.join()
    print(os.getpid(), threading.get_native_id(), os.sched_getparam(0).sched_priority)

go_first()
for thread in threading.enumerate():
    if thread.name == "realtime":
        thread.join()
threading.Thread(target=ask).start()
"""
_START = """
import os, resource, threading
from player.base.priority import go_first
from player.base.realtime import request_realtime
"""
_WITHOUT_RIGHTS = """
resource.setrlimit(resource.RLIMIT_RTPRIO, (0, 0))
if os.getuid() == 0:
    os.setuid(65534)
"""


@pytest.fixture
def open_folder() -> Iterator[Path]:
    """A folder that every user can enter."""
    with tempfile.TemporaryDirectory() as folder:
        Path(folder).chmod(0o755)
        yield Path(folder)


@dataclass(frozen=True)
class _Asked:
    """A thread of a fresh process that has asked; nothing may be complained about."""

    process: int
    thread: int
    priority: int


def _ask(folder: Path, *steps: str) -> _Asked:
    """Ask in a fresh process.

    Programs in `folder` are found first, and nobody answers on the system's bus.
    """
    paths = f"{folder}:{os.environ['PATH']}"
    bus = f"unix:path={folder / 'nobody'}"
    command = [sys.executable, "-c", "".join((_START, *steps, _SCRIPT))]
    environment = {**os.environ, "PATH": paths, "DBUS_SYSTEM_BUS_ADDRESS": bus}
    done = subprocess.run(
        command, check=False, capture_output=True, text=True, env=environment, timeout=20
    )
    assert (done.returncode, done.stderr) == (0, "")
    return _Asked(*map(int, done.stdout.split()))


def _allowed() -> bool:
    """Whether a thread of this process may be a real-time one."""
    allowed = []

    def attempt() -> None:
        policy = os.SCHED_RR | os.SCHED_RESET_ON_FORK
        try:
            os.sched_setscheduler(0, policy, os.sched_param(PRIORITY))
        except OSError:
            return
        allowed.append(True)

    thread = threading.Thread(target=attempt)
    thread.start()
    thread.join()
    return bool(allowed)


def test_the_thread_is_real_time_where_that_is_allowed(open_folder: Path) -> None:
    if not _allowed():
        pytest.skip("this user may not have real-time threads")
    assert _ask(open_folder).priority == PRIORITY


def test_a_refusal_is_no_error(open_folder: Path) -> None:
    assert _ask(open_folder, _WITHOUT_RIGHTS).priority == 0


def test_without_rights_realtimekit_is_asked_for_each_very_thread(open_folder: Path) -> None:
    note, tool = open_folder / "note", open_folder / "dbus-send"
    note.touch()
    note.chmod(0o666)
    tool.write_text(f'#!/bin/sh\necho "$@" >> {note}\n')
    tool.chmod(0o755)
    asked = _ask(open_folder, _WITHOUT_RIGHTS)
    wish = f"MakeThreadRealtimeWithPID uint64:{asked.process} uint64:{asked.thread} uint32:"
    assert wish in note.read_text()
    first = f"MakeThreadHighPriorityWithPID uint64:{asked.process} uint64:{asked.process} int32:-"
    assert first in note.read_text()
