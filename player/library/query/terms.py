"""A single condition of a query: `bpm:90..110`, `added<30d`, `artist=björk`, `/regex/`, a word."""

from typing import NoReturn

import regex

from player.library.musical_keys import musical_key
from player.library.query.errors import QueryError
from player.library.query.fields import Field, Kind
from player.library.query.lexer import Form, Part
from player.library.query.nodes import (
    All,
    Away,
    Exactly,
    HasStems,
    InKey,
    InPlaylist,
    Matches,
    Missing,
    Node,
    Not,
    PathHas,
    Range,
    Words,
)
from player.library.query.values import EXAMPLES, age, interval
from player.library.words import EVERYWHERE, has_words

_CHOICES: dict[str, dict[str, Node]] = {
    "has": {
        "cover": Range("cover", 1),
        "stems": HasStems(),
        "rating": Range("rating", 0),
        "bpm": Range("bpm", 0),
        "key": InKey(),
        "gain": Range("gain", 1),
        "artist": Not(Missing(("artist",))),
        "album": Not(Missing(("album",))),
        "genre": Not(Missing(("genre",))),
        "year": Range("year", 0),
        "composer": Not(Missing(("composer",))),
        "comment": Not(Missing(("comment",))),
    },
    "is": {
        "away": Away(),
        "here": Not(Away()),
        "compilation": Range("compilation", 1),
        "rated": Range("rating", 0),
        "unrated": Not(Range("rating", 0)),
        "played": Range("plays", 1),
        "unplayed": Not(Range("plays", 1)),
        "skipped": Range("skips", 1),
        "lossless": Range("bits", 1),
    },
    "stems": {"ready": HasStems(), "none": Not(HasStems())},
}


def choices(field: str) -> tuple[str, ...]:
    """The values that a field of choices can have."""
    return tuple(_CHOICES.get(field, ()))


def node_of(part: Part, field: Field | None, now: float) -> Node:
    """What a part means; `field` is None for a bare word. Raises QueryError."""
    if field is None:
        return _bare(part)
    if not part.value and part.compare not in {"=", "!="}:
        place = part.value_start
        raise QueryError(f"Say what “{field.name}” is to be.", part.start, max(place, part.end))
    if field.kind is Kind.CHOICE:
        node = _choice(part, field)
    elif field.kind is Kind.KEY:
        node = _key(part, field)
    elif field.kind in {Kind.TEXT, Kind.PATH}:
        node = _text(part, field)
    else:
        node = _number(part, field, now)
    return Not(node) if part.compare == "!=" else node


def _bare(part: Part) -> Node:
    if part.form is Form.REGEX:
        return Matches(EVERYWHERE, _checked(part))
    return _words(EVERYWHERE, part)


def _words(columns: tuple[str, ...], part: Part) -> Node:
    if not has_words(part.value):  # "&" or "–": there is nothing to look for
        return All(())
    return Words(columns, part.value, prefix=part.form is Form.BARE or not part.value.endswith(" "))


def _text(part: Part, field: Field) -> Node:
    if part.compare not in {":", "=", "!="}:
        _refuse(part, field)
    if part.form is Form.REGEX:
        pattern = _checked(part)
        return (
            PathHas(pattern, regex=True)
            if field.kind is Kind.PATH
            else Matches(field.columns, pattern)
        )
    if field.kind is Kind.PATH:
        return PathHas(part.value)
    if not part.value:
        return Missing(field.columns)
    return (
        _words(field.columns, part) if part.compare == ":" else Exactly(field.columns, part.value)
    )


def _key(part: Part, field: Field) -> Node:
    if part.compare not in {":", "=", "!="} or part.form is Form.REGEX:
        _refuse(part, field)
    if part.value.lower() in {"", "none"}:
        return Not(InKey())
    key = musical_key(part.value)
    if key is None:
        _refuse(part, field)
    return InKey(key)


def _number(part: Part, field: Field, now: float) -> Node:
    (column,) = field.columns
    text = part.value.lower()
    if part.form is Form.REGEX:
        _refuse(part, field)
    if text in {"", "none", "never"}:
        return Not(Range(column, 0)) if column not in {"plays", "skips"} else Range(column, 0, 1)
    low, dots, high = text.partition("..")
    if dots:
        return _between(part, field, low, high, now)
    if field.kind is Kind.TIME and (ago := age(text)) is not None:
        older = part.compare in {">", ">="}
        return Range(column, 0, now - ago) if older else Range(column, now - ago)
    found = interval(field.kind, text, now)
    if found is None:
        _refuse(part, field)
    return _compared(column, part.compare, *found)


def _compared(column: str, compare: str, low: float, high: float) -> Range:
    if compare == "<":
        return Range(column, 0, low)
    if compare == "<=":
        return Range(column, 0, high)
    if compare == ">":
        return Range(column, high)
    if compare == ">=":
        return Range(column, low)
    return Range(column, low, high)


def _between(part: Part, field: Field, low: str, high: str, now: float) -> Node:
    """Both ends belong to it, and either may be open."""
    (column,) = field.columns
    if part.compare not in {":", "=", "!="}:
        _refuse(part, field)
    ends: list[tuple[float, float] | None] = []
    for text in (low, high):
        ago = age(text) if field.kind is Kind.TIME else None
        end = (now - ago, now - ago) if ago is not None else interval(field.kind, text, now)
        if text and end is None:
            _refuse(part, field)
        ends.append(end)
    first, last = ends
    if first is not None and last is not None and last[0] < first[0]:
        first, last = last, first
    return Range(column, 0 if first is None else first[0], None if last is None else last[1])


def _choice(part: Part, field: Field) -> Node:
    if part.compare not in {":", "=", "!="} or part.form is Form.REGEX:
        _refuse(part, field)
    if field.name == "playlist":
        return InPlaylist(part.value)
    if field.name == "model":
        return HasStems(part.value)
    nodes = _CHOICES[field.name]
    node = nodes.get(part.value.lower())
    if node is None:
        raise QueryError(
            f"“{field.name}” can be {', '.join(nodes)}.",
            part.value_start,
            max(part.end, part.start),
        )
    return node


def _checked(part: Part) -> str:
    try:
        regex.compile(part.value, regex.IGNORECASE | regex.MULTILINE)
    except (regex.error, OverflowError, RecursionError, ValueError) as error:
        message = f"This is no regular expression: {error}."
        raise QueryError(message, part.value_start, part.end) from error
    return part.value


def _refuse(part: Part, field: Field) -> NoReturn:
    example = EXAMPLES.get(field.kind)
    if example and part.form is not Form.REGEX:
        message = f"“{field.name}” is compared with something like {example}."
    elif example:
        message = f"“{field.name}” is a number, and takes no expression."
    else:
        message = f"“{field.name}” is a text: it takes “:”, “=” or “!=”."
    raise QueryError(message, part.value_start, max(part.end, part.value_start))
