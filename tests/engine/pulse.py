"""A private PulseAudio with a null sink: a real sound device for tests, and its recording."""

import os
import shutil
import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import numpy as np

from player.base.units import SAMPLE_RATE, Pcm

SINK = "minusone-test"


@contextmanager
def pulse(folder: Path) -> Iterator[dict[str, str] | None]:
    """The environment in which the sink is the default device; None without PulseAudio."""
    server_path, control = shutil.which("pulseaudio"), shutil.which("pactl")
    if server_path is None or control is None:
        yield None
        return
    folder.chmod(0o700)
    environment = {**os.environ, "XDG_RUNTIME_DIR": str(folder), "HOME": str(folder)}
    modules = [
        f"module-null-sink sink_name={SINK} rate={SAMPLE_RATE}",
        "module-native-protocol-unix",
    ]
    arguments = [server_path, "-n", "--daemonize=no", "--exit-idle-time=-1", "--use-pid-file=no"]
    arguments += [part for module in modules for part in ("-L", module)]
    with subprocess.Popen(
        arguments, env=environment, stderr=subprocess.DEVNULL, stdout=subprocess.DEVNULL
    ) as server:
        try:
            yield environment if _answers(control, environment) else None
        finally:
            server.terminate()


def _answers(control: str, environment: dict[str, str]) -> bool:
    for _ in range(100):
        asked = subprocess.run([control, "info"], env=environment, capture_output=True, check=False)
        if asked.returncode == 0:
            return True
        time.sleep(0.05)
    return False


@contextmanager
def recording(environment: dict[str, str], file: Path) -> Iterator[None]:
    """Record what the sink plays into `file`, as raw 32-bit floats."""
    arguments = [
        shutil.which("parec") or "parec",
        "-d",
        f"{SINK}.monitor",
        "--format=float32le",
        "--channels=2",
    ]
    arguments += [f"--rate={SAMPLE_RATE}", "--latency-msec=10"]
    with (
        file.open("wb") as sound,
        subprocess.Popen(arguments, env=environment, stdout=sound) as recorder,
    ):
        deadline = time.monotonic() + 10
        while file.stat().st_size == 0 and time.monotonic() < deadline:
            time.sleep(0.01)
        try:
            yield
        finally:
            recorder.terminate()


def recorded(file: Path) -> Pcm:
    """What was recorded, float32 (frames, 2)."""
    content = file.read_bytes()
    return np.frombuffer(content[: len(content) // 8 * 8], "<f4").reshape(-1, 2)
