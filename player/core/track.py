"""A track: one song or stream that can be played, with what its tags say."""

from dataclasses import field
from pathlib import Path

from player.base.units import Seconds, TrackId
from player.base.values import dataclass
from player.library.tags import Gains


@dataclass(frozen=True)
class Track:
    """One entry of the queue. `location` is a file path or a stream's URL."""

    id: TrackId
    location: str
    title: str
    artist: str = ""
    album: str = ""
    duration: Seconds | None = None
    """None while unknown, and for endless streams."""
    album_artist: str = ""
    disc: int | None = None
    number: int | None = None
    """On its disc."""
    gains: Gains = field(default_factory=Gains)
    """How loud it is, by its tags or measured here."""
    tagged: bool = False
    """Whether its tags have been read, whatever they said."""
    rating: float | None = None
    """From 0 to 1; None if it has none."""

    @property
    def is_stream(self) -> bool:
        """Whether this comes over the network and has no end that is known."""
        return "://" in self.location

    @property
    def lasting_location(self) -> str:
        """Its location, from whatever folder the program is started."""
        return self.location if self.is_stream else str(self.path.absolute())

    @property
    def path(self) -> Path:
        """The file; only meaningful if `is_stream` is false."""
        return Path(self.location)
