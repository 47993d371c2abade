"""The list of shortcuts, to look up and to change."""

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence
from PySide6.QtWidgets import (
    QAbstractItemView,
    QDialog,
    QHBoxLayout,
    QHeaderView,
    QKeySequenceEdit,
    QLabel,
    QLineEdit,
    QTableWidget,
    QTableWidgetItem,
    QVBoxLayout,
    QWidget,
)

from player.ui.command import Command
from player.ui.keymap import Keymap, native, portable
from player.ui.widgets.icon_button import EnterButton
from player.ui.words import tr

_SIZE = (560, 520)


class ShortcutsDialog(QDialog):
    """Each change holds at once; a key that has another command says so before it is taken."""

    def __init__(
        self, commands: Sequence[Command], keymap: Keymap, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.setWindowTitle(tr("Shortcuts"))
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._commands = {each.name: each for each in commands}
        self._keymap = keymap
        self.search = QLineEdit(self)
        self.search.setPlaceholderText(tr("Search commands and keys"))
        self.search.setAccessibleName(tr("Search commands and keys"))
        self.search.textChanged.connect(self._filter)
        self.table = self._make_table()
        self.capture = QKeySequenceEdit(self)
        self.capture.setMaximumSequenceLength(1)
        self.capture.setAccessibleName(tr("New key"))
        self.capture.setClearButtonEnabled(True)
        self.capture.keySequenceChanged.connect(lambda _key: self._show_conflict())
        self.conflict_label = QLabel(self)
        self.conflict_label.setWordWrap(True)
        self.conflict_label.setProperty("state", "bad")
        self.use_button = self._button(tr("Use this key"), self._use)
        self.none_button = self._button(tr("No key"), lambda: self._give(()))
        self.reset_button = self._button(tr("Usual key"), self._reset)
        self.reset_all_button = self._button(tr("Usual keys for all"), lambda: keymap.set_own({}))
        self.close_button = self._button(tr("Close"), self.close)
        self._arrange()
        stop = keymap.changed.connect(self._fill)
        self.destroyed.connect(stop)
        self._fill()
        self.table.selectRow(0)
        self.resize(*_SIZE)

    def choose(self, name: str) -> None:
        """Select the command of this name."""
        self.table.selectRow(list(self._commands).index(name))

    def _make_table(self) -> QTableWidget:
        table = QTableWidget(0, 2, self)
        table.setAccessibleName(tr("Commands and their keys"))
        table.setHorizontalHeaderLabels([tr("Command"), tr("Keys")])
        table.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        table.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        table.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        table.setShowGrid(False)
        table.setTabKeyNavigation(False)
        table.verticalHeader().hide()
        header = table.horizontalHeader()
        header.setHighlightSections(False)
        header.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft)
        header.setSectionResizeMode(0, QHeaderView.ResizeMode.Stretch)
        header.setSectionResizeMode(1, QHeaderView.ResizeMode.ResizeToContents)
        table.itemSelectionChanged.connect(self._on_row)
        return table

    def _button(self, text: str, what: object) -> EnterButton:
        button = EnterButton(text, self)
        button.setAccessibleName(text)
        button.clicked.connect(lambda _on: what() if callable(what) else None)
        return button

    def _arrange(self) -> None:
        label = QLabel(tr("&New key:"), self)
        label.setBuddy(self.capture)
        new = QHBoxLayout()
        new.setSpacing(8)
        for widget in (label, self.capture, self.use_button, self.none_button, self.reset_button):
            new.addWidget(widget, 1 if widget is self.capture else 0)
        ends = QHBoxLayout()
        ends.addWidget(self.reset_all_button)
        ends.addStretch(1)
        ends.addWidget(self.close_button)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(16, 16, 16, 12)
        layout.setSpacing(8)
        layout.addWidget(self.search)
        layout.addWidget(self.table, 1)
        layout.addLayout(new)
        layout.addWidget(self.conflict_label)
        layout.addLayout(ends)

    @property
    def _chosen(self) -> Command | None:
        rows = self.table.selectionModel().selectedRows()
        return list(self._commands.values())[rows[0].row()] if rows else None

    def _fill(self) -> None:
        chosen = self._chosen
        self.table.setRowCount(len(self._commands))
        for row, command in enumerate(self._commands.values()):
            own = command.name in self._keymap.own
            keys = ", ".join(native(key) for key in command.keys_now)
            for column, text in enumerate((tr(command.text).removesuffix("…"), keys)):
                item = QTableWidgetItem(text)
                font = item.font()
                font.setBold(own)
                item.setFont(font)
                self.table.setItem(row, column, item)
        self._filter(self.search.text())
        if chosen is not None:
            self.choose(chosen.name)
        self._on_row()

    def _filter(self, words: str) -> None:
        wanted = words.casefold().split()
        for row in range(self.table.rowCount()):
            texts = [self.table.model().index(row, column).data() for column in (0, 1)]
            text = " ".join(texts).casefold()
            self.table.setRowHidden(row, not all(word in text for word in wanted))

    def _on_row(self) -> None:
        chosen = self._chosen
        self.capture.clear()
        for widget in (self.capture, self.none_button):
            widget.setEnabled(chosen is not None)
        self.reset_button.setEnabled(chosen is not None and chosen.name in self._keymap.own)
        self.reset_all_button.setEnabled(bool(self._keymap.own))
        self._show_conflict()

    def _show_conflict(self) -> None:
        key = self._key()
        others = [tr(each.text).removesuffix("…") for each in self._others(key)]
        self.conflict_label.setText(
            tr("{key} is taken from: {commands}.").format(
                key=native(key), commands=", ".join(others)
            )
            if others
            else ""
        )
        self.use_button.setEnabled(bool(key) and self._chosen is not None)

    def _key(self) -> str:
        return portable(self.capture.keySequence())

    def _others(self, key: str) -> list[Command]:
        """The commands that have this key, but the one that is chosen."""
        return [
            each
            for each in self._commands.values()
            if key and each is not self._chosen and key in map(_plain, each.keys_now)
        ]

    def _use(self) -> None:
        key = self._key()
        for other in self._others(key):
            rest = tuple(each for each in other.keys_now if _plain(each) != key)
            self._keymap.give(other.name, rest, other.keys)
        self._give((key,))

    def _give(self, keys: tuple[str, ...]) -> None:
        if self._chosen is not None:
            self._keymap.give(self._chosen.name, keys, self._chosen.keys)

    def _reset(self) -> None:
        if self._chosen is not None:
            self._give(self._chosen.keys)


def _plain(key: str) -> str:
    return portable(QKeySequence(key))
