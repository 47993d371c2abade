"""The settings while the program runs: changed at once, kept at once."""

from dataclasses import replace
from pathlib import Path
from typing import Any

from player.base import settings as settings_file
from player.base.errors import MinusOneError
from player.base.events import Event
from player.base.messages import MessageLog
from player.base.settings import Settings


class Preferences:
    """Holds the settings; whoever carries one out listens to `changed`. Main thread only."""

    def __init__(
        self,
        settings: Settings | None = None,
        path: Path | None = None,
        messages: MessageLog | None = None,
    ) -> None:
        """`path`: where they are kept; None to keep them for this run alone."""
        self.now = settings or Settings()
        self.changed: Event[Settings] = Event()
        """Emitted with the settings as they were before."""
        self._path = path
        self._messages = messages

    def change(self, **values: Any) -> None:  # noqa: ANN401 - each is of its setting's type
        """Set some settings by name; nothing happens if they are so already."""
        before, self.now = self.now, replace(self.now, **values)
        if self.now == before:
            return
        self.save()
        self.changed.emit(before)

    def save(self) -> None:
        """Keep them; what goes wrong is said."""
        if self._path is None:
            return
        try:
            settings_file.save(self.now, self._path)
        except MinusOneError as error:
            if self._messages is not None:
                self._messages.error(error)
