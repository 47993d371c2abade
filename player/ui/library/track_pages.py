"""The rows of a long list of tracks, fetched page by page as they come into sight."""

from collections import OrderedDict
from collections.abc import Callable, Sequence

import numpy as np

from player.library.items import Ids, LibraryId, TrackRow

PAGE = 64
"""Rows fetched at a time: more than a screen has, and few enough for a millisecond."""
_KEPT = 96
"""Pages kept: what lies a few screens above and below is there at once."""

Fetch = Callable[[Ids, Callable[[Sequence[TrackRow]], None]], None]
Rows = dict[LibraryId, TrackRow]


class TrackPages:
    """A window onto `ids`. A row that is not there yet is None until `arrived` says its place.

    `fetch` may answer at once: rows are there then when they are first asked for.
    """

    def __init__(self, fetch: Fetch, arrived: Callable[[int, int], None]) -> None:
        self._fetch = fetch
        self._arrived = arrived
        self._pages: OrderedDict[int, Rows] = OrderedDict()
        self._before: Rows = {}
        """What was known of tracks before the list changed: shown until it is known anew."""
        self._asked: set[int] = set()
        self._list = 0
        self._asking = False
        self.ids: Ids = np.zeros(0, np.int64)

    def show(self, ids: Ids) -> None:
        """Be this list from now on, with rows as they are now."""
        self.ids = ids
        self._list += 1
        self._before = {key: row for page in self._pages.values() for key, row in page.items()}
        self._pages.clear()
        self._asked.clear()

    def row(self, number: int) -> TrackRow | None:
        """The track in a row, if it is there already; else it is asked for."""
        page = number // PAGE
        if page not in self._pages:
            self._ask(page)
        known = self._pages.get(page)
        track = LibraryId(int(self.ids[number]))
        if known is None:
            return self._before.get(track)
        self._pages.move_to_end(page)
        return known.get(track)

    def _ask(self, page: int) -> None:
        if page in self._asked:
            return
        self._asked.add(page)
        asked_for = self._list

        def take(rows: Sequence[TrackRow]) -> None:
            if asked_for == self._list:
                self._take(page, rows)

        self._asking = True
        self._fetch(self.ids[page * PAGE : (page + 1) * PAGE], take)
        self._asking = False

    def _take(self, page: int, rows: Sequence[TrackRow]) -> None:
        self._asked.discard(page)
        self._pages[page] = {row.id: row for row in rows}
        if len(self._pages) > _KEPT:
            self._pages.popitem(last=False)
        if not self._asking:
            self._arrived(page * PAGE, min((page + 1) * PAGE, len(self.ids)) - 1)
