"""What a file's tags say, of whatever kind they are: read with mutagen, else with FFmpeg."""

from dataclasses import dataclass, field, fields
from operator import attrgetter
from pathlib import Path
from typing import TYPE_CHECKING, Any

from player.base.errors import AudioFileError

if TYPE_CHECKING:  # the reading processes start without numpy: in half the time
    from player.base.units import Decibels, Seconds

BETWEEN = "; "
"""Between several values where they are shown as one text."""


@dataclass(frozen=True, slots=True)
class Gains:
    """How much louder to play: ReplayGain 2, to -18 LUFS; None where the file does not say."""

    track_gain: "Decibels | None" = None
    track_peak: float | None = None
    """The highest sample, 1 is full scale."""
    album_gain: "Decibels | None" = None
    album_peak: float | None = None


@dataclass(frozen=True, slots=True)
class Tags:
    """What a file says of itself; empty or None where it says nothing."""

    title: str = ""
    artists: tuple[str, ...] = ()
    album: str = ""
    album_artists: tuple[str, ...] = ()
    genres: tuple[str, ...] = ()
    composers: tuple[str, ...] = ()
    date: str = ""
    """ISO where possible: "1959" or "1959-08-17"."""
    original_date: str = ""
    track: int | None = None
    tracks: int | None = None
    disc: int | None = None
    discs: int | None = None
    compilation: bool = False
    comment: str = ""
    bpm: float | None = None
    key: str = ""
    """As the file has it: "Am", "8A"."""
    rating: float | None = None
    """From 0 to 1."""
    gains: Gains = field(default_factory=Gains)
    duration: "Seconds | None" = None
    codec: str = ""
    """As people call it: "FLAC", "MP3", "Vorbis"."""
    sample_rate: int | None = None
    channels: int | None = None
    bit_depth: int | None = None
    """Of codecs without loss."""
    bitrate: int | None = None
    """Bits a second."""
    has_cover: bool = False

    def __reduce__(self) -> tuple[type["Tags"], tuple[Any, ...]]:
        """Pickled by value: many thousands go from process to process."""
        return Tags, _VALUES(self)

    @property
    def artist(self) -> str:
        """All artists as one text."""
        return BETWEEN.join(self.artists)

    @property
    def album_artist(self) -> str:
        """All album artists as one text."""
        return BETWEEN.join(self.album_artists)

    @property
    def genre(self) -> str:
        """All genres as one text."""
        return BETWEEN.join(self.genres)


_VALUES = attrgetter(*(each.name for each in fields(Tags)))


def read_tags(path: Path) -> Tags:
    """The tags of `path`; a file that cannot be read has none."""
    return read_tags_or_reason(path)[0]


def read_tags_or_reason(path: Path) -> tuple[Tags, str]:
    """The tags of `path` and "", or no tags and one sentence that says why it is no music."""
    tags, _, reason = read_file(path)
    return tags, reason


def read_file(path: str | Path) -> tuple[Tags, int | None, str]:
    """Tags, fingerprint, and why it is no music, or ""."""
    from player.library.tag_files import read  # late: the window starts without mutagen

    try:
        return *read(path), ""
    except AudioFileError as error:
        return Tags(), None, error.message
    except Exception:  # noqa: BLE001 - on damaged files libraries stumble in every way there is
        from player.decoder.errors import not_sound

        return Tags(), None, not_sound(path).message
