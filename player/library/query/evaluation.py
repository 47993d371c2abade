"""Which tracks meet a query's conditions."""

import json
import sqlite3
from collections.abc import Callable

import numpy as np

from player.library.columns import MARK_COLUMNS, Column, Columns, Mask, numbers
from player.library.items import Ids
from player.library.musical_keys import musical_key
from player.library.query.expressions import Expressions
from player.library.query.nodes import (
    All,
    Any,
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
from player.library.query.paths import Paths
from player.library.words import texts_equal, texts_with, tracks_with

_KEYS = "SELECT DISTINCT shown_key FROM tracks WHERE shown_key <> ''"
_KEPT = 32
"""How many conditions are remembered: what is typed changes one of them at a time."""


class Evaluation:
    """Evaluates trees of conditions over `columns`. One thread at a time."""

    def __init__(
        self, columns: Columns, playlist: Callable[[sqlite3.Connection, str], Mask]
    ) -> None:
        self._columns = columns
        self._playlist = playlist
        self._expressions = Expressions()
        self._paths = Paths(columns)
        self._known: dict[Node, Mask] = {}

    def forget(self) -> None:
        """The tracks have changed."""
        self._known.clear()
        self._expressions.forget()
        self._paths.forget()

    def warm(self, connection: sqlite3.Connection) -> None:
        """Have ready what the first conditions would wait for."""
        self._paths.warm(connection)
        self._expressions.warm(connection)

    def mask(self, connection: sqlite3.Connection, node: Node) -> Mask:
        """Yes or no for each place; not to be written to."""
        if isinstance(node, Not):
            return ~self.mask(connection, node.part)
        if isinstance(node, All | Any):
            return self._joined(connection, node)
        known = self._known.pop(node, None)
        if known is None:
            known = self._leaf(connection, node)
        if not _changes(node):
            self._known[node] = known  # at the end: the oldest come first
            if len(self._known) > _KEPT:
                del self._known[next(iter(self._known))]
        return known

    def _joined(self, connection: sqlite3.Connection, node: All | Any) -> Mask:
        both = isinstance(node, All)
        mask = self._everything(connection, both)
        for part in node.parts:
            if both:
                mask &= self.mask(connection, part)
            else:
                mask |= self.mask(connection, part)
        return mask

    def _everything(self, connection: sqlite3.Connection, value: bool) -> Mask:
        return np.full(len(self._columns.get(connection, "id")), value, np.bool_)

    def _leaf(self, connection: sqlite3.Connection, node: Node) -> Mask:
        columns = self._columns
        match node:
            case Words() | Exactly() | Matches():
                return tracks_with(connection, columns, self._texts(connection, node), node.columns)
            case PathHas():
                return self._paths.containing(connection, node)
            case Missing():
                return self._missing(connection, node)
            case InPlaylist():
                return self._playlist(connection, node.name)
            case Range():
                return self._range(connection, node)
        return self._by_query(connection, node)

    def _texts(self, connection: sqlite3.Connection, node: Words | Exactly | Matches) -> Column:
        if isinstance(node, Matches):
            return self._expressions.texts(connection, node.pattern)
        if isinstance(node, Exactly):
            return texts_equal(connection, node.text)
        return texts_with(connection, node.text, prefix=node.prefix)

    def _missing(self, connection: sqlite3.Connection, node: Missing) -> Mask:
        mask = self._everything(connection, value=True)
        for name in node.columns:
            mask &= self._columns.get(connection, name) <= 0
        return mask

    def _range(self, connection: sqlite3.Connection, node: Range) -> Mask:
        column = self._columns.get(connection, node.column)
        mask = self._everything(connection, value=True)
        if node.low is not None:
            mask &= column >= node.low
        if node.high is not None:
            mask &= column < node.high
        return mask

    def _by_query(self, connection: sqlite3.Connection, node: Node) -> Mask:
        if isinstance(node, Away):
            query = (
                "SELECT group_concat(f.id) FROM folders f JOIN roots r ON r.id = f.root WHERE away"
            )
            folders = numbers(connection.execute(query).fetchone()[0])
            return np.isin(self._columns.get(connection, "folder"), folders)
        if isinstance(node, InKey):
            return np.isin(self._columns.get(connection, "id"), _in_key(connection, node))
        model = node.model if isinstance(node, HasStems) else ""
        query = "SELECT group_concat(track) FROM stems WHERE instr(lower(model), ?)"
        found = numbers(connection.execute(query, (model.lower(),)).fetchone()[0])
        return np.isin(self._columns.get(connection, "id"), found)


def _changes(node: Node) -> bool:
    """Whether this can change although the tracks do not."""
    marks = isinstance(node, Range) and node.column in MARK_COLUMNS
    return marks or isinstance(node, HasStems | InKey | InPlaylist)


def _in_key(connection: sqlite3.Connection, node: InKey) -> Ids:
    """The tracks in a key, whichever way they have it written."""
    texts = [text for (text,) in connection.execute(_KEYS)]
    wanted = [text for text in texts if node.key is None or musical_key(text) == node.key]
    query = (
        "SELECT group_concat(id) FROM tracks"
        " WHERE shown_key <> '' AND shown_key IN (SELECT value FROM json_each(?))"
    )
    return numbers(connection.execute(query, (json.dumps(wanted),)).fetchone()[0])
