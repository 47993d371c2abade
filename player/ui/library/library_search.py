"""What the library's place looks for, and what was found: the one way from widgets to library."""

from collections.abc import Sequence
from dataclasses import replace
from time import monotonic

from PySide6.QtCore import QObject, QTimer, Signal

from player.core.library_service import LibraryService
from player.library.items import AlbumRow, Found, Sort, Wanted
from player.ui.library.column_browser import FacetWish, Filter
from player.ui.library.sources import ALL_MUSIC, Source
from player.ui.listen import listen

_CALM_MS, _MOST_MS = 150, 5_000
"""A library that is being scanned changes all the time; the list follows as often as this."""
_REST = 4
"""While it does, the search for it rests so many times as long as it takes."""


class LibrarySearch(QObject):
    """Searches anew whenever source, text, filters, order or the library itself change."""

    found = Signal(object, bool)
    """A Found, and whether it is the same list as before, but newer."""
    facets_wanted = Signal(int)
    """The columns from this one on need other values: ask for them with `facets`."""
    albums_found = Signal(object)

    def __init__(self, library: LibraryService, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._library = library
        self.source: Source = ALL_MUSIC
        self.text = ""
        self.filters: tuple[Filter, ...] = ()
        self.with_albums = False
        """Whether albums are looked for too."""
        self._sorts: dict[Source, tuple[Sort, ...]] = {}
        self._number = 0
        self._later = QTimer(self)
        self._later.setSingleShot(True)
        self._later.setInterval(_CALM_MS)
        self._later.timeout.connect(self._again)
        listen(self, library.changed, self._on_change)
        listen(self, library.lists.changed, self._on_lists)

    @property
    def sort(self) -> tuple[Sort, ...]:
        """What the list is sorted by: the user's choice for this source, or the source's own."""
        return self._sorts.get(self.source, self.source.sort)

    @property
    def wanted(self) -> Wanted:
        """What is looked for now."""
        return Wanted(self._query, self.source.playlist, self.filters, self.sort)

    @property
    def narrowed(self) -> bool:
        """Whether the user asked for less than the whole source."""
        return bool(self.text or self.filters)

    def show_source(self, source: Source) -> None:
        """Look in this; filters that were chosen elsewhere go."""
        self.source, self.filters = source, ()
        self._search(facets_from=0)

    def show_text(self, text: str) -> None:
        """Look for this."""
        if text != self.text:
            self.text = text
            self._search(facets_from=0)

    def show_filters(self, filters: tuple[Filter, ...], facets_from: int) -> None:
        """Narrow it down to these; the browser's columns from `facets_from` on follow."""
        self.filters = filters
        self._search(facets_from=facets_from)

    def sort_by(self, sort: Sequence[Sort]) -> None:
        """Sort by these columns."""
        self._sorts[self.source] = tuple(sort)
        self._search(facets_from=None)

    def facets(self, wish: FacetWish) -> Wanted:
        """What a column's values are counted among."""
        return replace(self.wanted, filters=wish.filters, sort=())

    def ask_albums(self) -> None:
        """Look for the albums, if they are wanted."""
        if self.with_albums:
            number = self._number
            self._library.albums(self.wanted, lambda rows: self._on_albums(number, rows))

    def _on_change(self) -> None:
        if not self._later.isActive():
            self._later.start()

    def _on_lists(self) -> None:
        if self.source.playlist is not None:
            self._on_change()

    def _again(self) -> None:
        self._search(facets_from=0, same_list=True)

    def _search(self, facets_from: int | None, *, same_list: bool = False) -> None:
        self._number += 1
        number, begin = self._number, monotonic()

        def take(found: Found) -> None:
            rest_ms = round(_REST * 1000 * (monotonic() - begin))
            self._later.setInterval(min(max(rest_ms, _CALM_MS), _MOST_MS))
            if number == self._number:
                self._on_found(found, facets_from, same_list=same_list)

        self._library.search(self.wanted, take)

    def _on_found(self, found: Found, facets_from: int | None, *, same_list: bool) -> None:
        start = self._text_at
        begin, end = (max(0, min(at - start, len(self.text))) for at in found.error_at)
        self.found.emit(replace(found, error_at=(begin, end)), same_list)
        if facets_from is not None and not found.error:
            self.facets_wanted.emit(facets_from)
        if not found.error:
            self.ask_albums()

    def _on_albums(self, number: int, albums: Sequence[AlbumRow]) -> None:
        if number == self._number:
            self.albums_found.emit(albums)

    @property
    def _query(self) -> str:
        own = self.source.query
        return f"({own}) ({self.text})" if own and self.text else own or self.text

    @property
    def _text_at(self) -> int:
        """Where the user's text begins in the query."""
        return len(f"({self.source.query}) (") if self.source.query and self.text else 0
