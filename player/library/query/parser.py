"""Reads a query: `artist:"miles davis" year:1959..1965 rating>=4 -genre:live (a OR b)`."""

import difflib
import re
import time

from player.library.query.errors import QueryError
from player.library.query.fields import BY_NAME
from player.library.query.lexer import Part, Sign, parts_of
from player.library.query.nodes import All, Any, Node, Not
from player.library.query.terms import node_of

_DEPTH = 50
_NO_TEXT = re.compile("[\\0\ud800-\udfff]")
"""What SQLite cannot be asked for: zero bytes, and halves of characters."""


def parse(text: str, now: float | None = None) -> Node:
    """What `text` means; ages are from `now` (seconds since 1970). Raises QueryError."""
    text = _NO_TEXT.sub(" ", text)
    return _Parser(text, time.time() if now is None else now).parse()


class _Parser:
    def __init__(self, text: str, now: float) -> None:
        self._parts = list(parts_of(text))
        self._end = len(text)
        self._now = now
        self._place = 0
        self._depth = 0

    def parse(self) -> Node:
        node = self._either() if self._parts else All(())
        if self._peek() is not None:
            part = self._parts[self._place]
            raise QueryError("This “)” closes nothing.", part.start, part.end)
        return node

    def _either(self) -> Node:
        nodes = [self._together()]
        while self._take(Sign.OR):
            nodes.append(self._together())
        return nodes[0] if len(nodes) == 1 else Any(tuple(nodes))

    def _together(self) -> Node:
        nodes = [self._single()]
        while self._peek() not in {None, Sign.OR, Sign.CLOSE}:
            self._take(Sign.AND)
            nodes.append(self._single())
        return nodes[0] if len(nodes) == 1 else All(tuple(nodes))

    def _single(self) -> Node:
        part = self._next()
        if part.sign is Sign.NOT:
            self._deeper(part)
            node: Node = Not(self._single())
            self._depth -= 1
            return node
        if part.sign is Sign.OPEN:
            return self._group(part)
        if part.sign is not Sign.TERM:
            raise QueryError("Something to look for is missing here.", part.start, part.end)
        return self._term(part)

    def _group(self, opening: Part) -> Node:
        self._deeper(opening)
        node = self._either()
        self._depth -= 1
        if not self._take(Sign.CLOSE):
            raise QueryError("This “(” is not closed.", opening.start, opening.end)
        return node

    def _term(self, part: Part) -> Node:
        if part.field and part.field not in BY_NAME:
            raise QueryError(_unknown(part.field), part.start, part.start + len(part.field))
        return node_of(part, BY_NAME.get(part.field), self._now)

    def _deeper(self, part: Part) -> None:
        self._depth += 1
        if self._depth > _DEPTH:
            raise QueryError("This is nested too deeply.", part.start, part.end)

    def _next(self) -> Part:
        if self._place == len(self._parts):
            raise QueryError("Something to look for is missing at the end.", self._end, self._end)
        self._place += 1
        return self._parts[self._place - 1]

    def _peek(self) -> Sign | None:
        return self._parts[self._place].sign if self._place < len(self._parts) else None

    def _take(self, sign: Sign) -> bool:
        if self._peek() is not sign:
            return False
        self._place += 1
        return True


def _unknown(name: str) -> str:
    near = difflib.get_close_matches(name, BY_NAME, 1)
    meant = f" Did you mean “{near[0]}”?" if near else ""
    return f"There is no field “{name}”.{meant} To look for it as text, put it in quotes."
