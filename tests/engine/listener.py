"""An engine process, for tests that listen to what it says."""

from player.base.loop import Loop
from player.engine.client import EngineClient
from player.engine.protocol import Event, Stats, Status

WAIT = 20.0


class Listener:
    """An engine process, and all that it has said."""

    def __init__(self) -> None:
        self.loop = Loop()
        self.client = EngineClient(self.loop)
        self.events: list[Event] = []
        self.restarts = 0
        self.client.event.connect(self.events.append)
        self.client.restarted.connect(self._restarted)

    def close(self) -> None:
        """End the engine; its last words are events too."""
        self.client.close()
        self.loop.run_until(lambda: any(isinstance(e, Stats) for e in self.events), WAIT)

    def _restarted(self) -> None:
        self.restarts += 1

    def wait_for(self, kind: type[Event]) -> Event:
        """The first event of a kind that has not been waited for."""
        assert self.loop.run_until(lambda: any(isinstance(e, kind) for e in self.events), WAIT)
        found = next(event for event in self.events if isinstance(event, kind))
        self.events.remove(found)
        return found

    def positions(self) -> list[int]:
        return [e.position for e in self.events if isinstance(e, Status) and e.token]
