"""The tracks that are open, or what to do first when there are none."""

from PySide6.QtCore import QPoint, Qt, Signal
from PySide6.QtWidgets import QMenu, QStackedLayout, QWidget

from player.core.player import Player
from player.core.track import Track
from player.ui.listen import listen
from player.ui.models.track_model import TrackModel
from player.ui.panels.empty_panel import EmptyPanel
from player.ui.panels.track_actions import TrackActions
from player.ui.panels.track_table import TrackTable
from player.ui.widgets.gives_focus import GivesFocus
from player.ui.words import tr


class TracksPanel(GivesFocus, QWidget):
    """The table with its menu; a double click or Enter plays."""

    open_files_requested = Signal()
    open_folder_requested = Signal()

    def __init__(self, player: Player, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.model = TrackModel(player.queue, player.separation, player.playback, self)
        self.table = TrackTable(self)
        self.table.setModel(self.model)
        self.actions_ = TrackActions(player, self.table, self.model)
        self.empty = EmptyPanel(
            "drop",
            tr("Drop music here"),
            tr("or open files, a folder, or a stream"),
            self,
        )
        self.files_button = self.empty.add_button(
            tr("Open files…"), self.open_files_requested.emit, command="open-files"
        )
        self.folder_button = self.empty.add_button(
            tr("Open folder…"), self.open_folder_requested.emit, command="open-folder"
        )
        self._stack = QStackedLayout(self)
        self._stack.addWidget(self.empty)
        self._stack.addWidget(self.table)
        self.table.doubleClicked.connect(
            lambda index: self.actions_.play(self.model.track(index.row()))
        )
        self.table.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        self.table.customContextMenuRequested.connect(self._show_menu)
        self._on_queue()
        listen(self, player.queue.changed, self._on_queue)

    def focus_goes_to(self) -> QWidget:
        """The table."""
        return self.table

    @property
    def selected(self) -> tuple[Track, ...]:
        """The selected tracks, in the queue's order."""
        return self.actions_.selected

    def set_dropping(self, dropping: bool) -> None:
        """Show whether something that hovers over the window would be taken."""
        for widget in (self.table, self.empty):
            mark_dropping(widget, dropping)

    def context_menu(self) -> QMenu:
        """The menu for the selected tracks."""
        menu = QMenu(self)
        self.actions_.fill(menu)
        self.actions_.refresh()
        return menu

    def _show_menu(self, at: QPoint) -> None:
        if self.selected:
            menu = self.context_menu()
            menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
            menu.popup(self.table.viewport().mapToGlobal(at))

    def _on_queue(self) -> None:
        shown = self.table if self.model.rowCount() else self.empty
        self._stack.setCurrentWidget(shown)
        self.table.share_width()


def mark_dropping(widget: QWidget, dropping: bool) -> None:
    """Show on a panel whether what hovers would be taken there."""
    if bool(widget.property("dropping")) != dropping:
        widget.setProperty("dropping", dropping)
        widget.style().unpolish(widget)
        widget.style().polish(widget)
