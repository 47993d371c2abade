"""A sound server of one's own (PulseAudio) whose only device is recorded, not heard."""

import os
import shutil
import subprocess
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory

import numpy as np

from player.base.units import CHANNELS, SAMPLE_RATE, Pcm
from tests.bench.bench import UnavailableError

FRAME_BYTES = 4 * CHANNELS
RAW = ["--raw", "--format=float32le", f"--rate={SAMPLE_RATE}", f"--channels={CHANNELS}"]
OURS = "bench"
"""The device that is the default."""
OTHERS = "reference"
"""One more, for a peer that plays at the same time."""
_SINK = f"module-null-sink format=float32le rate={SAMPLE_RATE} channels={CHANNELS} sink_name="
_PARTS = (
    _SINK + OURS,
    _SINK + OTHERS,
    "module-native-protocol-unix auth-anonymous=1 socket={socket}",
)
_START = 10.0
_READ = 1 << 12


@contextmanager
def sound_server() -> Iterator[None]:
    """Within the block, this process and its children play to a silent device."""
    if not all(shutil.which(name) for name in ("pulseaudio", "pacat", "parec")):
        raise UnavailableError("PulseAudio (pulseaudio, pacat, parec) is not installed")
    with TemporaryDirectory(prefix="sound-") as folder:
        socket = Path(folder) / "native"
        home = dict.fromkeys(("HOME", "XDG_RUNTIME_DIR", "XDG_CONFIG_HOME"), folder)
        parts = [word for part in _PARTS for word in ("-L", part.format(socket=socket))]
        command = ["pulseaudio", "-n", "--daemonize=no", "--exit-idle-time=-1", *parts]
        server = subprocess.Popen(
            command,
            env={**os.environ, **home},
            stdout=subprocess.DEVNULL,
            stderr=-3,
            start_new_session=True,  # as on a desktop: Linux shares the cores out among sessions
        )
        try:
            _wait_for(socket, server)
            ours = {"PULSE_SERVER": f"unix:{socket}", "PULSE_SINK": OURS}
            with _environment(**ours, PULSE_COOKIE=f"{folder}/cookie"):
                yield
        finally:
            server.terminate()
            server.wait()


class Recorder:
    """What the silent device was given, with the time at which each part of it came.

    It has begun when it is made, however long that takes.
    """

    def __init__(self) -> None:
        command = ["parec", f"--device={OURS}.monitor", "--latency-msec=5", *RAW]
        self._process = subprocess.Popen(command, stdout=subprocess.PIPE)
        self._parts: list[tuple[float, bytes]] = []
        self._began = threading.Event()
        self._thread = threading.Thread(target=self._read, name="recorder")
        self._thread.start()
        if not self._began.wait(_START):
            self.stop()
            raise UnavailableError("parec records nothing")

    def stop(self) -> tuple[Pcm, float]:
        """All that was recorded, and the monotonic time of its first frame.

        The frames' clock is laid along the parts that came with the least delay.
        """
        self._process.terminate()
        self._thread.join()
        self._process.wait()
        starts, size = [], 0
        for when, part in self._parts:
            size += len(part)
            starts.append(when - size / FRAME_BYTES / SAMPLE_RATE)
        sound = b"".join(part for _, part in self._parts)
        return samples(sound), min(starts, default=0.0)

    def _read(self) -> None:
        pipe = self._process.stdout
        while pipe is not None and (part := os.read(pipe.fileno(), _READ)):
            self._parts.append((time.monotonic(), part))
            self._began.set()
        if pipe is not None:
            pipe.close()


@contextmanager
def recording(path: Path, device: str = OURS) -> Iterator[None]:
    """Write what a silent device is given into a raw file, with none of this process's help."""
    command = ["parec", f"--device={device}.monitor", "--latency-msec=10", *RAW]
    with path.open("wb") as file, subprocess.Popen(command, stdout=file) as process:
        try:
            yield
        finally:
            time.sleep(0.5)  # the last part is still on its way
            process.terminate()


@contextmanager
def pacat(song: Path, buffer_ms: int) -> Iterator[None]:
    """PulseAudio's own player plays a file to the other device."""
    options = [f"--device={OTHERS}", f"--latency-msec={buffer_ms}", "--file-format=wav"]
    command = ["pacat", *options, str(song)]
    with subprocess.Popen(command) as process:
        try:
            yield
        finally:
            process.terminate()


def samples(sound: bytes) -> Pcm:
    """Recorded bytes as (frames, 2)."""
    whole = len(sound) // FRAME_BYTES * FRAME_BYTES
    return np.frombuffer(sound[:whole], "<f4").reshape(-1, CHANNELS)


def _wait_for(socket: Path, server: "subprocess.Popen[bytes]") -> None:
    deadline = time.monotonic() + _START
    while not socket.exists():
        if server.poll() is not None or time.monotonic() > deadline:
            raise UnavailableError("PulseAudio does not start")
        time.sleep(0.05)


@contextmanager
def _environment(**values: str) -> Iterator[None]:
    before = {name: os.environ.get(name) for name in values}
    os.environ.update(values)
    try:
        yield
    finally:
        for name, value in before.items():
            if value is None:
                del os.environ[name]
            else:
                os.environ[name] = value
