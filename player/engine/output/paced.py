"""Outputs without a device: nowhere, and a WAV file; in real time, or as fast as sound arrives."""

import threading
import time
from collections.abc import Callable
from pathlib import Path

import soundfile

from player.base.errors import OutputError
from player.base.units import CHANNELS, SAMPLE_RATE, Pcm
from player.engine.output.base import PERIODS, Pulse, Render

_WAIT = 0.002


class PacedOutput:
    """Asks for frames from a thread of its own.

    In real time it keeps a clock of its own and never waits for sound; otherwise it takes frames
    whenever `ready` says that all of them are there.
    """

    def __init__(
        self,
        target: str,
        buffer_ms: int,
        ready: Callable[[int], bool] | None,
        take: Callable[[Pcm], None] = lambda _: None,
    ) -> None:
        self.target = target
        self.latency_ms = float(buffer_ms)
        self.pulse = Pulse(buffer_ms)
        self._take = take
        self._ready = ready
        self._frames = SAMPLE_RATE * buffer_ms // 1000 // PERIODS
        self._closed = threading.Event()
        self._thread: threading.Thread | None = None

    def start(self, render: Render) -> None:
        """Begin to ask for frames."""
        run = self._run_realtime if self._ready is None else self._run_fast
        self._thread = threading.Thread(target=run, args=(render,), name="output", daemon=True)
        self._thread.start()

    def close(self) -> None:
        """Stop asking."""
        self._closed.set()
        if self._thread is not None:
            self._thread.join()

    def _run_realtime(self, render: Render) -> None:
        due = time.monotonic() - (PERIODS - 1) * self._frames / SAMPLE_RATE
        while not self._closed.wait(max(0.0, due - time.monotonic())):
            sound = render(self._frames)
            self.pulse.beat(sound)
            self._take(sound)
            due = max(due + self._frames / SAMPLE_RATE, time.monotonic() - self.latency_ms / 1000)

    def _run_fast(self, render: Render) -> None:
        while not self._closed.is_set():
            if self._ready is not None and self._ready(self._frames):
                self.pulse.buffers += 1
                self.pulse.last = time.monotonic()
                self._take(render(self._frames))
            else:
                self._closed.wait(_WAIT)


class WavOutput(PacedOutput):
    """A WAV file of 32-bit floats at 44.1 kHz; holds exactly the frames that were played."""

    def __init__(self, target: str, buffer_ms: int, ready: Callable[[int], bool] | None) -> None:
        super().__init__(target, buffer_ms, ready, self._write)
        path = Path(target.removeprefix("wav:"))
        try:
            self._file = soundfile.SoundFile(
                path, "w", SAMPLE_RATE, CHANNELS, "FLOAT", format="WAV"
            )
        except (OSError, soundfile.SoundFileError) as error:
            raise OutputError(
                f"{path} cannot be written: {error}.", "Choose another file."
            ) from error

    def close(self) -> None:
        """Stop, and finish the file."""
        super().close()
        self._file.close()

    def _write(self, sound: Pcm) -> None:
        self._file.write(sound)
