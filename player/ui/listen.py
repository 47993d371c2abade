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


def while_alive(owner: QObject, answer: Callable[P, object]) -> Callable[P, None]:
    """`answer` until Qt deletes `owner`, and nothing afterwards."""
    alive = [True]
    owner.destroyed.connect(alive.clear)

    def answer_if_alive(*args: P.args, **kwargs: P.kwargs) -> None:
        if alive:
            answer(*args, **kwargs)

    return answer_if_alive
