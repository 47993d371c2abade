"""Finds tracks: evaluates a query over the columns, sorts, counts facets, groups albums."""

import sqlite3
import threading
from collections.abc import Iterator
from contextlib import contextmanager

import numpy as np

from player.library.albums import albums_of
from player.library.columns import Columns, Mask
from player.library.database import Database
from player.library.facets import Facet, facet, with_values
from player.library.items import AlbumRow, Found, Ids, Wanted
from player.library.revisions import revisions
from player.library.sorting import ordered
from player.library.words import EVERYWHERE, has_words, texts_with, tracks_with


class Searching:
    """Searches one at a time; those on other threads wait."""

    def __init__(self, database: Database) -> None:
        self._database = database
        self._columns = Columns()
        self._lock = threading.Lock()
        self._busy: sqlite3.Connection | None = None

    def search(self, wanted: Wanted) -> Found:
        """What was found, sorted."""
        with self._reading() as connection:
            mask = self._mask(connection, wanted)
            order = ordered(connection, self._columns, wanted.sort)
            places = order[mask[order]]
            lengths = self._columns.get(connection, "length")[mask]
            ids = self._columns.get(connection, "id")[places]
        return Found(ids, float(lengths[lengths > 0].sum()) / 1000)

    def facets(self, wanted: Wanted, field: str) -> tuple[Facet, ...]:
        """The values of a field among what was found, with the number of tracks that have each."""
        with self._reading() as connection:
            return facet(connection, self._columns, field, self._mask(connection, wanted))

    def albums(self, ids: Ids) -> list[AlbumRow]:
        """The albums of these tracks, in the order in which they begin."""
        with self._reading() as connection:
            return albums_of(connection, self._columns, ids)

    def interrupt(self) -> None:
        """Let the search that runs, if any, end with Outdated."""
        busy = self._busy
        if busy is not None:
            busy.interrupt()

    @contextmanager
    def _reading(self) -> Iterator[sqlite3.Connection]:
        with self._lock, self._database.reading() as connection:
            self._busy = connection
            try:
                now = revisions(connection)
                self._columns.be_of(now["tracks"], now["marks"])
                yield connection
            finally:
                self._busy = None

    def _mask(self, connection: sqlite3.Connection, wanted: Wanted) -> Mask:
        columns = self._columns
        mask: Mask = np.ones(len(columns.get(connection, "id")), np.bool_)
        for word in wanted.text.split():
            if has_words(word):
                texts = texts_with(connection, word, prefix=True)
                mask &= tracks_with(connection, columns, texts, EVERYWHERE)
        for field, values in wanted.filters:
            if values:
                mask &= with_values(connection, columns, field, values)
        return mask
