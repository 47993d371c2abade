"""What can be done with the chosen tracks of the library, for the table's keys and its menu."""

from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path

from PySide6.QtCore import QMimeData, QObject, QPoint, Qt, QUrl, Signal
from PySide6.QtGui import QAction, QDesktopServices, QDrag, QKeySequence
from PySide6.QtWidgets import QMenu

from player.core.library_playing import LibraryPlaying
from player.core.library_service import LibraryService
from player.core.player import Player
from player.core.queue import Where
from player.library.items import Ids, TrackRow
from player.ui.library.library_model import LibraryModel
from player.ui.library.library_table import LibraryTable
from player.ui.library.selected_rows import row_ranges
from player.ui.library.track_mime import set_rows, track_mime
from player.ui.widgets.drag_label import drag_label
from player.ui.widgets.stars import STARS, rating_of
from player.ui.words import tr

_FILES_DRAGGED = 500
"""How many of the tracks that are dragged other programs get as files."""

FillMenu = Callable[[QMenu, Ids], object]


class LibraryActions(QObject):
    """The table's own wishes, its keys, and its menu. `extend` adds what others can do."""

    tags_asked = Signal(object)
    """The user wants to edit the tags of these files (paths)."""
    names_asked = Signal(object)
    """The user wants to rename these files (paths)."""

    def __init__(
        self, player: Player, library: LibraryService, model: LibraryModel, table: LibraryTable
    ) -> None:
        super().__init__(table)
        self._player = player
        self._library = library
        self._model = model
        self._table = table
        self._playing = LibraryPlaying(player, library)
        self._more: list[FillMenu] = []
        table.play_wanted.connect(self.play)
        table.rating_wanted.connect(self.rate)
        table.drag_wanted.connect(self._drag)
        table.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        table.customContextMenuRequested.connect(self._show_menu)
        self._action(tr("Go to what plays"), self.go_to_playing, "Ctrl+J")
        self._action(tr("Edit tags…"), partial(self._with_files, self.tags_asked.emit), "Ctrl+I")
        self._action(tr("Rename files…"), partial(self._with_files, self.names_asked.emit), "F2")

    def extend(self, fill: FillMenu) -> None:
        """Have more in the menu, for the chosen tracks."""
        self._more.append(fill)

    def play(self, modifiers: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
        """Play from here; with Shift after the current track, with Ctrl after all others."""
        chosen = self._table.chosen
        if modifiers & Qt.KeyboardModifier.ShiftModifier:
            self.put(Where.NEXT)
        elif modifiers & Qt.KeyboardModifier.ControlModifier:
            self.put(Where.LAST)
        elif len(chosen) > 1:
            self._playing.play(chosen)
        elif len(chosen):
            self._playing.play_from(self._model.ids, self._table.current_row)

    def put(self, where: Where) -> None:
        """Put the chosen tracks into the queue."""
        self._playing.put(self._table.chosen, where)

    def rate(self, stars: int) -> None:
        """Give the chosen tracks so many stars; none takes the rating away."""
        self._library.set_rating(self._table.chosen, rating_of(stars) if stars else None)

    def go_to_playing(self) -> None:
        """Choose the track that plays, if it is in the list."""
        track = self._library.id_of(self._model.playing)
        row = None if track is None else self._model.place(track)
        if row is not None:
            self._table.go_to(row)
            self._table.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def menu(self) -> QMenu:
        """The menu for the chosen tracks."""
        menu = QMenu(self._table)
        self._add(menu, tr("Play"), self.play, "Return")
        self._add(menu, tr("Play next"), lambda: self.put(Where.NEXT), "Shift+Return")
        self._add(menu, tr("Add to queue"), lambda: self.put(Where.LAST), "Ctrl+Return")
        menu.addSeparator()
        for fill in self._more:
            fill(menu, self._table.chosen)
        self._add_ratings(menu.addMenu(tr("Rating")))
        tags = partial(self._with_files, self.tags_asked.emit)
        self._add(menu, tr("Edit tags…"), tags, "Ctrl+I")
        self._add(menu, tr("Rename files…"), partial(self._with_files, self.names_asked.emit), "F2")
        menu.addSeparator()
        self._add(menu, tr("Separate now"), self._separate)
        folder = self._add(menu, tr("Show in folder"), self._show_folder)
        folder.setEnabled(self._table.current_row >= 0)
        menu.addSeparator()
        self._add(menu, tr("Remove from library"), self._forget)
        return menu

    def dragged(self) -> QMimeData:
        """The chosen tracks on their way to somewhere."""
        files = [row.path for row in self._rows(_FILES_DRAGGED)]
        data = track_mime(self._table.chosen, files)
        if self._model.playlist is not None:
            ranges = row_ranges(self._table.selectionModel().selection())
            rows = (row for first, last in ranges for row in range(first, last + 1))
            set_rows(data, self._model.playlist, rows)
        return data

    def _rows(self, count: int) -> list[TrackRow]:
        return self._library.rows_now(self._table.chosen[:count])

    def _add(self, menu: QMenu, text: str, what: Callable[[], object], key: str = "") -> QAction:
        action = menu.addAction(text)
        if key:  # shown only: the table itself answers to it
            action.setShortcut(QKeySequence(key))
            action.setShortcutContext(Qt.ShortcutContext.WidgetShortcut)
        action.triggered.connect(lambda _on: what())
        return action

    def _add_ratings(self, menu: QMenu) -> None:
        for stars in range(STARS, -1, -1):
            words = "★" * stars or tr("No rating")
            self._add(menu, words, partial(self.rate, stars), str(stars))

    def _action(self, text: str, what: Callable[[], object], key: str) -> QAction:
        action = QAction(text, self._table)
        action.setShortcut(QKeySequence(key))
        action.setShortcutContext(Qt.ShortcutContext.WidgetShortcut)
        action.triggered.connect(lambda _on: what())
        self._table.addAction(action)
        return action

    def _with_files(self, do: Callable[[list[Path]], object]) -> None:
        """Do something with the files of the chosen tracks that are there."""

        def take(rows: Sequence[TrackRow]) -> None:
            paths = [Path(row.path) for row in rows if not (row.away or row.missing)]
            if paths:
                do(paths)

        self._library.rows(self._table.chosen, take)

    def _separate(self) -> None:
        self._with_files(self._player.separation.request_songs)

    def _show_folder(self) -> None:
        for row in self._rows(1):
            QDesktopServices.openUrl(QUrl.fromLocalFile(row.folder))

    def _forget(self) -> None:
        self._library.forget(self._table.chosen)

    def _drag(self) -> None:
        count = len(self._table.chosen)
        words = tr("1 track") if count == 1 else tr("{count} tracks").format(count=f"{count:,}")
        drag = QDrag(self._table)
        drag.setMimeData(self.dragged())
        drag.setPixmap(drag_label(words, self._table))
        drag.exec(Qt.DropAction.CopyAction)

    def _show_menu(self, at: QPoint) -> None:
        if len(self._table.chosen):
            menu = self.menu()
            menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
            menu.popup(self._table.viewport().mapToGlobal(at))
