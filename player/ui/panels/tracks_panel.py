"""The tracks that are open, or what to do first when there are none."""

from collections.abc import Callable

from PySide6.QtCore import QPoint, Qt, Signal
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QMenu, QStackedLayout, QWidget

from player.base.units import TrackId
from player.core.player import Player
from player.core.separation import StemState
from player.core.track import Track
from player.ui.listen import listen
from player.ui.models.track_model import TrackModel
from player.ui.panels.empty_panel import EmptyPanel
from player.ui.panels.track_table import TrackTable

_BUSY = {StemState.QUEUED, StemState.WORKING}


class TracksPanel(QWidget):
    """The table with its menu; a double click or Enter plays."""

    open_files_requested = Signal()
    open_folder_requested = Signal()

    def __init__(self, player: Player, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._player = player
        self.model = TrackModel(player.queue, player.separation, player.playback, self)
        self.table = TrackTable(self)
        self.table.setModel(self.model)
        self.empty = EmptyPanel(self)
        self.empty.open_files_requested.connect(self.open_files_requested)
        self.empty.open_folder_requested.connect(self.open_folder_requested)
        self._stack = QStackedLayout(self)
        self._stack.addWidget(self.empty)
        self._stack.addWidget(self.table)
        self.actions_ = self._make_actions()
        self.table.doubleClicked.connect(lambda index: self._play(self.model.track(index.row())))
        self.table.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        self.table.customContextMenuRequested.connect(self._show_menu)
        self._on_queue()
        listen(self, player.queue.changed, self._on_queue)

    @property
    def selected(self) -> tuple[Track, ...]:
        """The selected tracks, in the queue's order."""
        rows = sorted(index.row() for index in self.table.selectionModel().selectedRows())
        return tuple(self.model.track(row) for row in rows)

    def set_dropping(self, dropping: bool) -> None:
        """Show whether something that hovers over the window would be taken."""
        for widget in (self.table, self.empty):
            widget.setProperty("dropping", dropping)
            widget.style().unpolish(widget)
            widget.style().polish(widget)

    def context_menu(self) -> QMenu:
        """The menu for the selected tracks."""
        busy = any(self._state(track.id) in _BUSY for track in self.selected)
        play, separate, cancel, remove = self.actions_
        for action in self.actions_:
            action.setEnabled(bool(self.selected))
        separate.setEnabled(any(self._can_separate(track) for track in self.selected))
        cancel.setEnabled(busy)
        menu = QMenu(self)
        menu.addActions([play, separate, cancel, remove])
        menu.aboutToHide.connect(self._enable_all)
        return menu

    def _make_actions(self) -> tuple[QAction, QAction, QAction, QAction]:
        return (
            self._action("Play now", ("Return", "Enter"), self._play_selected),
            self._action("Separate now", ("Ctrl+Return",), self._separate_selected),
            self._action("Cancel separation", ("Ctrl+Backspace",), self._cancel_selected),
            self._action("Remove from the list", ("Delete",), self._remove_selected),
        )

    def _action(self, text: str, keys: tuple[str, ...], what: Callable[[], None]) -> QAction:
        action = QAction(text, self.table)
        action.setShortcuts([QKeySequence(key) for key in keys])
        action.setShortcutContext(Qt.ShortcutContext.WidgetShortcut)
        action.triggered.connect(what)
        self.table.addAction(action)
        return action

    def _play(self, track: Track) -> None:
        self._player.playback.play(track.id)

    def _play_selected(self) -> None:
        if self.selected:
            self._play(self.selected[0])

    def _separate_selected(self) -> None:
        for track in self.selected:
            if self._can_separate(track):
                self._player.separation.request(track.id)

    def _cancel_selected(self) -> None:
        for track in self.selected:
            if self._state(track.id) in _BUSY:
                self._player.separation.cancel(track.id)

    def _remove_selected(self) -> None:
        tracks = self.selected
        if tracks:
            row = self.model.row(tracks[0].id) or 0
            self._player.queue.remove([track.id for track in tracks])
            self.table.selectRow(min(row, self.model.rowCount() - 1))

    def _state(self, track_id: TrackId) -> StemState:
        return self._player.separation.status(track_id).state

    def _can_separate(self, track: Track) -> bool:
        state = self._state(track.id)
        return not track.is_stream and state in {StemState.NONE, StemState.FAILED}

    def _enable_all(self) -> None:
        for action in self.actions_:
            action.setEnabled(True)

    def _show_menu(self, at: QPoint) -> None:
        if self.selected:
            menu = self.context_menu()
            menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
            menu.popup(self.table.viewport().mapToGlobal(at))

    def _on_queue(self) -> None:
        shown = self.table if self.model.rowCount() else self.empty
        self._stack.setCurrentWidget(shown)
        self.table.share_width()
