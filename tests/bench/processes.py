"""Processes of the running program, and the most memory each has held (Linux only)."""

import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

from player.base.folders import Folders
from player.cli.terminal import peak_memory_mb
from tests.bench.bench import ROOT, UnavailableError

_SIGNS = {"onnxruntime": "separator", "_miniaudio": "engine"}
"""What only one of the child processes has loaded."""
_END = 10.0


@contextmanager
def window(place: Folders, *paths: Path) -> Iterator["subprocess.Popen[bytes]"]:
    """The real program with its window, drawn on no screen, that was told to open `paths`."""
    options = ["--data-dir", str(place.data), "--cache-dir", str(place.cache), *map(str, paths)]
    process = subprocess.Popen(
        [sys.executable, "-m", "player", *options],
        cwd=ROOT,
        env={**os.environ, "QT_QPA_PLATFORM": "offscreen"},
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    try:
        yield process
    finally:
        process.send_signal(signal.SIGINT)
        try:
            process.wait(_END)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()


def peaks(window_pid: int) -> Mapping[str, float]:
    """Peak memory in MB of the window, the engine and the separator."""
    found = {"window": window_pid}
    for child in _children(window_pid):
        maps = Path(f"/proc/{child}/maps").read_text(encoding="utf-8", errors="replace")
        found |= {part: child for sign, part in _SIGNS.items() if sign in maps}
    values = {part: peak_memory_mb(pid) for part, pid in found.items()}
    if len(values) < 1 + len(_SIGNS) or None in values.values():
        raise UnavailableError(f"only {', '.join(values)} can be looked at")
    return {part: value for part, value in values.items() if value is not None}


def resident(pid: int) -> float:
    """Memory in MB that a process holds now; 0 where there is no /proc."""
    try:
        pages = int(Path(f"/proc/{pid}/statm").read_text(encoding="ascii").split()[1])
    except OSError:
        return 0.0
    return pages * os.sysconf("SC_PAGE_SIZE") / 1e6


def wait_for(done: Callable[[], bool], process: "subprocess.Popen[bytes]", patience: float) -> None:
    """Wait until `done()`; UnavailableError if the process ends before, or it takes too long."""
    deadline = time.monotonic() + patience
    while not done():
        if process.poll() is not None or time.monotonic() > deadline:
            raise UnavailableError("the window's process did not get there")
        time.sleep(0.2)


def _children(pid: int) -> list[int]:
    if not Path("/proc").is_dir():
        raise UnavailableError("this system has no /proc")
    lists = Path(f"/proc/{pid}/task").glob("*/children")  # each thread has its own
    return [int(child) for text in lists for child in text.read_text().split()]
