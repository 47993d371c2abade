"""Connects the controllers' events to things of Qt for as long as these live."""

from collections.abc import Callable
from typing import ParamSpec

from PySide6.QtCore import QObject

from player.base.events import Event

P = ParamSpec("P")


def listen(owner: QObject, event: Event[P], listener: Callable[P, object]) -> None:
    """Call `listener` on every emit until Qt deletes `owner`."""
    stop = event.connect(listener)
    owner.destroyed.connect(stop)
