"""The window of the practice log: what was practised, day by day, and how long."""

from itertools import groupby
from pathlib import Path

from PySide6.QtCore import QLocale, QSize, Qt
from PySide6.QtWidgets import (
    QAbstractItemView,
    QDialog,
    QFileDialog,
    QHBoxLayout,
    QHeaderView,
    QLabel,
    QTreeWidget,
    QTreeWidgetItem,
    QVBoxLayout,
    QWidget,
)

from player.base.errors import MinusOneError
from player.core.player import Player
from player.core.practice.practice_log import Practised, Spell, by_day, write_csv
from player.ui.listen import while_alive
from player.ui.practice.setup_words import loop_words, tempo_words
from player.ui.widgets.icon_button import EnterButton
from player.ui.widgets.text import clock
from player.ui.words import tr

_SIZE = (560, 440)
_ROW, _COLUMN = 28, 84
_RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter


class PracticeLogDialog(QDialog):
    """As it was when the window was opened."""

    def __init__(self, player: Player, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(tr("Practice log"))
        self._player = player
        self._practised: tuple[Practised, ...] = ()
        self.tree = QTreeWidget(self)
        self.tree.setAccessibleName(tr("Practice log"))
        self.tree.setHeaderLabels([tr("Song"), tr("Loop"), tr("Tempo"), tr("Time")])
        self.tree.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        header = self.tree.header()
        header.setStretchLastSection(False)
        header.setMinimumSectionSize(_COLUMN)
        header.setSectionResizeMode(QHeaderView.ResizeMode.ResizeToContents)
        header.setSectionResizeMode(0, QHeaderView.ResizeMode.Stretch)
        self.state_label = QLabel(tr("Nothing has been practised yet."), self)
        self.state_label.setWordWrap(True)
        self.export_button = self._button(tr("Export as CSV…"), self.ask_export)
        self.close_button = self._button(tr("Close"), self.close)
        self._arrange()
        self.export_button.setEnabled(False)
        player.practice.clock.read(while_alive(self, self._show))
        self.resize(*_SIZE)

    def ask_export(self) -> None:
        """Ask where the table is written."""
        dialog = QFileDialog(self, tr("Export the practice log"))
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        dialog.setNameFilters(["CSV (*.csv)"])
        dialog.setDefaultSuffix("csv")
        dialog.selectFile("practice.csv")
        dialog.fileSelected.connect(lambda name: self.export(Path(name)))
        dialog.open()

    def export(self, path: Path) -> None:
        """Write the table to a file."""
        messages = self._player.messages
        try:
            write_csv(path, self._practised)
        except MinusOneError as error:
            messages.error(error)
        else:
            messages.info(f"The practice log was written to {path}.")

    def _button(self, text: str, do: object) -> EnterButton:
        button = EnterButton(text, self)
        button.setAccessibleName(text)
        button.clicked.connect(lambda _on: do() if callable(do) else None)
        return button

    def _arrange(self) -> None:
        ends = QHBoxLayout()
        ends.addWidget(self.export_button)
        ends.addStretch(1)
        ends.addWidget(self.close_button)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(16, 16, 16, 12)
        layout.setSpacing(8)
        layout.addWidget(self.state_label)
        layout.addWidget(self.tree, 1)
        layout.addLayout(ends)

    def _show(self, spells: tuple[Spell, ...]) -> None:
        self._practised = by_day(spells)
        self.tree.clear()
        for day, group in groupby(self._practised, lambda each: each.day):
            practised = list(group)
            words = QLocale().toString(day, QLocale.FormatType.LongFormat)
            item = self._item(words, "", "", sum(each.time for each in practised))
            font = item.font(0)
            font.setBold(True)
            for column in (0, 3):
                item.setFont(column, font)
            item.addChildren([self._of(each) for each in practised])
            self.tree.addTopLevelItem(item)
        first = self.tree.topLevelItem(0)
        if first is not None:
            first.setExpanded(True)
            self.tree.setCurrentItem(first)
            total = sum(each.time for each in self._practised)
            words = tr("Practised in all: {time}")
            self.state_label.setText(words.format(time=clock(total)))
        self.export_button.setEnabled(bool(self._practised))

    def _of(self, each: Practised) -> QTreeWidgetItem:
        subject = each.subject
        song = f"{subject.artist} – {subject.title}" if subject.artist else subject.title
        return self._item(song, loop_words(subject.loop), tempo_words(subject.tempo), each.time)

    @staticmethod
    def _item(song: str, loop: str, tempo: str, time: float) -> QTreeWidgetItem:
        item = QTreeWidgetItem([song, loop, tempo, clock(time)])
        item.setSizeHint(0, QSize(0, _ROW))
        item.setTextAlignment(3, _RIGHT)
        return item
