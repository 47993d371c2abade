"""The window of the practice lists: chosen, named, filled, put in order, gone through."""

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent, QKeySequence
from PySide6.QtWidgets import (
    QComboBox,
    QDialog,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QVBoxLayout,
    QWidget,
)

from player.base.errors import MinusOneError
from player.core.player import Player
from player.core.practice.practice_list import Entry
from player.ui.listen import listen
from player.ui.practice.ordered_table import OrderedTable
from player.ui.practice.setup_words import (
    bars_words,
    key_words,
    loop_words,
    mix_words,
    tempo_words,
)
from player.ui.widgets.icon_button import EnterButton
from player.ui.words import tr

_SIZE = (640, 440)


class PracticeListsDialog(QDialog):
    """Each change holds at once, and is undone with Ctrl+Z."""

    def __init__(self, player: Player, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(tr("Practice lists"))
        self._room = player.practice.room
        self._naming: Callable[[str], object] = self._room.create
        self.list_box = QComboBox(self)
        self.list_box.setAccessibleName(tr("Practice list"))
        self.new_button = self._button(tr("New"), lambda: self._ask_name(self._room.create, ""))
        self.rename_button = self._button(tr("Rename"), self._ask_new_name)
        self.delete_button = self._button(tr("Delete"), self._room.delete)
        self.name_field = QLineEdit(self)
        self.name_field.setAccessibleName(tr("Name of the list"))
        self.name_field.setPlaceholderText(tr("Name of the list"))
        self.name_field.hide()
        self.table = self._make_table()
        self.go_button = self._button(tr("Practise"), self._of_row(self._room.go))
        self.add_button = self._button(tr("Put this song in"), self._add)
        self.take_button = self._button(tr("As it is now"), self._of_row(self._room.take_over))
        self.take_button.setToolTip(tr("Have loop, tempo, key, mix and count-in as they are now"))
        self.up_button = self._button(tr("Up"), self._of_row(lambda place: self._move(place, -1)))
        self.down_button = self._button(tr("Down"), self._of_row(lambda at: self._move(at, 1)))
        self.remove_button = self._button(tr("Remove"), self._of_row(self._room.remove))
        self.error_label = QLabel(self)
        self.error_label.setWordWrap(True)
        self.error_label.setProperty("state", "bad")
        self._arrange()
        self.list_box.activated.connect(self._room.choose)
        self.name_field.returnPressed.connect(self._named)
        listen(self, self._room.changed, self._fill)
        self._fill()
        self.table.selectRow(self._room.place or 0)
        self.table.setFocus()
        self.resize(*_SIZE)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Undo and redo; Escape leaves the name as it was."""
        if event.matches(QKeySequence.StandardKey.Undo):
            self._room.undo()
        elif event.matches(QKeySequence.StandardKey.Redo):
            self._room.redo()
        elif event.key() == Qt.Key.Key_Escape and not self.name_field.isHidden():
            self._end_naming()
        else:
            super().keyPressEvent(event)

    def _make_table(self) -> OrderedTable:
        headings = (tr("Song"), tr("Loop"), tr("Tempo"), tr("Key"), tr("Mix"), tr("Count-in"))
        table = OrderedTable(tr("Entries"), headings, self)
        table.picked.connect(self._room.go)
        table.delete_asked.connect(self._room.remove)
        table.move_asked.connect(self._move)
        table.itemSelectionChanged.connect(self._on_row)
        return table

    def _button(self, text: str, do: Callable[[], object]) -> EnterButton:
        button = EnterButton(text, self)
        button.setAccessibleName(text)
        button.clicked.connect(lambda _on: do())
        return button

    def _of_row(self, do: Callable[[int], object]) -> Callable[[], object]:
        """Do it with the selected entry."""

        def done() -> None:
            if self.table.chosen is not None:
                do(self.table.chosen)

        return done

    def _arrange(self) -> None:
        lists, entries = QHBoxLayout(), QHBoxLayout()
        lists.addWidget(self.list_box, 1)
        lists.addWidget(self.name_field, 1)
        for each in (self.new_button, self.rename_button, self.delete_button):
            lists.addWidget(each)
        entries.addWidget(self.go_button)
        entries.addStretch(1)
        for each in (self.add_button, self.take_button):
            entries.addWidget(each)
        for each in (self.up_button, self.down_button, self.remove_button):
            entries.addWidget(each)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(16, 16, 16, 12)
        layout.setSpacing(8)
        for row in (lists, entries):
            row.setSpacing(8)
        layout.addLayout(lists)
        layout.addWidget(self.table, 1)
        layout.addLayout(entries)
        layout.addWidget(self.error_label)

    def _fill(self) -> None:
        room = self._room
        self.list_box.clear()
        self.list_box.addItems([each.name for each in room.lists])
        self.list_box.setCurrentIndex(-1 if room.chosen is None else room.chosen)
        self.table.show_rows([_row(each) for each in room.entries], bold=room.place)
        for each in (self.rename_button, self.delete_button, self.list_box):
            each.setEnabled(room.current is not None)
        self._on_row()

    def _on_row(self) -> None:
        place = self.table.chosen
        for each in (self.go_button, self.take_button, self.remove_button):
            each.setEnabled(place is not None)
        self.up_button.setEnabled(bool(place))
        last = self.table.rowCount() - 1
        self.down_button.setEnabled(place is not None and place < last)

    def _add(self) -> None:
        self._room.add()
        self.table.selectRow(self.table.rowCount() - 1)

    def _move(self, place: int, by: int) -> None:
        if self._room.move(place, by):
            self.table.selectRow(place + by)

    def _ask_new_name(self) -> None:
        if self._room.current is not None:
            self._ask_name(self._room.rename, self._room.current.name)

    def _ask_name(self, naming: Callable[[str], object], name: str) -> None:
        self._naming = naming
        self.list_box.hide()
        self.name_field.show()
        self.name_field.setText(name)
        self.name_field.selectAll()
        self.name_field.setFocus()

    def _named(self) -> None:
        try:
            self._naming(self.name_field.text())
        except MinusOneError as error:
            self.error_label.setText(f"{error.message} {error.hint}")
            return
        self._end_naming()

    def _end_naming(self) -> None:
        self.error_label.clear()
        self.name_field.hide()
        self.list_box.show()
        self.table.setFocus()


def _row(entry: Entry) -> tuple[str, ...]:
    setup = entry.setup
    song = f"{entry.artist} – {entry.title}" if entry.artist else entry.title
    return (
        song,
        loop_words(setup.loop),
        tempo_words(setup.tempo),
        key_words(setup),
        mix_words(setup),
        bars_words(setup.count_in),
    )
