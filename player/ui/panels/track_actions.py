"""What can be done with the selected tracks, for the table's keys and its menus."""

from collections.abc import Callable, Sequence
from pathlib import Path

from PySide6.QtCore import (
    QItemSelection,
    QItemSelectionModel,
    QMimeData,
    QObject,
    Qt,
    Signal,
    SignalInstance,
)
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QMenu

from player.base.units import TrackId
from player.core.player import Player
from player.core.queue_undo import redo_queue, undo_queue
from player.core.separation import StemState
from player.core.track import Track
from player.ui.models.track_model import ROWS, TrackModel
from player.ui.panels.track_table import TrackTable
from player.ui.stem_files import ask_stem_export, ask_stem_file, ask_stem_folder
from player.ui.words import tr

_WHOLE_ROWS = (
    QItemSelectionModel.SelectionFlag.ClearAndSelect | QItemSelectionModel.SelectionFlag.Rows
)
_BUSY = {StemState.QUEUED, StemState.WORKING}


class TrackActions(QObject):
    """All actions stay enabled for the keys; a menu that opens disables what has no sense."""

    tags_asked = Signal(list)
    """The tags of these files (list of Path) are to be edited."""
    names_asked = Signal(list)
    """These files are to be renamed."""

    def __init__(self, player: Player, table: TrackTable, model: TrackModel) -> None:
        super().__init__(table)
        self._player = player
        self._table = table
        self._model = model
        self._play = self._action(tr("Play now"), self._play_selected, "Return", "Enter")
        self._play_next = self._action(tr("Play next"), self._selected_next, "Shift+Return")
        self._play_last = self._action(tr("Play after the others"), self._selected_last)
        self._separate = self._action(tr("Separate now"), self._separate_selected, "Ctrl+Return")
        self._separate_all = self._action(tr("Separate all"), self._separate_every)
        self._cancel = self._action(
            tr("Cancel separation"), self._cancel_selected, "Ctrl+Backspace"
        )
        self._pin = self._action(tr("Pin stems"), self._pin_selected)
        self._pin.setCheckable(True)
        self._folder = self._action(tr("Use stems from a folder…"), self._take_folder)
        self._file = self._action(tr("Use a stem file…"), self._take_file)
        self._export = self._action(tr("Export as stem file…"), self._export_selected)
        self._tags = self._action(tr("Edit tags…"), lambda: self._ask(self.tags_asked), "Ctrl+I")
        self._names = self._action(tr("Rename files…"), lambda: self._ask(self.names_asked), "F2")
        self._practise = self._action(tr("Put into the practice list"), self._practise_selected)
        self._remove = self._action(tr("Remove from the list"), self._remove_selected, "Delete")
        self._undo = self._action(tr("Undo"), lambda: undo_queue(player), "Ctrl+Z")
        self._redo = self._action(tr("Redo"), lambda: redo_queue(player), "Ctrl+Shift+Z")
        model.dropped.connect(self._on_drop)

    @property
    def selected(self) -> tuple[Track, ...]:
        """The selected tracks, in the queue's order."""
        rows = sorted(index.row() for index in self._table.selectionModel().selectedRows())
        return tuple(self._model.track(row) for row in rows)

    @property
    def all(self) -> list[QAction]:
        """All actions, in the menu's order."""
        return self._table.actions()

    def fill(self, menu: QMenu) -> None:
        """Put the actions into a menu."""
        menu.addActions([self._play, self._play_next, self._play_last])
        menu.addSeparator()
        menu.addActions([self._separate, self._separate_all, self._cancel, self._pin])
        menu.addSeparator()
        menu.addActions([self._folder, self._file, self._export])
        menu.addSeparator()
        menu.addActions([self._tags, self._names, self._practise])
        menu.addSeparator()
        menu.addActions([self._remove, self._undo, self._redo])
        menu.aboutToShow.connect(self.refresh)
        menu.aboutToHide.connect(self.enable_all)

    def refresh(self) -> None:
        """Enable what can be done with the selected tracks now."""
        songs = self._songs()
        states = {self._state(song.id) for song in songs}
        one = len(songs) == 1
        enabled = {
            self._play: bool(self.selected),
            self._play_next: bool(self.selected),
            self._play_last: bool(self.selected),
            self._separate: any(self._can_separate(song) for song in songs),
            self._separate_all: self._model.rowCount() > 0,
            self._cancel: bool(states & _BUSY),
            self._pin: bool(songs),
            self._folder: one,
            self._file: one,
            self._export: one and states == {StemState.READY},
            self._tags: bool(songs),
            self._names: bool(songs),
            self._practise: bool(self.selected),
            self._remove: bool(self.selected),
            self._undo: self._player.queue.can_undo,
            self._redo: self._player.queue.can_redo,
        }
        for action, on in enabled.items():
            action.setEnabled(on)
        pinned = [self._player.separation.pinned(song.id) for song in songs]
        self._pin.setChecked(bool(pinned) and all(pinned))

    def play(self, track: Track) -> None:
        """Play this track now."""
        self._player.playback.play(track.id)

    def _action(self, text: str, what: Callable[[], None], *keys: str) -> QAction:
        action = QAction(text, self._table)
        action.setShortcuts([QKeySequence(key) for key in keys])
        action.setShortcutContext(Qt.ShortcutContext.WidgetShortcut)
        action.triggered.connect(what)
        self._table.addAction(action)
        return action

    def enable_all(self) -> None:
        """Let the keys do what they can."""
        for action in self._table.actions():
            action.setEnabled(True)

    def _songs(self) -> list[Track]:
        return [track for track in self.selected if not track.is_stream]

    def _ask(self, signal: SignalInstance) -> None:
        if songs := self._songs():
            signal.emit([song.path for song in songs])

    def _state(self, track_id: TrackId) -> StemState:
        return self._player.separation.status(track_id).state

    def _can_separate(self, track: Track) -> bool:
        return self._state(track.id) in {StemState.NONE, StemState.FAILED}

    def _play_selected(self) -> None:
        if self.selected:
            self.play(self.selected[0])

    def _selected_next(self) -> None:
        self._move(self._player.queue.play_next)

    def _selected_last(self) -> None:
        self._move(self._player.queue.play_last)

    def _on_drop(self, data: QMimeData, row: int) -> None:
        ids = [TrackId(int(each)) for each in bytes(data.data(ROWS).data()).split(b",") if each]
        if ids:
            self._move_to(lambda moved: self._player.queue.move(set(moved), row), ids)

    def _move(self, move: Callable[[Sequence[TrackId]], None]) -> None:
        self._move_to(move, [track.id for track in self.selected])

    def _move_to(self, move: Callable[[Sequence[TrackId]], None], ids: list[TrackId]) -> None:
        move(ids)
        chosen, selection = self._table.selectionModel(), QItemSelection()
        for place in (self._model.index(self._model.row(each) or 0, 0) for each in reversed(ids)):
            selection.select(place, place)
            chosen.setCurrentIndex(place, QItemSelectionModel.SelectionFlag.NoUpdate)
        chosen.select(selection, _WHOLE_ROWS)

    def _separate_selected(self) -> None:
        self._request(self._songs())

    def _separate_every(self) -> None:
        tracks = self._player.queue.tracks
        self._request([track for track in tracks if not track.is_stream])

    def _request(self, songs: list[Track]) -> None:
        wanted = [song.id for song in songs if self._can_separate(song)]
        if wanted:
            self._player.separation.request_many(wanted)

    def _cancel_selected(self) -> None:
        for track in self.selected:
            if self._state(track.id) in _BUSY:
                self._player.separation.cancel(track.id)

    def _pin_selected(self) -> None:
        ids = [song.id for song in self._songs()]
        self._player.separation.pin(ids, self._pin.isChecked())

    def _take_folder(self) -> None:
        for song in self._songs()[:1]:
            ask_stem_folder(self._table, song.path, self._importer(song.id))

    def _take_file(self) -> None:
        for song in self._songs()[:1]:
            ask_stem_file(self._table, song.path, self._importer(song.id))

    def _importer(self, track_id: TrackId) -> Callable[[Path], None]:
        return lambda path: self._player.separation.import_stems(track_id, path)

    def _exporter(self, track_id: TrackId) -> Callable[[Path], None]:
        return lambda path: self._player.separation.export_stems(track_id, path)

    def _export_selected(self) -> None:
        for song in self._songs()[:1]:
            ask_stem_export(self._table, song.path, self._exporter(song.id))

    def _practise_selected(self) -> None:
        self._player.practice.room.add_tracks(self.selected)

    def _remove_selected(self) -> None:
        tracks = self.selected
        if tracks:
            row = self._model.row(tracks[0].id) or 0
            self._player.queue.remove([track.id for track in tracks])
            self._table.selectRow(min(row, self._model.rowCount() - 1))
