"""Cuts a query into its parts; each knows where it stands, so that an error can be shown there."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from enum import Enum

from player.library.query.errors import QueryError


class Sign(Enum):
    """What kind of part this is."""

    OPEN = "("
    CLOSE = ")"
    NOT = "NOT"
    AND = "AND"
    OR = "OR"
    TERM = "term"


class Form(Enum):
    """How a value is written."""

    BARE = "bare"
    QUOTED = "quoted"
    REGEX = "regex"


@dataclass(frozen=True, slots=True)
class Part:
    """One part of a query: a sign, or a value with perhaps a field and how to compare it."""

    sign: Sign
    start: int
    end: int
    value: str = ""
    form: Form = Form.BARE
    field: str = ""
    compare: str = ""
    value_start: int = 0


_SPACE = re.compile(r"\s+")
_HEAD = re.compile(r"([A-Za-z_]+)(:=|:|>=|<=|!=|=|>|<)")
_BARE = re.compile(r"[^\s()]+")
_WORDS = {"AND": Sign.AND, "OR": Sign.OR, "NOT": Sign.NOT}


def parts_of(text: str) -> Iterator[Part]:
    """The parts of `text`, in order. Raises QueryError."""
    place = 0
    while place < len(text):
        space = _SPACE.match(text, place)
        if space:
            place = space.end()
        elif text[place] in "()":
            yield Part(Sign(text[place]), place, place + 1)
            place += 1
        elif text[place] in "-!" and place + 1 < len(text) and not text[place + 1].isspace():
            yield Part(Sign.NOT, place, place + 1)
            place += 1
        else:
            part = _term(text, place)
            yield part
            place = part.end


def _term(text: str, start: int) -> Part:
    head = _HEAD.match(text, start)
    if head is None:
        value, form, end = _value(text, start)
        sign = _WORDS.get(value, Sign.TERM) if form is Form.BARE else Sign.TERM
        return Part(sign, start, end, value, form, value_start=start)
    value, form, end = _value(text, head.end())
    compare = head[2].replace(":=", "=")
    return Part(Sign.TERM, start, end, value, form, head[1].lower(), compare, head.end())


def _value(text: str, start: int) -> tuple[str, Form, int]:
    if text.startswith('"', start):
        end = text.find('"', start + 1)
        if end < 0:  # still being typed
            return text[start + 1 :], Form.QUOTED, len(text)
        return text[start + 1 : end], Form.QUOTED, end + 1
    if text.startswith("/", start):
        return _regex(text, start)
    bare = _BARE.match(text, start)
    return (bare[0], Form.BARE, bare.end()) if bare else ("", Form.BARE, start)


def _regex(text: str, start: int) -> tuple[str, Form, int]:
    end = start + 1
    while end < len(text) and text[end] != "/":
        end += 2 if text[end] == "\\" else 1
    if end >= len(text):
        raise QueryError("The expression does not end: a “/” is missing.", start, len(text))
    return text[start + 1 : end].replace("\\/", "/"), Form.REGEX, end + 1
