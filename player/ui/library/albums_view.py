"""Albums as a grid of covers, and below it the tracks of the album that is chosen."""

from dataclasses import replace

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QSplitter, QWidget

from player.core.library_playing import LibraryPlaying
from player.core.library_service import LibraryService
from player.core.player import Player
from player.core.queue import Where
from player.library.items import AlbumRow, Found, Wanted
from player.ui.library.album_grid import AlbumGrid
from player.ui.library.cover_pictures import CoverPictures
from player.ui.library.tracks_view import TracksView
from player.ui.widgets.gives_focus import GivesFocus


class AlbumsView(GivesFocus, QSplitter):
    """`show_albums` gives it its albums; the tracks are hidden until an album is chosen."""

    chosen_changed = Signal()

    def __init__(
        self,
        player: Player,
        library: LibraryService,
        pictures: CoverPictures,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(Qt.Orientation.Vertical, parent)
        self._library = library
        self._playing = LibraryPlaying(player, library)
        self._wanted = Wanted()
        self._chosen: AlbumRow | None = None
        self.grid = AlbumGrid(pictures, self)
        self.tracks = TracksView(player, library, self)
        self.tracks.hide()
        self.setChildrenCollapsible(False)
        self.addWidget(self.grid)
        self.addWidget(self.tracks)
        self.setStretchFactor(0, 3)
        self.setStretchFactor(1, 2)
        self.grid.album_chosen.connect(self._on_chosen)
        self.grid.play_wanted.connect(self._on_play)

    def focus_goes_to(self) -> QWidget:
        """The covers."""
        return self.grid

    def show_albums(self, albums: list[AlbumRow], wanted: Wanted) -> None:
        """Show the albums of what is wanted; the chosen one stays so, if it is there."""
        chosen, self._wanted = self._chosen, replace(wanted, sort=())
        top = self.grid.verticalScrollBar().value()
        self.grid.albums.show(albums)
        places = [n for n, album in enumerate(albums) if chosen and album.id == chosen.id]
        if places:
            self.grid.setCurrentIndex(self.grid.albums.cell(places[0]))
            self.grid.verticalScrollBar().setValue(top)
        else:
            self._on_chosen(None)

    def _on_chosen(self, album: AlbumRow | None) -> None:
        self._chosen = album
        if album is None:
            self.tracks.hide()
        else:
            self._library.album_tracks(self._wanted, album, self._on_tracks)
        self.chosen_changed.emit()

    def _on_tracks(self, found: Found) -> None:
        if self._chosen is not None:
            self.tracks.show_ids(found.ids, ())
            self.tracks.show()

    def _on_play(self, album: AlbumRow, modifiers: Qt.KeyboardModifier) -> None:
        def play(found: Found) -> None:
            if modifiers & Qt.KeyboardModifier.ShiftModifier:
                self._playing.put(found.ids, Where.NEXT)
            elif modifiers & Qt.KeyboardModifier.ControlModifier:
                self._playing.put(found.ids, Where.LAST)
            else:
                self._playing.play(found.ids)

        self._library.album_tracks(self._wanted, album, play)
