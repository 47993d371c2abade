"""The fields that a query can name."""

from enum import Enum

from player.base.values import dataclass


class Kind(Enum):
    """How a field's values are written and compared."""

    TEXT = "text"
    PATH = "path"
    COUNT = "count"
    YEAR = "year"
    RATING = "rating"
    BPM = "bpm"
    KEY = "key"
    BITRATE = "bitrate"
    LENGTH = "length"
    SIZE = "size"
    TIME = "time"
    CHOICE = "choice"


@dataclass(frozen=True)
class Field:
    """One field: its name, its columns, and other names for it."""

    name: str
    kind: Kind
    columns: tuple[str, ...] = ()
    others: tuple[str, ...] = ()


_FIELDS = (
    Field("title", Kind.TEXT, ("title",), ("song", "name")),
    Field("artist", Kind.TEXT, ("artist", "album_artist"), ("artists", "by")),
    Field("album", Kind.TEXT, ("album",), ("record",)),
    Field("albumartist", Kind.TEXT, ("album_artist",), ("album_artist",)),
    Field("genre", Kind.TEXT, ("genre",), ("genres", "style")),
    Field("composer", Kind.TEXT, ("composer",), ("composers",)),
    Field("comment", Kind.TEXT, ("comment",), ("comments",)),
    Field("codec", Kind.TEXT, ("codec",), ("format", "type")),
    Field("path", Kind.PATH, (), ("file", "folder", "filename")),
    Field("year", Kind.YEAR, ("year",), ("date",)),
    Field("track", Kind.COUNT, ("track",), ("tracknumber",)),
    Field("disc", Kind.COUNT, ("disc",), ("disk", "discnumber")),
    Field("length", Kind.LENGTH, ("length",), ("duration", "time")),
    Field("rating", Kind.RATING, ("rating",), ("stars",)),
    Field("plays", Kind.COUNT, ("plays",), ("playcount",)),
    Field("skips", Kind.COUNT, ("skips",), ("skipcount",)),
    Field("played", Kind.TIME, ("lastplayed",), ("lastplayed",)),
    Field("added", Kind.TIME, ("added",)),
    Field("changed", Kind.TIME, ("modified",), ("modified",)),
    Field("bpm", Kind.BPM, ("bpm",), ("tempo",)),
    Field("key", Kind.KEY, (), ("initialkey",)),
    Field("bitrate", Kind.BITRATE, ("bitrate",)),
    Field("samplerate", Kind.COUNT, ("samplerate",), ("rate", "hz")),
    Field("channels", Kind.COUNT, ("channels",)),
    Field("bits", Kind.COUNT, ("bits",), ("bitdepth",)),
    Field("size", Kind.SIZE, ("size",), ("filesize",)),
    Field("has", Kind.CHOICE),
    Field("is", Kind.CHOICE),
    Field("stems", Kind.CHOICE),
    Field("model", Kind.CHOICE),
    Field("playlist", Kind.CHOICE, (), ("list",)),
)
FIELDS = {field.name: field for field in _FIELDS}
BY_NAME = {name: field for field in _FIELDS for name in (field.name, *field.others)}
"""Every field by its name and by the other names it goes by."""
