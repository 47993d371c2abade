"""Finds a row by the letters that are typed in the table."""

import re
from collections.abc import Callable
from time import monotonic

import numpy as np
from PySide6.QtCore import QObject

from player.core.library_service import LibraryService
from player.library.items import Found, Wanted
from player.ui.library.library_model import LibraryModel
from player.ui.library.library_table import LibraryTable

_PAUSE = 1.0
"""Seconds after which letters begin a new word."""
_FIELDS = frozenset({"title", "artist", "album", "albumartist", "genre", "composer"})


class TypeAhead(QObject):
    """Looks in the column that the table is sorted by, if it is one of words; else in the titles.

    The library looks: no row is fetched for it but the one that is found.
    """

    def __init__(
        self,
        library: LibraryService,
        model: LibraryModel,
        table: LibraryTable,
        clock: Callable[[], float] = monotonic,
    ) -> None:
        super().__init__(table)
        self._library = library
        self._model = model
        self._table = table
        self._clock = clock
        self._typed = ""
        self._at = 0.0
        table.typed.connect(self.type)

    def type(self, letters: str) -> None:
        """Go to the next row that begins with what was typed without a pause."""
        now = self._clock()
        fresh = now - self._at > _PAUSE
        self._typed, self._at = letters if fresh else self._typed + letters, now
        sort = self._model.sorted_by
        field = sort[0][0] if sort and sort[0][0] in _FIELDS else "title"
        words = re.escape(self._typed).replace("/", ".").replace('"', ".")
        start = self._table.current_row + fresh
        wanted = Wanted(f"{field}:/^{words}/")
        self._library.typed(wanted, lambda found: self._go(found, start))

    def _go(self, found: Found, start: int) -> None:
        places = np.flatnonzero(np.isin(self._model.ids, found.ids))
        if len(places):
            after = places[places >= start]
            self._table.go_to(int(after[0] if len(after) else places[0]))
