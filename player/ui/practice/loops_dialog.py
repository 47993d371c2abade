"""The window of a song's loops and markers: gone to, renamed, deleted, taken back."""

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QHBoxLayout, QVBoxLayout, QWidget

from player.core.player import Player
from player.core.practice.song_loops import NamedLoop
from player.ui.listen import listen
from player.ui.practice.loops_table import LoopsTable
from player.ui.widgets.icon_button import EnterButton
from player.ui.words import tr

_SIZE = (440, 360)


class LoopsDialog(QDialog):
    """Each change holds at once."""

    def __init__(self, player: Player, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(tr("Loops and markers"))
        self._player = player
        self._loops = player.practice.loops
        self.table = LoopsTable(self)
        self.go_button = self._button(tr("Go there"), self._go)
        self.undo_button = self._button(tr("Undo"), self._loops.values.undo)
        self.rename_button = self._button(tr("Rename"), self.table.edit_name)
        self.delete_button = self._button(tr("Delete"), self._delete)
        self._arrange()
        self.table.chosen.connect(self._go)
        self.table.delete_asked.connect(self._delete)
        self.table.renamed.connect(self._rename)
        self.table.itemSelectionChanged.connect(self._on_row)
        listen(self, self._loops.changed, self._fill)
        self._fill()
        self.table.setFocus()
        self.resize(*_SIZE)

    def _button(self, text: str, do: Callable[[], object]) -> EnterButton:
        button = EnterButton(text, self)
        button.setAccessibleName(text)
        button.clicked.connect(lambda _on: do())
        return button

    def _arrange(self) -> None:
        buttons = QHBoxLayout()
        buttons.setSpacing(8)
        buttons.addWidget(self.go_button)
        buttons.addStretch(1)
        for button in (self.undo_button, self.rename_button, self.delete_button):
            buttons.addWidget(button)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(16, 16, 16, 12)
        layout.setSpacing(8)
        layout.addWidget(self.table, 1)
        layout.addLayout(buttons)

    def _fill(self) -> None:
        self.table.fill(self._loops.current)
        self._on_row()

    def _on_row(self) -> None:
        for button in (self.go_button, self.rename_button, self.delete_button):
            button.setEnabled(self.table.thing is not None)
        self.undo_button.setEnabled(self._loops.values.can_undo)

    def _go(self) -> None:
        thing = self.table.thing
        if isinstance(thing, NamedLoop):
            self._loops.choose(thing)
        elif thing is not None:
            self._player.playback.seek(thing.place)

    def _delete(self) -> None:
        if self.table.thing is not None:
            self._loops.remove(self.table.thing)

    def _rename(self, name: str) -> None:
        if self.table.thing is not None:
            self._loops.rename(self.table.thing, name)
