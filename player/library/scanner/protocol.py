"""What the window and the scanner process say to each other."""

from pathlib import Path

from player.base.values import dataclass
from player.library.items import FailedFile, Root

# -- to the scanner


@dataclass(frozen=True)
class Scan:
    """Look through these watched folders, or all; a folder that is none yet becomes one."""

    folders: tuple[Path, ...] = ()


@dataclass(frozen=True)
class Cancel:
    """End the scan that runs; what was read is kept."""


@dataclass(frozen=True)
class Forget:
    """Watch a folder no more, and forget its tracks."""

    folder: Path


@dataclass(frozen=True)
class Watch:
    """From now on, look again wherever something changes."""


@dataclass(frozen=True)
class ListFailures:
    """Answer with `Failures`."""


@dataclass(frozen=True)
class Quit:
    """End the process."""


# -- from the scanner


@dataclass(frozen=True)
class Progress:
    """How far a scan is."""

    found: int = 0
    """Sound files seen."""
    waiting: int = 0
    """Of these, still to be read."""
    read: int = 0
    failed: int = 0
    folder: str = ""
    """Where it is, as text that can be shown."""


@dataclass(frozen=True)
class Summary:
    """What a scan has done."""

    found: int = 0
    unchanged: int = 0
    new: int = 0
    changed: int = 0
    moved: int = 0
    missing: int = 0
    """Files that are gone; their tracks are kept and marked."""
    failed: tuple[FailedFile, ...] = ()
    """Sound files that could not be read, this time."""
    unreadable: tuple[FailedFile, ...] = ()
    """Folders that could not be opened."""
    away: tuple[Path, ...] = ()
    """Watched folders that are not there; their tracks wait for them."""
    cancelled: bool = False
    seconds: float = 0.0

    @property
    def changes(self) -> int:
        """How many tracks are not what they were."""
        return self.new + self.changed + self.moved + self.missing


@dataclass(frozen=True)
class Finished:
    """A scan is over."""

    summary: Summary
    asked: bool = True
    """Whether somebody asked for it; not if a change on disk was noticed."""


@dataclass(frozen=True)
class Roots:
    """The watched folders as they are now."""

    roots: tuple[Root, ...]


@dataclass(frozen=True)
class Changed:
    """The library has been written to."""


@dataclass(frozen=True)
class Failures:
    """All sound files that cannot be read."""

    failed: tuple[FailedFile, ...]


@dataclass(frozen=True)
class Notice:
    """Something the user should know once."""

    text: str
    hint: str = ""


@dataclass(frozen=True)
class Failed:
    """The scanner cannot work."""

    message: str
    hint: str = ""
