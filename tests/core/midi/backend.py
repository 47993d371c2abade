"""A backend for mido without a sound system: devices that a test plugs in and plays on."""

from typing import Any

from mido import Message
from mido.ports import BaseInput

_devices: dict[str, "list[Input]"] = {}


def plug_in(name: str) -> None:
    """Have a device."""
    _devices[name] = []


def unplug(name: str) -> None:
    """Have it no longer."""
    _devices.pop(name, None)


def opened(name: str) -> bool:
    """Whether somebody listens to it."""
    return any(not port.closed for port in _devices.get(name, []))


def play(name: str, *messages: Message) -> None:
    """Have a device send this."""
    for port in _devices[name]:
        for message in messages:
            port.callback(Message.from_bytes(message.bytes()))


def get_devices(**_options: Any) -> list[dict[str, Any]]:  # noqa: ANN401 - as mido has it
    """What there is, as mido asks for it."""
    return [{"name": name, "is_input": True, "is_output": False} for name in _devices]


class Input(BaseInput):  # type: ignore[misc]
    """A port, as mido opens it."""

    def _open(self, **options: Any) -> None:  # noqa: ANN401
        self.callback = options["callback"]
        _devices[self.name].append(self)
