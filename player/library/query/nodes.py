"""What a query means, as a tree of conditions."""

from typing import TypeAlias

from player.base.values import dataclass
from player.library.musical_keys import MusicalKey


@dataclass(frozen=True)
class Words:
    """Words side by side in one of these columns; the last may go on if `prefix`."""

    columns: tuple[str, ...]
    text: str
    prefix: bool = True


@dataclass(frozen=True)
class Exactly:
    """One of the values in one of these columns is this text, whatever its case and accents."""

    columns: tuple[str, ...]
    text: str


@dataclass(frozen=True)
class Matches:
    """A regular expression finds something in one of these columns."""

    columns: tuple[str, ...]
    pattern: str


@dataclass(frozen=True)
class PathHas:
    """The file's path contains this text, or a regular expression finds something in it."""

    text: str
    regex: bool = False


@dataclass(frozen=True)
class Range:
    """A number that is at least `low` and below `high`, in the column's units."""

    column: str
    low: float | None = None
    high: float | None = None


@dataclass(frozen=True)
class Missing:
    """There is no value in any of these columns."""

    columns: tuple[str, ...]


@dataclass(frozen=True)
class Away:
    """The drive or folder of the file is not there."""


@dataclass(frozen=True)
class HasStems:
    """Stems are ready, of whatever model or of those whose names contain `model`."""

    model: str = ""


@dataclass(frozen=True)
class InKey:
    """In this key, however it is written; None: in any."""

    key: MusicalKey | None = None


@dataclass(frozen=True)
class InPlaylist:
    """In a playlist of this name, whatever its case."""

    name: str


@dataclass(frozen=True)
class Not:
    """All but these."""

    part: "Node"


@dataclass(frozen=True)
class All:
    """What meets all conditions; everything, if there are none."""

    parts: tuple["Node", ...]


@dataclass(frozen=True)
class Any:
    """What meets one of the conditions."""

    parts: tuple["Node", ...]


Node: TypeAlias = (
    Words
    | Exactly
    | Matches
    | PathHas
    | Range
    | Missing
    | Away
    | HasStems
    | InKey
    | InPlaylist
    | Not
    | All
    | Any
)
