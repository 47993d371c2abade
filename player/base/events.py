"""Typed events: models announce changes, and whoever cares connects a function."""

from collections.abc import Callable
from typing import Generic, ParamSpec

P = ParamSpec("P")


class Event(Generic[P]):
    """Functions connected here run on the thread that emits, in the order they were connected."""

    def __init__(self) -> None:
        self._listeners: tuple[Callable[P, object], ...] = ()

    def connect(self, listener: Callable[P, object]) -> Callable[[], None]:
        """Call `listener` on every emit; returns the function that ends this."""
        self._listeners += (listener,)
        return lambda: self.disconnect(listener)

    def disconnect(self, listener: Callable[P, object]) -> None:
        """Stop calling `listener`; nothing happens if it is not connected."""
        self._listeners = tuple(known for known in self._listeners if known != listener)

    def emit(self, *args: P.args, **kwargs: P.kwargs) -> None:
        """Call every listener; one that is disconnected meanwhile is no longer called."""
        for listener in self._listeners:
            if listener in self._listeners:
                listener(*args, **kwargs)
