"""What can go wrong in separation: each error says what happened and what to do about it."""


class SeparationError(Exception):
    """The world failed (memory, a file, the network), not the program.

    `message` is one sentence that says what happened; `hint` one that says what to do, or "".
    """

    def __init__(self, message: str, hint: str = "") -> None:
        super().__init__(message, hint)  # both in args, so that it crosses processes whole
        self.message = message
        self.hint = hint

    def __str__(self) -> str:
        return f"{self.message} {self.hint}".strip()


class WeightsError(SeparationError):
    """A model's weights cannot be fetched, checked, written or read."""


class OutOfMemoryError(SeparationError):
    """Even the shortest segment does not fit into memory."""


class DeviceError(SeparationError):
    """The device asked for cannot run the network."""


class Interrupted(Exception):
    """The separation was ended by `Separator.interrupt`."""
