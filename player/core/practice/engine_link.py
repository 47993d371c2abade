"""The engine as the controllers for playing along see it."""

from typing import Protocol

from player.base.events import Event
from player.engine import protocol


class EngineLink(Protocol):
    """Commands out, events in."""

    @property
    def event(self) -> Event[protocol.Event]:
        """Everything the engine says."""

    @property
    def restarted(self) -> Event[[]]:
        """The engine died and a new one has taken over."""

    def send(self, command: protocol.Command) -> None:
        """Give a command; it is carried out soon."""
