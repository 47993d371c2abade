"""Finds tracks: evaluates a query over the columns, sorts, counts facets, groups albums."""

import sqlite3
import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from typing import TYPE_CHECKING

import numpy as np

from player.library.albums import albums_of
from player.library.columns import Columns, Mask, Places
from player.library.columns_file import columns_file
from player.library.database import Database
from player.library.facets import FIELDS, Facet, facet, with_values
from player.library.items import AlbumRow, Found, Ids, Sort, Wanted
from player.library.query.errors import QueryError
from player.library.revisions import revisions
from player.library.sorting import ordered
from player.library.stored_playlists import (
    Playlist,
    playlist_of,
    playlists_named,
    tracks_of,
)

if TYPE_CHECKING:
    from player.library.query.completion import Completion
    from player.library.query.evaluation import Evaluation


class Searching:
    """Searches one at a time; those on other threads wait."""

    def __init__(self, database: Database) -> None:
        self._database = database
        self._columns = Columns()
        self._file = columns_file(database.path)
        self._recalled = False
        self._evaluation: Evaluation | None = None
        self._inside: set[int] = set()
        self._lock = threading.Lock()
        self._busy: sqlite3.Connection | None = None

    def search(self, wanted: Wanted) -> Found:
        """What was found, sorted; nothing and the reason, if the query cannot be understood."""
        try:
            return self._search(wanted)
        except QueryError as error:
            return Found(np.zeros(0, np.int64), 0.0, error.message, (error.start, error.end))

    def _search(self, wanted: Wanted) -> Found:
        with self._reading() as connection:
            places = self._places(connection, wanted)
            lengths = self._columns.get(connection, "length")[places]
            ids = self._columns.get(connection, "id")[places].astype(np.int64)
        return Found(ids, float(lengths[lengths > 0].sum()) / 1000)

    def _places(self, connection: sqlite3.Connection, wanted: Wanted) -> Places:
        """What is wanted, in its order."""
        mask = self._mask(connection, wanted)
        playlist = None if wanted.playlist is None else playlist_of(connection, wanted.playlist)
        if wanted.sort or playlist is None or playlist.query is not None:
            order = ordered(connection, self._columns, wanted.sort or _sort(playlist))
            return order[mask[order]]
        places = self._columns.places(connection, tracks_of(connection, playlist.id))
        return places[mask[places]]

    def facets(self, wanted: Wanted, field: str) -> tuple[Facet, ...]:
        """The values of a field among what was found, with the number of tracks that have each."""
        with self._reading() as connection, suppress(QueryError):
            return facet(connection, self._columns, field, self._mask(connection, wanted))
        return ()

    def complete(self, text: str, cursor: int) -> "Completion":
        """What could stand at the cursor of a query."""
        from player.library.query.completion import complete

        with self._reading() as connection:
            return complete(text, cursor, lambda field: self._values(connection, field))

    def albums(self, ids: Ids) -> list[AlbumRow]:
        """The albums of these tracks, in the order in which they begin."""
        with self._reading() as connection:
            return albums_of(connection, self._columns, ids)

    def warm(self, *, texts: bool) -> None:
        """Read what the first query by a number, or the first order, would wait for."""
        with self._reading() as connection:
            self._columns.load_all(connection)
            if texts:
                self._evaluator().warm(connection)

    def keep(self) -> None:
        """Have the next run begin quickly."""
        with self._lock:
            self._columns.keep(self._file)

    def interrupt(self) -> None:
        """Let the search that runs, if any, end with Outdated."""
        busy = self._busy
        if busy is not None:
            self._columns.wanted = False
            busy.interrupt()

    @contextmanager
    def _reading(self) -> Iterator[sqlite3.Connection]:
        with self._lock, self._database.reading() as connection:
            self._columns.wanted = True
            self._busy = connection
            try:
                now = revisions(connection)
                if not self._recalled:
                    self._columns.recall(self._file)
                    self._recalled = True
                if self._columns.be_of(now["tracks"], now["marks"]):
                    self._forget()
                yield connection
            finally:
                self._busy = None

    def _mask(self, connection: sqlite3.Connection, wanted: Wanted) -> Mask:
        columns = self._columns
        mask = self._meeting(connection, wanted.text)
        for field, values in wanted.filters:
            if values:
                mask &= with_values(connection, columns, field, values)
        if wanted.playlist is not None:
            mask &= self._in(connection, wanted.playlist)
        return mask

    def _meeting(self, connection: sqlite3.Connection, query: str) -> Mask:
        """The tracks that meet a query; all, for which nothing has to be imported, if it is ""."""
        if not query:
            return np.ones(len(self._columns.get(connection, "id")), np.bool_)
        from player.library.query.parser import parse

        return self._evaluator().mask(connection, parse(query)).copy()

    def _evaluator(self) -> "Evaluation":
        from player.library.query.evaluation import Evaluation

        if self._evaluation is None:
            self._evaluation = Evaluation(self._columns, self._named)
        return self._evaluation

    def _forget(self) -> None:
        if self._evaluation is not None:
            self._evaluation.forget()

    def _values(self, connection: sqlite3.Connection, field: str) -> list[str]:
        """The values that a field has, the most frequent first."""
        if field == "playlist":
            return [name for (name,) in connection.execute("SELECT name FROM playlists")]
        if field == "model":
            return [name for (name,) in connection.execute("SELECT DISTINCT model FROM stems")]
        if field not in FIELDS:
            return []
        everything = np.ones(len(self._columns.get(connection, "id")), np.bool_)
        known = facet(connection, self._columns, field, everything)
        return [value for value, _ in sorted(known, key=lambda each: -each[1])]

    def _named(self, connection: sqlite3.Connection, name: str) -> Mask:
        mask = np.zeros(len(self._columns.get(connection, "id")), np.bool_)
        for playlist in playlists_named(connection, name):
            mask |= self._in(connection, playlist)
        return mask

    def _in(self, connection: sqlite3.Connection, number: int) -> Mask:
        """The tracks of a playlist; a smart one that asks for itself has none there."""
        columns = self._columns
        mask = np.zeros(len(columns.get(connection, "id")), np.bool_)
        playlist = playlist_of(connection, number)
        if playlist is None or number in self._inside:
            return mask
        if playlist.query is None:
            mask[columns.places(connection, tracks_of(connection, number))] = True
            return mask
        self._inside.add(number)
        try:
            mask |= self._meeting(connection, playlist.query)
        finally:
            self._inside.discard(number)
        if playlist.limit is not None:
            order = ordered(connection, columns, playlist.sort)
            mask[order[mask[order]][playlist.limit :]] = False
        return mask


def _sort(playlist: Playlist | None) -> tuple[Sort, ...]:
    return () if playlist is None else playlist.sort
