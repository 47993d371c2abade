"""What the program has to say to its user; any part may speak, a window shows it if there is."""

from collections import deque
from collections.abc import Callable
from enum import Enum

from player.base.errors import MinusOneError
from player.base.events import Event
from player.base.values import dataclass


class Level(Enum):
    """How much a message matters."""

    INFO = "info"
    WARNING = "warning"
    ERROR = "error"


@dataclass(frozen=True)
class Message:
    """One thing to tell the user: what happened, and what to do about it."""

    level: Level
    text: str
    hint: str = ""
    action: str = ""
    """What can be done at once, in a word; "" for nothing."""
    act: Callable[[], object] | None = None
    """Does it."""


class MessageLog:
    """Keeps the last messages, so that what was said before a window existed is not lost."""

    def __init__(self, keep: int = 100) -> None:
        self.recent: deque[Message] = deque(maxlen=keep)
        self.said: Event[Message] = Event()

    def say(self, level: Level, text: str, hint: str = "") -> None:
        """Tell the user something."""
        self._say(Message(level, text, hint))

    def info(self, text: str, hint: str = "") -> None:
        """Something worth knowing."""
        self.say(Level.INFO, text, hint)

    def offer(self, text: str, action: str, act: Callable[[], object]) -> None:
        """Something was done, and can be undone or gone on with: `act` does it."""
        self._say(Message(Level.INFO, text, action=action, act=act))

    def error(self, error: MinusOneError) -> None:
        """Something failed."""
        self.say(Level.ERROR, error.message, error.hint)

    def _say(self, message: Message) -> None:
        self.recent.append(message)
        self.said.emit(message)
