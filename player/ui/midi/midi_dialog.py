"""The window in which pedals, knobs and faders are given something to do."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QAbstractItemView,
    QDialog,
    QHBoxLayout,
    QHeaderView,
    QLabel,
    QLineEdit,
    QTableWidget,
    QTableWidgetItem,
    QVBoxLayout,
    QWidget,
)

from player.core.midi.control import Control, Kind, Move
from player.core.player import Player
from player.ui.listen import listen
from player.ui.midi.midi_actions import MidiActions
from player.ui.midi.midi_targets import Target, targets
from player.ui.widgets.icon_button import EnterButton
from player.ui.words import mark, tr

_SIZE = (560, 540)
_KINDS = {
    Kind.NOTE: mark("note {number}, channel {channel}"),
    Kind.CONTROL: mark("controller {number}, channel {channel}"),
    Kind.PROGRAM: mark("program {number}, channel {channel}"),
}


class MidiDialog(QDialog):
    """Choose a line, press what you want to use: it is taken at once. Nothing else is done."""

    def __init__(self, player: Player, doing: MidiActions, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle(tr("Pedals and MIDI controllers"))
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._midi = player.midi
        self._doing = doing
        self._targets = targets(doing.actions, player)
        self.search = QLineEdit(self)
        self.search.setPlaceholderText(tr("Search commands"))
        self.search.setAccessibleName(tr("Search commands"))
        self.search.textChanged.connect(self._filter)
        self.table = self._make_table()
        self.device_label = self._label()
        self.heard_label = self._label()
        self.heard_label.setText(tr("Choose a line, then press the pedal or move the knob."))
        self.keys_label = self._label()
        self.keys_label.setProperty("quiet", True)
        self.keys_label.setText(
            tr("Page turners and other pedals that send keys: Help ▸ Change keys…")
        )
        self.none_button = EnterButton(tr("No control"), self)
        self.none_button.setAccessibleName(tr("No control"))
        self.none_button.clicked.connect(lambda _on: self._take())
        self.close_button = EnterButton(tr("Close"), self)
        self.close_button.setAccessibleName(tr("Close"))
        self.close_button.clicked.connect(self.close)
        self._arrange()
        listen(self, self._midi.changed, self._fill)
        listen(self, self._midi.moved, self._on_move)
        self._fill()
        self.table.selectRow(0)
        self.table.setFocus()
        self.resize(*_SIZE)
        self.finished.connect(lambda _result: self._end())
        doing.held_back = True
        self._midi.start()
        self._midi.look()

    def choose(self, name: str) -> None:
        """Select what has this name."""
        self.table.selectRow([each.name for each in self._targets].index(name))

    def _end(self) -> None:
        """Let the controls do again what they are for."""
        self._doing.held_back = False
        self._midi.stop_unless_mapped()

    def _label(self) -> QLabel:
        label = QLabel(self)
        label.setWordWrap(True)
        label.setTextFormat(Qt.TextFormat.PlainText)
        return label

    def _make_table(self) -> QTableWidget:
        table = QTableWidget(0, 2, self)
        table.setAccessibleName(tr("Commands and their controls"))
        table.setHorizontalHeaderLabels([tr("Command"), tr("Control")])
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

    def _arrange(self) -> None:
        buttons = QHBoxLayout()
        buttons.addWidget(self.none_button)
        buttons.addStretch(1)
        buttons.addWidget(self.close_button)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(16, 16, 16, 12)
        layout.setSpacing(8)
        layout.addWidget(self.device_label)
        layout.addWidget(self.search)
        layout.addWidget(self.table, 1)
        layout.addWidget(self.heard_label)
        layout.addWidget(self.keys_label)
        layout.addLayout(buttons)

    @property
    def _chosen(self) -> Target | None:
        rows = self.table.selectionModel().selectedRows()
        return self._targets[rows[0].row()] if rows else None

    def _fill(self) -> None:
        chosen = self._chosen
        self.table.setRowCount(len(self._targets))
        for row, target in enumerate(self._targets):
            control = self._midi.control_of(target.name)
            words = "" if control is None else control_words(control)
            for column, text in enumerate((target.text, words)):
                self.table.setItem(row, column, QTableWidgetItem(text))
        self._filter(self.search.text())
        if chosen is not None:
            self.choose(chosen.name)
        self._on_row()
        self._show_devices()

    def _show_devices(self) -> None:
        midi = self._midi
        if midi.problem:
            words = midi.problem
        elif midi.devices:
            words = tr("Connected: {devices}").format(devices=", ".join(midi.devices))
        else:
            words = tr("No MIDI device is connected; one that is plugged in is found by itself.")
        self.device_label.setText(words)

    def _filter(self, words: str) -> None:
        wanted = words.casefold().split()
        for row in range(self.table.rowCount()):
            texts = [self.table.model().index(row, column).data() for column in (0, 1)]
            text = " ".join(texts).casefold()
            self.table.setRowHidden(row, not all(word in text for word in wanted))

    def _on_row(self) -> None:
        chosen = self._chosen
        mapped = chosen is not None and self._midi.control_of(chosen.name) is not None
        self.none_button.setEnabled(mapped)

    def _on_move(self, move: Move) -> None:
        target = self._chosen if self.isVisible() else None
        if target is None or not (move.pressed or target.move is not None):
            return
        before = next((t for t in self._targets if t.name == self._midi.does(move.control)), None)
        if before == target:
            return
        self._midi.give(move.control, target.name)
        words = tr("“{command}” has {control} now.")
        if before is not None:
            words = tr("“{command}” has {control} now; it is taken from “{before}”.")
        self.heard_label.setText(
            words.format(
                control=control_words(move.control),
                command=target.text,
                before="" if before is None else before.text,
            )
        )

    def _take(self) -> None:
        chosen = self._chosen
        if chosen is not None:
            self._midi.take(chosen.name)


def control_words(control: Control) -> str:
    """A control in words: "controller 64, channel 1"."""
    return tr(_KINDS[control.kind]).format(number=control.number, channel=control.channel)
