"""What the threads of refining tell the main thread."""

from pathlib import Path
from typing import TypeAlias

from player.base.errors import MinusOneError
from player.base.values import dataclass
from player.core.plane.picture import Section
from player.retouch.strokes import EditList
from player.stemfile.entry import Entry


@dataclass(frozen=True)
class Opened:
    """The song can be painted on."""

    edits: EditList
    entry: Entry
    applied: bool
    """Whether the song is heard with these edits already; a kill may have come between."""


@dataclass(frozen=True)
class Made:
    """So much of the song is as painted."""

    done: float


@dataclass(frozen=True)
class Heard:
    """What was painted can be listened to."""

    edits: EditList
    folder: Path
    entry: Entry


@dataclass(frozen=True)
class Seen:
    """Two seconds of a stem, with these edits."""

    stem: int
    edits: EditList
    number: int
    section: Section


@dataclass(frozen=True)
class Published:
    """The result is an entry of its own, or the original is preferred again."""

    refined: bool


@dataclass(frozen=True)
class Failed:
    """Something could not be read or written."""

    error: MinusOneError


News: TypeAlias = Opened | Made | Heard | Seen | Published | Failed
