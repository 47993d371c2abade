"""Microphones and other inputs through miniaudio."""

from collections.abc import Generator
from typing import TYPE_CHECKING

import miniaudio
import numpy as np

from player.base.realtime import request_realtime
from player.base.units import SAMPLE_RATE
from player.engine.input.base import InputError
from player.engine.input.clock import DeviceClock
from player.engine.input.ring import Ring
from player.engine.output.device import BACKENDS, opening

if TYPE_CHECKING:
    from _cffi_backend import _CDataBase

PERIOD_MS = 3
HINT = "Connect a microphone, or choose another input in the settings under Sound."


def input_names() -> tuple[str, ...]:
    """Names of the inputs there are; none if there is no sound system."""
    try:
        with opening():
            return tuple(str(each["name"]) for each in miniaudio.Devices(BACKENDS).get_captures())
    except miniaudio.MiniaudioError:
        return ()


class DeviceInput:
    """A sound device. `target` is "default" or a name from `input_names`."""

    def __init__(self, target: str, channels: int) -> None:
        self.target = target
        self.ring = Ring(channels)
        self.clock = DeviceClock()
        try:
            with opening(PERIOD_MS):
                self._device = miniaudio.CaptureDevice(
                    input_format=miniaudio.SampleFormat.FLOAT32,
                    nchannels=channels,
                    sample_rate=SAMPLE_RATE,
                    buffersize_msec=PERIOD_MS,
                    device_id=_device_id(target),
                    backends=BACKENDS,
                    app_name="Minus One",
                )
        except miniaudio.MiniaudioError as error:
            raise _failed(target) from error

    def start(self) -> None:
        """Begin to listen."""
        copying = self._copy()
        next(copying)
        try:
            self._device.start(copying)
        except miniaudio.MiniaudioError as error:
            raise _failed(self.target) from error

    def close(self) -> None:
        """Listen no more."""
        self._device.close()

    def _copy(self) -> Generator[None, bytearray, None]:
        sound = yield
        request_realtime()  # from here on this is the device's own thread
        while True:
            frames = np.frombuffer(sound, np.float32).reshape(-1, self.ring.channels)
            self.clock.note(len(frames), asked=False)
            self.ring.write(frames)
            sound = yield


def _failed(target: str) -> InputError:
    if target == "default":
        return InputError("No microphone was found.", HINT)
    return InputError(f"The input {target!r} does not work.", HINT)


def _device_id(target: str) -> "_CDataBase | None":
    found = miniaudio.Devices(BACKENDS)
    inputs = found.get_captures()
    if target == "default":
        if not any(_is_input(found.backend, each["id"]) for each in inputs):
            raise InputError("No microphone was found.", HINT)
        return None
    for each in inputs:
        if each["name"] == target:
            return each["id"]
    raise InputError(f"There is no input named {target!r}.", HINT)


def _is_input(backend: str, device: "_CDataBase") -> bool:
    """PulseAudio offers what its outputs play as inputs, too: no microphone, unless asked for."""
    if backend != "PulseAudio":
        return True
    name, _, _ = bytes(miniaudio.ffi.buffer(device)).partition(b"\0")
    return not name.endswith(b".monitor")
