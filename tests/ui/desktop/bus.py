"""A session bus of the test's own."""

import shutil
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager

import pytest


@contextmanager
def session_bus() -> Iterator[str]:
    """Where a fresh `dbus-daemon` listens."""
    daemon = shutil.which("dbus-daemon")
    if daemon is None or shutil.which("gdbus") is None:
        pytest.skip("no session bus: dbus-daemon and gdbus (dbus, libglib2.0-bin) are needed")
    with subprocess.Popen(
        [daemon, "--session", "--nofork", "--print-address=1"],
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        text=True,
    ) as process:
        try:
            yield process.stdout.readline().strip() if process.stdout else ""
        finally:
            process.terminate()
