"""A table of the library's tracks with all that can be done in it."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from player.core.library_service import LibraryService
from player.core.player import Player
from player.library.items import Ids, Sort
from player.ui.library.library_actions import LibraryActions
from player.ui.library.library_model import LibraryModel
from player.ui.library.library_table import LibraryTable
from player.ui.library.type_ahead import TypeAhead
from player.ui.listen import listen
from player.ui.widgets.gives_focus import GivesFocus


class TracksView(GivesFocus, QWidget):
    """Follows what plays. `show_ids` gives it its tracks."""

    sort_wanted = Signal(object)

    def __init__(
        self, player: Player, library: LibraryService, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._player = player
        self.model = LibraryModel(lambda ids, done: done(library.rows_now(ids)), self)
        self.table = LibraryTable(self.model, self)
        self.actions_ = LibraryActions(player, library, self.model, self.table)
        TypeAhead(library, self.model, self.table)
        self.table.header.sort_wanted.connect(self.sort_wanted)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self.table)
        self._show_playing()
        listen(self, player.queue.current_changed, self._show_playing)

    def focus_goes_to(self) -> QWidget:
        """The table."""
        return self.table

    def show_ids(self, ids: Ids, sort: tuple[Sort, ...], *, same_list: bool = False) -> None:
        """Show these tracks; with `same_list` what was chosen stays so."""
        self.table.show_ids(ids, sort, same_list=same_list)

    def _show_playing(self) -> None:
        current = self._player.queue.current
        track = None if current is None else self._player.queue.get(current)
        self.model.set_playing("" if track is None else track.location)
