"""The window of the named mixes: heard, kept, renamed, put in order, deleted."""

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QCheckBox,
    QDialog,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QVBoxLayout,
    QWidget,
)

from player.base.errors import MinusOneError
from player.core.player import Player
from player.ui.listen import listen
from player.ui.practice.mixes_table import MixesTable
from player.ui.widgets.icon_button import EnterButton
from player.ui.words import tr

_SIZE = (480, 420)


class MixesDialog(QDialog):
    """Each change holds at once."""

    def __init__(self, player: Player, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(tr("Named mixes"))
        self._mixes = player.practice.mixes
        self.table = MixesTable(player, self)
        self.hear_button = self._button(tr("Hear"), self._mixes.hear)
        self.up_button = self._button(tr("Up"), lambda number: self._move(number, -1))
        self.down_button = self._button(tr("Down"), lambda number: self._move(number, 1))
        self.rename_button = self._button(tr("Rename"), self.table.edit_name)
        self.delete_button = self._button(tr("Delete"), self._mixes.delete)
        self.name_field = QLineEdit(self)
        self.name_field.setPlaceholderText(tr("Name for the mix as it stands"))
        self.name_field.setAccessibleName(tr("Name for the mix as it stands"))
        self.song_box = QCheckBox(tr("For this song only"), self)
        self.keep_button = EnterButton(tr("Keep"), self)
        self.keep_button.setAccessibleName(tr("Keep"))
        self.error_label = QLabel(self)
        self.error_label.setWordWrap(True)
        self.error_label.setProperty("state", "bad")
        self._arrange()
        self._connect()
        listen(self, self._mixes.changed, self._fill)
        listen(self, player.mix.changed, self.table.show_standing)
        self._fill()
        self.table.selectRow(self._mixes.standing or 0)
        self.table.setFocus()
        self.resize(*_SIZE)

    def ask_name(self) -> None:
        """Be ready to keep the mix as it stands."""
        self.name_field.setFocus()

    def _connect(self) -> None:
        table = self.table
        table.picked.connect(self._mixes.hear)
        table.renamed.connect(self._rename)
        table.delete_asked.connect(self._mixes.delete)
        table.move_asked.connect(self._move)
        table.itemSelectionChanged.connect(self._on_row)
        self.keep_button.clicked.connect(lambda _on: self._keep())
        self.name_field.returnPressed.connect(self._keep)

    def _button(self, text: str, do: Callable[[int], object]) -> EnterButton:
        button = EnterButton(text, self)
        button.setAccessibleName(text)

        def pressed() -> None:
            number = self.table.chosen
            if number is not None:
                do(number)

        button.clicked.connect(lambda _on: pressed())
        return button

    def _arrange(self) -> None:
        buttons = QHBoxLayout()
        buttons.setSpacing(8)
        buttons.addWidget(self.hear_button)
        buttons.addStretch(1)
        for each in (self.up_button, self.down_button, self.rename_button, self.delete_button):
            buttons.addWidget(each)
        keep = QHBoxLayout()
        keep.setSpacing(8)
        keep.addWidget(self.name_field, 1)
        keep.addWidget(self.song_box)
        keep.addWidget(self.keep_button)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(16, 16, 16, 12)
        layout.setSpacing(8)
        layout.addWidget(self.table, 1)
        layout.addLayout(buttons)
        layout.addLayout(keep)
        layout.addWidget(self.error_label)

    def _fill(self) -> None:
        self.table.fill()
        self.song_box.setEnabled(self._mixes.has_song)
        self._on_row()

    def _on_row(self) -> None:
        number = self.table.chosen
        for each in (self.hear_button, self.rename_button, self.delete_button):
            each.setEnabled(number is not None)
        self.up_button.setEnabled(number is not None and self._mixes.can_move(number, -1))
        self.down_button.setEnabled(number is not None and self._mixes.can_move(number, 1))

    def _keep(self) -> None:
        for_song = self.song_box.isChecked() and self.song_box.isEnabled()
        if self._try(lambda: self._mixes.keep(self.name_field.text(), for_song=for_song)):
            self.name_field.clear()
            self.table.selectRow(self._mixes.standing or 0)

    def _rename(self, number: int, name: str) -> None:
        if not self._try(lambda: self._mixes.rename(number, name)):
            self.table.fill()

    def _move(self, number: int, by: int) -> None:
        if self._mixes.move(number, by):
            self.table.selectRow(number + by)

    def _try(self, do: Callable[[], object]) -> bool:
        """Do it, or say why that is not possible."""
        try:
            do()
        except MinusOneError as error:
            self.error_label.setText(f"{error.message} {error.hint}".strip())
            return False
        self.error_label.clear()
        return True
