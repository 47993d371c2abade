"""The library's place: the column browser over the tracks or albums, and a line that counts."""

from collections.abc import Sequence
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHeaderView, QSplitter, QStackedWidget, QVBoxLayout, QWidget

from player.base.values import dataclass
from player.core.cover_service import CoverService
from player.core.library_playing import LibraryPlaying
from player.core.library_service import LibraryService
from player.core.player import Player
from player.core.scan_service import ScanService
from player.library.facets import Facet
from player.library.items import AlbumRow, Found, Ids
from player.ui.library.albums_view import AlbumsView
from player.ui.library.column_browser import ColumnBrowser
from player.ui.library.count_words import count_words, nothing_words
from player.ui.library.cover_pictures import CoverPictures
from player.ui.library.folder_actions import FolderActions
from player.ui.library.library_search import LibrarySearch
from player.ui.library.place_foot import PlaceFoot
from player.ui.library.playlist_actions import PlaylistActions
from player.ui.library.playlist_rows import PlaylistRows
from player.ui.library.search_panel import SearchPanel
from player.ui.library.source_list import SourceList
from player.ui.library.sources import Source
from player.ui.library.states import EMPTY, SCANNING, empty_library, nothing_found
from player.ui.library.tracks_view import TracksView
from player.ui.listen import listen
from player.ui.widgets.gives_focus import GivesFocus

if TYPE_CHECKING:
    from player.library.query.completion import Completion

TRACKS, ALBUMS = 0, 1


@dataclass(frozen=True)
class LibraryTools:
    """What the place works with; without `covers` and `scan` there are none of these."""

    library: LibraryService
    covers: CoverService | None = None
    scan: ScanService | None = None


