"""The window of the takes: heard, renamed, deleted, brought back, exported."""

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QDialog, QFileDialog, QHBoxLayout, QLabel, QVBoxLayout, QWidget

from player.core.player import Player
from player.core.practice.take_list import Take
from player.ui.listen import listen
from player.ui.panels.messages_panel import MessagesPanel
from player.ui.practice.latency_row import LatencyRow
from player.ui.practice.takes_group import TakesGroup
from player.ui.practice.takes_table import TakesTable
from player.ui.widgets.icon_button import EnterButton
from player.ui.words import tr

_SIZE = (600, 420)
_FILTER = "Sound (*.wav *.flac *.ogg)"


class TakesDialog(QDialog):
    """Does not hold up the main window; each change is heard at once."""

    def __init__(self, player: Player, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle(tr("Takes"))
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._takes = player.practice.takes
        self.messages = MessagesPanel(player.messages, self, earlier=False)
        self.group = TakesGroup(player, self, listed=False)
        self.table = TakesTable(self)
        self.latency_row = LatencyRow(player.practice.latency, self)
        self.note_label = QLabel(tr("The newest takes have a strip in the mixer."), self)
        self.note_label.setProperty("quiet", True)
        self.rename_button = self._button(tr("Rename"), self._rename)
        self.delete_button = self._button(tr("Delete"), self._takes.delete)
        self.export_button = self._button(tr("Export…"), self._export)
        self.mix_button = EnterButton(tr("Export mix…"), self)
        self.mix_button.setAccessibleName(tr("Export mix…"))
        self.mix_button.setToolTip(tr("The song with its takes, as mixer and tempo stand"))
        self.mix_button.clicked.connect(lambda _on: self._ask(tr("Mix"), self._takes.export_mix))
        self.undo_button = EnterButton(tr("Undo"), self)
        self.undo_button.setAccessibleName(tr("Undo"))
        self.undo_button.clicked.connect(lambda _on: self._takes.undo())
        self.close_button = EnterButton(tr("Close"), self)
        self.close_button.setAccessibleName(tr("Close"))
        self.close_button.clicked.connect(self.close)
        undo = QShortcut(QKeySequence(QKeySequence.StandardKey.Undo), self)
        undo.activated.connect(self._takes.undo)
        self._arrange()
        self.table.edited.connect(self._edited)
        self.table.delete_asked.connect(lambda row: self._takes.delete(self._takes.current[row]))
        self.table.itemSelectionChanged.connect(self._on_row)
        listen(self, self._takes.changed, self._fill)
        self._fill()
        self.table.setFocus()
        self.resize(*_SIZE)

    def _button(self, text: str, do: Callable[[Take], object]) -> EnterButton:
        button = EnterButton(text, self)
        button.setAccessibleName(text)

        def pressed() -> None:
            number = self.table.chosen
            if number is not None:
                do(self._takes.current[number])

        button.clicked.connect(lambda _on: pressed())
        return button

    def _arrange(self) -> None:
        first = QHBoxLayout()
        first.addWidget(self.group)
        first.addStretch(1)
        buttons = QHBoxLayout()
        buttons.setSpacing(8)
        for each in (self.rename_button, self.delete_button, self.undo_button):
            buttons.addWidget(each)
        buttons.addStretch(1)
        for each in (self.export_button, self.mix_button, self.close_button):
            buttons.addWidget(each)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(16, 16, 16, 12)
        layout.setSpacing(8)
        layout.addWidget(self.messages)
        layout.addLayout(first)
        layout.addWidget(self.table, 1)
        layout.addWidget(self.note_label)
        layout.addWidget(self.latency_row)
        layout.addLayout(buttons)

    def _fill(self) -> None:
        self.table.fill(self._takes.current)
        self._on_row()

    def _on_row(self) -> None:
        for each in (self.rename_button, self.delete_button, self.export_button):
            each.setEnabled(self.table.chosen is not None)
        self.undo_button.setEnabled(self._takes.values.can_undo)

    def _rename(self, _take: Take) -> None:
        number = self.table.chosen
        if number is not None:
            self.table.edit_name(number)

    def _edited(self, row: int, name: str, heard: bool) -> None:
        take = self._takes.current[row]
        if name != take.name:
            self._takes.rename(take, name)
        elif heard is take.mute:
            self._takes.set_mute(take, not heard)

    def _export(self, take: Take) -> None:
        self._ask(take.name, lambda path: self._takes.export(take, path))

    def _ask(self, name: str, write: Callable[[Path], object]) -> None:
        dialog = QFileDialog(self, tr("Export"))
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        dialog.setNameFilter(_FILTER)
        dialog.setDefaultSuffix("wav")
        dialog.selectFile(f"{name}.wav")
        dialog.fileSelected.connect(lambda file: write(Path(file)))
        dialog.open()
