"""Errors of the world: each says what happened and what to do, in words for the listener."""


class MinusOneError(Exception):
    """The world failed (a file, a disk, a network), not the program.

    `message` is one sentence that says what happened; `hint` one that says what to do, or "".
    """

    def __init__(self, message: str, hint: str = "") -> None:
        super().__init__(message, hint)  # both in args, so that it crosses processes whole
        self.message = message
        self.hint = hint

    def __str__(self) -> str:
        return f"{self.message} {self.hint}".strip()


class AudioFileError(MinusOneError):
    """A file or stream that cannot be opened or read as sound."""


class OutputError(MinusOneError):
    """A sound output that cannot be opened, or that went away."""


class CacheError(MinusOneError):
    """The stem cache cannot be read or written."""


class SeparationError(MinusOneError):
    """Separation cannot start or go on."""


class ChildDiedError(MinusOneError):
    """A child process ended without having been asked to."""
