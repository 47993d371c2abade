"""What is done to playlists: at the side, from the tracks' menu, by drops and by keys."""

from collections.abc import Iterable
from functools import partial
from pathlib import Path

import numpy as np
from PySide6.QtCore import QMimeData, QObject, Qt
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QFileDialog, QMenu, QWidget

from player.base.messages import MessageLog
from player.core.library_service import LibraryService
from player.library.items import Ids, PlaylistId, Sort
from player.library.playlist_files import KINDS, is_playlist
from player.library.stored_playlists import Playlist
from player.ui.library.source_list import SourceList
from player.ui.library.sources import Source
from player.ui.library.track_mime import dragged_ids
from player.ui.listen import listen
from player.ui.words import tr

_FILTERS = {f"{kind.name} (*{suffix})": suffix for suffix, kind in KINDS.items()}


class PlaylistActions(QObject):
    """Everything here can be undone: by Ctrl+Z, and what takes something away also from the bar."""

    def __init__(self, library: LibraryService, messages: MessageLog, sources: SourceList) -> None:
        super().__init__(sources)
        self._library = library
        self._lists = library.lists
        self._messages = messages
        self._sources = sources
        self._new: PlaylistId | None = None
        """A list that was just made, and is to be named as soon as it is seen."""
        sources.sources.renamed.connect(self._rename)
        sources.sources.dropped.connect(self.drop)
        sources.new_wanted.connect(lambda: self.create(()))
        sources.new_smart_wanted.connect(lambda: self.create_smart(""))
        sources.edit_wanted.connect(self.edit)
        sources.delete_wanted.connect(self.delete)
        sources.export_wanted.connect(self.ask_export)
        sources.import_wanted.connect(self.ask_import)
        self.add_keys(sources)
        listen(self, self._lists.changed, self._on_change)
        self._lists.load()

    def add_keys(self, widget: QWidget) -> None:
        """Let Ctrl+Z and Ctrl+Shift+Z undo edits of playlists while this has the keyboard."""
        for text, key, what in (
            (tr("Undo"), "Ctrl+Z", self._lists.undo),
            (tr("Redo"), "Ctrl+Shift+Z", self._lists.redo),
        ):
            action = QAction(text, widget)
            action.setShortcut(QKeySequence(key))
            action.setShortcutContext(Qt.ShortcutContext.WidgetShortcut)
            action.triggered.connect(lambda _on, what=what: what())
            widget.addAction(action)

    def fill(self, menu: QMenu, ids: Ids) -> None:
        """Offer to add tracks to each playlist."""
        into = menu.addMenu(tr("Add to playlist"))
        into.addAction(tr("New playlist")).triggered.connect(lambda: self.create(ids))
        into.addSeparator()
        for playlist in self._lists.all:
            if playlist.query is None:
                action = into.addAction(playlist.name.replace("&", "&&"))
                action.triggered.connect(partial(self._add, playlist.id, playlist.name, ids))

    def create(self, ids: Iterable[int]) -> None:
        """Make a list, and let the user name it."""
        names = {playlist.name for playlist in self._lists.all}
        first = tr("New playlist")
        numbered = (f"{first} {number}" for number in range(2, len(names) + 3))
        name = next(each for each in (first, *numbered) if each not in names)
        self._lists.create(name, ids, self._on_made)

    def create_smart(self, query: str, sort: tuple[Sort, ...] = ()) -> None:
        """Ask what a new smart playlist is to be."""
        from player.ui.library.smart_dialog import SmartDialog  # the place opens sooner without

        SmartDialog(self._lists.create_smart, self._sources.window(), query=query, sort=sort).show()

    def edit(self, source: Source) -> None:
        """Ask what a smart playlist is to be from now on."""
        from player.ui.library.smart_dialog import SmartDialog

        known = next((each for each in self._lists.all if each.id == source.playlist), None)
        if known is None or known.query is None:
            return

        def save(name: str, query: str, sort: tuple[Sort, ...], limit: int | None) -> None:
            if name != known.name:
                self._lists.rename(known.id, name)
            if (query, sort, limit) != (known.query, known.sort, known.limit):
                self._lists.change_smart(known.id, query, sort, limit)

        SmartDialog(
            save,
            self._sources.window(),
            name=known.name,
            query=known.query,
            sort=known.sort,
            limit=known.limit,
        ).show()

    def delete(self, source: Source) -> None:
        """Delete a playlist, and offer to take that back."""
        if source.playlist is not None:
            self._lists.delete(source.playlist)
            self._offer(tr("“{name}” was deleted.").format(name=source.name))

    def remove(self, source: Source, rows: Iterable[int]) -> None:
        """Take entries out of a playlist, and offer to take that back."""
        places = list(rows)
        if source.playlist is not None and places:
            self._lists.remove(source.playlist, places)
            words = tr("{count} taken out of “{name}”.")
            self._offer(words.format(count=_count(len(places)), name=source.name))

    def drop(self, source: Source | None, data: QMimeData) -> None:
        """Put what was dropped into a playlist, or make one of it."""
        ids = dragged_ids(data)
        if not len(ids):
            ids = self._dropped_files(data)
        if not len(ids):
            return
        if source is None or source.playlist is None:
            self.create(ids)
        else:
            self._add(source.playlist, source.name, ids)

    def ask_export(self, source: Source) -> None:
        """Ask where a playlist is saved as a file, and of which kind."""
        dialog = self._dialog(tr("Save playlist"))
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        dialog.setNameFilters(list(_FILTERS))
        dialog.setDefaultSuffix(next(iter(KINDS)))
        dialog.selectFile(source.name.replace("/", "-"))
        dialog.filterSelected.connect(lambda kind: dialog.setDefaultSuffix(_FILTERS[kind]))
        if (playlist := source.playlist) is not None:
            dialog.fileSelected.connect(lambda name: self._lists.save_file(playlist, Path(name)))
            dialog.open()

    def ask_import(self) -> None:
        """Ask which playlist file becomes a playlist."""
        dialog = self._dialog(tr("Open playlist"))
        dialog.setFileMode(QFileDialog.FileMode.ExistingFiles)
        endings = " ".join(f"*{suffix}" for suffix in KINDS)
        dialog.setNameFilters([f"{tr('Playlists')} ({endings})", tr("All files (*)")])
        dialog.filesSelected.connect(self._open_files)
        dialog.open()

    def _open_files(self, names: Iterable[str]) -> None:
        for name in names:
            self._lists.open_file(Path(name))

    def _dialog(self, title: str) -> QFileDialog:
        dialog = QFileDialog(self._sources.window(), title)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        return dialog

    def _dropped_files(self, data: QMimeData) -> Ids:
        """The tracks among dropped files; playlist files become playlists of their own."""
        files = [Path(url.toLocalFile()) for url in data.urls() if url.isLocalFile()]
        lists = [path for path in files if is_playlist(path)]
        for path in lists:
            self._lists.open_file(path)
        songs = [path for path in files if path not in lists]
        known = [track for path in songs if (track := self._library.id_of(str(path))) is not None]
        if len(known) < len(songs):
            words = tr("{count} not in the library cannot be in a playlist.")
            self._messages.info(words.format(count=_count(len(songs) - len(known))))
        return np.array(known, np.int64)

    def _add(self, playlist: PlaylistId, name: str, ids: Ids) -> None:
        self._lists.add(playlist, ids)
        self._offer(tr("{count} added to “{name}”.").format(count=_count(len(ids)), name=name))

    def _rename(self, source: Source, name: str) -> None:
        if source.playlist is not None:
            self._lists.rename(source.playlist, name)

    def _offer(self, words: str) -> None:
        self._messages.offer(words, tr("Undo"), self._lists.undo)

    def _on_made(self, playlist: PlaylistId) -> None:
        self._new = playlist

    def _on_change(self) -> None:
        sources = tuple(map(as_source, self._lists.all))
        self._sources.show_playlists(sources)
        for source in sources:
            if source.playlist == self._new:
                self._new = None
                self._sources.rename(source)


def as_source(playlist: Playlist) -> Source:
    """A playlist as a line at the side."""
    return Source(
        playlist.name,
        playlist.id,
        sort=playlist.sort,
        smart=playlist.query is not None,
        tip=playlist.query or "",
    )


def _count(tracks: int) -> str:
    return tr("1 track") if tracks == 1 else tr("{count} tracks").format(count=f"{tracks:,}")
