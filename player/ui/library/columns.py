"""The columns of the library's table, as one list: name, heading, width and words."""

from collections.abc import Callable
from datetime import UTC, datetime

from player.base.values import dataclass
from player.library.items import TrackRow
from player.ui.widgets.text import clock
from player.ui.words import mark


@dataclass(frozen=True)
class TrackColumn:
    """One column; its `name` is what the library sorts by and the settings know it as."""

    name: str
    heading: str
    text: Callable[[TrackRow], str]
    width: int
    """At first, in average characters."""
    right: bool = False
    shown: bool = True
    flexible: bool = False
    """Whether it takes part in sharing out the width that is left."""


def _number(value: float | None) -> str:
    return "" if value is None else f"{value:g}"


def _day(time: float | None) -> str:
    return datetime.fromtimestamp(time, UTC).astimezone().strftime("%Y-%m-%d") if time else ""


def _bpm(row: TrackRow) -> str:
    return "" if row.bpm is None else str(round(row.bpm))


def _bitrate(row: TrackRow) -> str:
    return f"{round(row.bitrate / 1000)} kbit/s" if row.bitrate else ""


def _length(row: TrackRow) -> str:
    return "" if row.duration is None else clock(row.duration)


def _count(value: int) -> str:
    return str(value) if value else ""


PLAYING = TrackColumn("", "", lambda _row: "", 4)
"""Has the sign beside the track that plays; always there, always first."""
RATING = TrackColumn("rating", mark("Rating"), lambda _row: "", 12)
STEMS = TrackColumn("stems", mark("Stems"), lambda row: "ready" if row.stems else "", 9)
TITLE = TrackColumn("title", mark("Title"), lambda row: row.title, 30, flexible=True)

COLUMNS: tuple[TrackColumn, ...] = (
    PLAYING,
    TITLE,
    TrackColumn("artist", mark("Artist"), lambda row: row.artist, 22, flexible=True),
    TrackColumn("album", mark("Album"), lambda row: row.album, 24, flexible=True),
    TrackColumn("track", mark("Track"), lambda row: _number(row.track), 7, right=True),
    TrackColumn("year", mark("Year"), lambda row: _number(row.year), 7, right=True),
    TrackColumn("genre", mark("Genre"), lambda row: row.genre, 14, flexible=True),
    TrackColumn("length", mark("Length"), _length, 8, right=True),
    RATING,
    TrackColumn("plays", mark("Plays"), lambda row: _count(row.plays), 7, right=True),
    STEMS,
    TrackColumn(
        "albumartist",
        mark("Album artist"),
        lambda row: row.album_artist,
        22,
        shown=False,
        flexible=True,
    ),
    TrackColumn(
        "composer", mark("Composer"), lambda row: row.composer, 18, shown=False, flexible=True
    ),
    TrackColumn("disc", mark("Disc"), lambda row: _number(row.disc), 6, right=True, shown=False),
    TrackColumn("skips", mark("Skips"), lambda row: _count(row.skips), 7, right=True, shown=False),
    TrackColumn(
        "lastplayed", mark("Last played"), lambda row: _day(row.last_played), 13, shown=False
    ),
    TrackColumn("added", mark("Added"), lambda row: _day(row.added), 13, shown=False),
    TrackColumn("bpm", mark("BPM"), _bpm, 6, right=True, shown=False),
    TrackColumn("key", mark("Key"), lambda row: row.key, 6, shown=False),
    TrackColumn("bitrate", mark("Bitrate"), _bitrate, 11, right=True, shown=False),
    TrackColumn("codec", mark("Codec"), lambda row: row.codec, 9, shown=False),
    TrackColumn("folder", mark("Folder"), lambda row: row.folder, 30, shown=False, flexible=True),
    TrackColumn("path", mark("Path"), lambda row: row.path, 40, shown=False, flexible=True),
)

NUMBERS = {column.name: number for number, column in enumerate(COLUMNS)}
"""Where each column stands in the model."""
