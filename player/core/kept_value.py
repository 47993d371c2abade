"""One value of the user's for all songs: read when it is first needed, written beside the rest."""

from functools import partial
from typing import Generic, TypeVar

from player.base.background import Background
from player.base.errors import MinusOneError
from player.base.events import Event
from player.base.loop import MainThread
from player.base.messages import Level, MessageLog
from player.base.units import SongKey
from player.core.song_values import Kept

T = TypeVar("T")


class KeptValue(Generic[T]):
    """Main thread only."""

    def __init__(
        self,
        kept: Kept[T],
        name: SongKey,
        messages: MessageLog,
        main_thread: MainThread,
        *,
        keep: bool = True,
    ) -> None:
        """`name`: that of the file, without its ending; `keep`: False reads and writes nothing."""
        self.changed: Event[[]] = Event()
        self._kept = kept
        self._name = name
        self._messages = messages
        self._main_thread = main_thread
        self._keep = keep
        self._read = not keep
        self._value = kept.empty
        self._pool = Background(1, kept.name)

    @property
    def value(self) -> T:
        """The value of now. What is wrong with its file is said once."""
        if not self._read:
            self._read = True
            self._value, problem = self._kept.load(self._name)
            if problem:
                self._messages.say(Level.WARNING, problem)
        return self._value

    def set(self, value: T) -> None:
        """Have another value."""
        if value == self.value:
            return
        self._value = value
        if self._keep:
            self._pool.run(partial(self._save, value))
        self.changed.emit()

    def close(self) -> None:
        """Write what is still to be written."""
        self._pool.finish()

    def _save(self, value: T) -> None:
        """On the background thread."""
        try:
            self._kept.save(self._name, value)
        except MinusOneError as error:
            self._main_thread.post(partial(self._messages.error, error))
