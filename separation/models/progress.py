"""How far the set-up of a model has come."""

from collections.abc import Callable
from dataclasses import dataclass


@dataclass(frozen=True)
class Progress:
    """How far a stage has come."""

    stage: str
    """One of "download", "check", "convert"."""
    done: int
    total: int
    """In the unit of `done`: bytes of a download, else steps."""


Report = Callable[[Progress], None]
"""Called on the thread that installs; an exception from it ends the installation."""
