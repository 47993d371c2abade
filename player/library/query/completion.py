"""What could stand at the cursor of a query: fields, and the values that a field has."""

from collections.abc import Callable, Iterable

from player.base.values import dataclass
from player.library.query.errors import QueryError
from player.library.query.fields import BY_NAME, FIELDS, Field, Kind
from player.library.query.lexer import Form, Part, Sign, parts_of
from player.library.query.terms import choices
from player.library.sort_keys import fold

MOST = 12
"""How many words are offered."""


@dataclass(frozen=True)
class Completion:
    """Words to put in place of what stands from `start` to `end`."""

    words: tuple[str, ...]
    start: int
    end: int


def complete(text: str, cursor: int, values: Callable[[str], Iterable[str]]) -> Completion:
    """Words for what ends at `cursor`; `values` has those of a field, the most frequent first."""
    part = _part_at(text, cursor)
    if part is None:
        return Completion((), cursor, cursor)
    if not part.field:
        wanted = fold(part.value)
        names = [f"{name}:" for name in FIELDS if name.startswith(wanted)] if wanted else []
        return Completion(tuple(names), part.start, cursor)
    field = BY_NAME.get(part.field)
    words = () if field is None else tuple(_values(field, part, values))
    return Completion(words, part.value_start, cursor)


def _part_at(text: str, cursor: int) -> Part | None:
    """The part that ends at the cursor, as if nothing came after it."""
    try:
        parts = list(parts_of(text[:cursor]))
    except QueryError:
        return None  # inside of an expression
    if not parts or parts[-1].end != cursor or parts[-1].sign is not Sign.TERM:
        return None
    closed = parts[-1].form is Form.QUOTED and text[cursor - 1] == '"' and parts[-1].value
    return None if closed or parts[-1].form is Form.REGEX else parts[-1]


def _values(field: Field, part: Part, values: Callable[[str], Iterable[str]]) -> list[str]:
    wanted = fold(part.value)
    known = choices(field.name)
    if not known and field.kind in {Kind.TEXT, Kind.CHOICE, Kind.YEAR}:
        known = tuple(values(field.name))
    begin = [each for each in known if fold(each).startswith(wanted)]
    inside = [each for each in known if f" {wanted}" in fold(each) and each not in begin]
    return [_quoted(each) for each in (begin + inside)[:MOST] if each]


def _quoted(value: str) -> str:
    simple = value.isascii() and all(each.isalnum() or each in "-_." for each in value)
    return value if simple else f'"{value.replace(chr(34), " ")}"'
