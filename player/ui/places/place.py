"""The places of the window, as a table."""

from player.base.values import dataclass
from player.ui.words import mark


@dataclass(frozen=True)
class Place:
    """One place: its name in files, its words, its drawing, and the command that goes there."""

    name: str
    text: str
    icon: str

    @property
    def command(self) -> str:
        """The command's name in the table of commands."""
        return f"show-{self.name}"


LIBRARY = Place("library", mark("Library"), "library")
NOW_PLAYING = Place("now-playing", mark("Now playing"), "now-playing")
QUEUE = Place("queue", mark("Queue"), "queue")
PLACES = (LIBRARY, NOW_PLAYING, QUEUE)
