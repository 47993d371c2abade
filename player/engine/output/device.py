"""Sound devices through miniaudio."""

import os
import threading
from collections.abc import Generator, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

import miniaudio

from player.base.errors import OutputError
from player.base.realtime import request_realtime
from player.base.units import CHANNELS, SAMPLE_RATE, Frames, Pcm
from player.engine.output.base import PERIODS, Pulse, Render

if TYPE_CHECKING:
    from _cffi_backend import _CDataBase

BACKENDS = [backend for backend in miniaudio.Backend if backend != miniaudio.Backend.NULL]
_HINT = "Check that the sound system runs and that a device is connected."


_ONE_AT_A_TIME = threading.Lock()
_LATENCY = "PULSE_LATENCY_MSEC"


@contextmanager
def opening(latency_ms: int | None = None, *, stays: bool = False) -> Iterator[None]:
    """Within it devices are looked for or opened, by one thread at a time, without a word.

    ALSA writes about every device that is missing; the user has nothing of that. `latency_ms`:
    for libpulse, through which miniaudio asks for one period, however many the buffer has; it
    holds for what is opened here, or (`stays`) from now on.
    """
    with _ONE_AT_A_TIME:
        before = os.environ.get(_LATENCY)
        if latency_ms is not None:
            os.environ[_LATENCY] = str(latency_ms)
        kept = os.dup(2)
        try:
            with Path(os.devnull).open("wb") as nowhere:
                os.dup2(nowhere.fileno(), 2)
                yield
        finally:
            os.dup2(kept, 2)
            os.close(kept)
            if before is not None and not stays:
                os.environ[_LATENCY] = before


def device_names() -> tuple[str, ...]:
    """Names of the sound devices there are; none if there is no sound system."""
    try:
        with opening():
            return tuple(
                str(device["name"]) for device in miniaudio.Devices(BACKENDS).get_playbacks()
            )
    except miniaudio.MiniaudioError:
        return ()


def can_play(buffer_ms: int = 40) -> bool:
    """Whether the system's own device opens; it may be named and yet not be there."""
    try:
        DeviceOutput("default", buffer_ms).close()
    except OutputError:
        return False
    return True


class DeviceOutput:
    """A sound device. `target` is "default" or a name from `device_names`."""

    def __init__(self, target: str, buffer_ms: int) -> None:
        self.target = target
        self.latency_ms = float(buffer_ms)
        try:
            with opening(buffer_ms, stays=True):
                self._device = miniaudio.PlaybackDevice(
                    output_format=miniaudio.SampleFormat.FLOAT32,
                    nchannels=CHANNELS,
                    sample_rate=SAMPLE_RATE,
                    buffersize_msec=max(1, buffer_ms // PERIODS),
                    callback_periods=PERIODS,
                    device_id=_device_id(target),
                    backends=BACKENDS,
                    app_name="Minus One",
                )
        except miniaudio.MiniaudioError as error:
            raise _failed(target, error) from error
        # The system takes a period in advance: that much earlier it finds nothing more.
        self.pulse = Pulse(buffer_ms * (1 - 1 / PERIODS))

    def start(self, render: Render) -> None:
        """Begin to play what `render` gives."""
        try:
            self._device.start(self._frames(render))
        except miniaudio.MiniaudioError as error:
            raise _failed(self.target, error) from error

    def close(self) -> None:
        """Stop, and give the device back."""
        self._device.close()

    def _frames(self, render: Render) -> Generator[Pcm, Frames, None]:
        generator = self._generate(render)
        next(generator)
        return generator

    def _generate(self, render: Render) -> Generator[Pcm, Frames, None]:
        count = yield b""  # type: ignore[misc]
        request_realtime()  # from here on this is the device's own thread
        while True:
            sound = render(count)
            self.pulse.beat(sound)
            count = yield sound


def _failed(target: str, error: miniaudio.MiniaudioError) -> OutputError:
    name = "No sound output" if target == "default" else f"The sound output {target!r}"
    works = "works" if target == "default" else "does not work"
    return OutputError(f"{name} {works}: {error.args[0]}.", _HINT)


def _device_id(target: str) -> "_CDataBase | None":
    if target == "default":
        return None
    try:
        devices = miniaudio.Devices(BACKENDS).get_playbacks()
    except miniaudio.MiniaudioError as error:
        raise OutputError(f"There is no sound system: {error}.", _HINT) from error
    for device in devices:
        if device["name"] == target:
            return device["id"]
    raise OutputError(f"There is no sound output named {target!r}.", "Choose another output.")
