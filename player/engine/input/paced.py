"""Inputs without a device: a sound file, or nothing, in real time."""

import threading
import time
from pathlib import Path

import numpy as np
import soundfile

from player.base.units import SAMPLE_RATE, Frames, Pcm
from player.engine.input.base import InputError
from player.engine.input.clock import DeviceClock
from player.engine.input.ring import Ring

_PART: Frames = 441


class PacedInput:
    """A file at 44.1 kHz as if it were played in front of the microphone, and then silence."""

    def __init__(self, target: str, channels: int) -> None:
        """`target`: "null", or "wav:FILE"."""
        self.target = target
        self.ring = Ring(channels)
        self.clock = DeviceClock()
        self._sound = _sound_of(target, channels)
        self._closed = threading.Event()
        self._thread = threading.Thread(target=self._run, name="input", daemon=True)

    def start(self) -> None:
        """Begin to listen."""
        self._thread.start()

    def close(self) -> None:
        """Listen no more."""
        self._closed.set()
        if self._thread.ident is not None:
            self._thread.join()

    def _run(self) -> None:
        due = time.monotonic()
        while not self._closed.wait(max(0.0, due - time.monotonic())):
            part = np.zeros((_PART, self.ring.channels), np.float32)
            there = self._sound[self.ring.written : self.ring.written + _PART]
            part[: len(there)] = there
            self.clock.note(_PART, asked=False)
            self.ring.write(part)
            due += _PART / SAMPLE_RATE


def _sound_of(target: str, channels: int) -> Pcm:
    if target == "null":
        return np.zeros((0, channels), np.float32)
    path = Path(target.removeprefix("wav:"))
    try:
        sound, rate = soundfile.read(path, dtype="float32", always_2d=True)
    except (OSError, soundfile.SoundFileError) as error:
        raise InputError(f"{path} cannot be read: {error}.", "Choose another file.") from error
    if rate != SAMPLE_RATE:
        raise InputError(f"{path} is not at {SAMPLE_RATE} Hz.", "Choose another file.")
    mono = sound.mean(axis=1, keepdims=True)
    return np.repeat(mono, channels, axis=1) if sound.shape[1] != channels else sound