class LibraryPlace(GivesFocus, QWidget):
    """`search` and `sources` belong to it, but stand elsewhere in the window."""

    tags_asked = Signal(object)
    """The user wants to edit the tags of these files (paths)."""
    names_asked = Signal(object)
    """The user wants to rename these files (paths)."""

    def __init__(self, player: Player, tools: LibraryTools, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        library = tools.library
        self.library = library
        self._pictures = CoverPictures(tools.covers.of_track if tools.covers else None, self)
        self.playing = LibraryPlaying(player, library)
        self._play_found = False
        self._view = TRACKS
        self._scan = tools.scan
        self.looking = LibrarySearch(library, self)
        self.search = SearchPanel(self)
        self.sources = SourceList(self)
        self.playlists = PlaylistActions(library, player.messages, self.sources)
        self.browser = ColumnBrowser(parent=self)
        self.tracks = TracksView(player, library, self)
        self.playlist_rows = PlaylistRows(self.playlists, library.lists, self.tracks)
        self.albums = AlbumsView(player, library, self._pictures, self)
        self.folders = FolderActions(tools.scan, self)
        self.empty = empty_library(self)
        self.nothing = nothing_found(self)
        self.foot = PlaceFoot(self.sources, tools.scan, self)
        self._stack = QStackedWidget(self)
        self._splitter = QSplitter(Qt.Orientation.Vertical, self)
        self._arrange()
        self._connect()
        self.looking.show_source(self.sources.chosen)

    def focus_goes_to(self) -> QWidget:
        """The tracks, the albums, or what stands in for them."""
        return self._stack.currentWidget() or self.view

    def show_view(self, view: int) -> None:
        """Show the tracks or the albums."""
        self._view = view
        self.foot.view_switch.set_current(view)
        self.looking.with_albums = view == ALBUMS
        self.looking.ask_albums()
        self._show_content()

    def show_browser(self, shown: bool) -> None:
        """Show the column browser, or hide it; without it, nothing is filtered by it."""
        self.browser.setVisible(shown)
        self.foot.browser_button.setChecked(shown)
        if not shown and self.browser.filters:
            self.browser.clear()
        elif shown:
            self._ask_facets(0)

    def show_all(self) -> None:
        """Drop the query and the filters."""
        self.search.set_text("")
        if self.browser.filters:
            self.browser.clear()

    def play(self, source: Source) -> None:
        """Show a source, and play all of it as soon as it is found."""
        self.sources.choose(source)
        self._play_found = True
        self._on_source()

    def kept_parts(self) -> dict[str, QHeaderView | QSplitter]:
        """By name: what the user can move, and finds as it was left."""
        return {
            "library-columns": self.tracks.table.header,
            "album-columns": self.albums.tracks.table.header,
            "library-browser": self._splitter,
            "library-facets": self.browser,
            "library-album": self.albums,
        }

    def queue_tracks(self, ids: Ids, place: int) -> None:
        """Put tracks into the queue, before the one at `place`."""
        self.playing.put(ids, place)

    def end(self) -> None:
        """End what works beside the main thread."""
        self._pictures.close()

    @property
    def view(self) -> QWidget:
        """What the tracks or albums are shown in."""
        return self.albums if self._view == ALBUMS else self.tracks

    def _connect(self) -> None:
        self.search.changed.connect(self.looking.show_text)
        self.search.save_wanted.connect(self._save_search)
        self.search.field.left.connect(self._go_to_list)
        self.search.field.completion_wanted.connect(self._ask_completion)
        self.sources.source_chosen.connect(self._on_source)
        self.sources.play_wanted.connect(self.play)
        self.sources.seen_changed.connect(lambda: self.foot.show_source(self.looking.source))
        self.browser.filters_changed.connect(self._on_filters)
        self.foot.browser_wanted.connect(self.show_browser)
        self.foot.view_chosen.connect(self.show_view)
        self.tracks.sort_wanted.connect(self.looking.sort_by)
        for view in (self.tracks, self.albums.tracks):
            view.actions_.extend(self.playlists.fill)
            self.playlists.add_keys(view.table)
            view.actions_.tags_asked.connect(self.tags_asked)
            view.actions_.names_asked.connect(self.names_asked)
        self.looking.found.connect(self._on_found)
        self.looking.facets_wanted.connect(self._ask_facets)
        self.looking.albums_found.connect(self._on_albums)
        self.nothing.button_clicked.connect(self.show_all)
        self.empty.button_clicked.connect(self.folders.ask)
        if self._scan is not None:
            listen(self, self._scan.progress_changed, self._say_empty)
        self.empty.folders_dropped.connect(self.folders.add)

    def _ask_completion(self, text: str, cursor: int) -> None:
        self.library.complete(text, cursor, self._on_completion)

    def _on_completion(self, offered: "Completion") -> None:
        self.search.field.offer(offered.words, (offered.start, offered.end))

    def _save_search(self, query: str) -> None:
        self.playlists.create_smart(query, self.looking.sort)

    def _go_to_list(self) -> None:
        self.view.setFocus(Qt.FocusReason.OtherFocusReason)

    def _on_source(self) -> None:
        for column in self.browser.columns:
            column.list.choose(())
        self.looking.show_source(self.sources.chosen)
        self.foot.show_source(self.looking.source)

    def _on_filters(self, facets_from: int) -> None:
        self.looking.show_filters(self.browser.filters, facets_from)

    def _on_found(self, found: Found, same_list: bool) -> None:
        self.search.show_error(found.error, found.error_at)
        if found.error:
            return  # what was found before stays, until the query can be understood
        looking = self.looking
        in_order = looking.source.editable and not looking.narrowed and not looking.sort
        self.playlist_rows.show(looking.source if in_order else None)
        self.tracks.show_ids(found.ids, looking.sort, same_list=same_list)
        self.foot.count_label.setText(count_words(len(found.ids), found.duration))
        self._show_content()
        if self._play_found:
            self._play_found = False
            self.playing.play(found.ids)

    def _on_albums(self, albums: Sequence[AlbumRow]) -> None:
        self.albums.show_albums(list(albums), self.looking.wanted)
        self._show_content()

    def _ask_facets(self, first: int) -> None:
        if self.browser.isHidden():
            return
        for wish in self.browser.wishes(first):
            wanted = self.looking.facets(wish)
            self.library.facets(wanted, wish.field, partial(self._on_facets, wish.column))

    def _on_facets(self, column: int, facets: Sequence[Facet]) -> None:
        if self.browser.show_facets(column, facets):
            self._on_filters(column + 1)

    def _show_content(self) -> None:
        """Show what was found, or what to do where nothing was."""
        looking, none = self.looking, not len(self.tracks.model.ids)
        if none and not looking.narrowed and not looking.source.part:
            self._say_empty()
            self._stack.setCurrentWidget(self.empty)
        elif none or (self._view == ALBUMS and not self.albums.grid.albums.albums):
            self.nothing.say(*nothing_words(looking.source, looking.text, albums=not none))
            self.nothing.button.setVisible(looking.narrowed)
            self._stack.setCurrentWidget(self.nothing)
        else:
            self._stack.setCurrentWidget(self.view)

    def _say_empty(self) -> None:
        busy = self._scan is not None and self._scan.scanning
        self.empty.say(*(SCANNING if busy else EMPTY))
        self.empty.button.setVisible(not busy)

    def _arrange(self) -> None:
        for widget in (self.tracks, self.albums, self.empty, self.nothing):
            self._stack.addWidget(widget)
        self._splitter.setChildrenCollapsible(False)
        self._splitter.addWidget(self.browser)
        self._splitter.addWidget(self._stack)
        self._splitter.setStretchFactor(0, 2)
        self._splitter.setStretchFactor(1, 5)
        self.browser.hide()
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(8)
        layout.addWidget(self._splitter, 1)
        layout.addWidget(self.foot)
