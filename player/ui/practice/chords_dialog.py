"""The window of the chords: what is played now and next, how it is fingered, and files of it."""

from pathlib import Path

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QHideEvent, QShowEvent
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QDialog,
    QFileDialog,
    QHBoxLayout,
    QLabel,
    QSpinBox,
    QVBoxLayout,
    QWidget,
)

from player.analysis.analysis import Chord
from player.core.player import Player
from player.core.practice.analysis import AnalysisState
from player.core.practice.chord_edits import number_at
from player.core.practice.chord_sheet import HIGHEST_CAPO
from player.core.preferences import Preferences
from player.ui.listen import listen
from player.ui.panels.messages_panel import MessagesPanel
from player.ui.practice.chord_diagram import INSTRUMENTS, ChordDiagram
from player.ui.practice.chord_strip import ChordStrip
from player.ui.practice.sounding_words import sounding_words
from player.ui.widgets.icon_button import EnterButton
from player.ui.words import tr

_SIZE = (560, 380)
_MS = 50
_COMING = 2
_FILTER = "ChordPro (*.cho *.chopro *.pro);;Text (*.txt)"


class ChordsDialog(QDialog):
    """Follows playback while it is seen, and has the song analysed."""

    def __init__(
        self, player: Player, preferences: Preferences, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.setWindowTitle(tr("Chords"))
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._player = player
        self._preferences = preferences
        self._sheet = player.practice.chords
        self.messages = MessagesPanel(player.messages, self, earlier=False)
        self.state_label = QLabel(self)
        self.state_label.setWordWrap(True)
        self.diagrams = [ChordDiagram(self) for _ in range(1 + _COMING)]
        self.lane = ChordStrip(player, self)
        self.instrument_box = QComboBox(self)
        self.capo_box = QSpinBox(self)
        self.detailed_box = QCheckBox(tr("&Sevenths and the like"), self)
        self.detect_button = EnterButton(tr("Detect"), self)
        self.export_button = EnterButton(tr("Export…"), self)
        self.close_button = EnterButton(tr("Close"), self)
        self._timer = QTimer(self)
        self._timer.setInterval(_MS)
        self._timer.timeout.connect(self._tick)
        self._set_up()
        self._arrange()
        self._connect()
        self._show_all()
        self.close_button.setFocus()
        self.resize(*_SIZE)

    def showEvent(self, event: QShowEvent) -> None:
        """Begin to follow."""
        super().showEvent(event)
        self._player.practice.analysis.need()
        self._timer.start()

    def hideEvent(self, event: QHideEvent) -> None:
        """Follow no more."""
        super().hideEvent(event)
        self._timer.stop()

    def _set_up(self) -> None:
        for name, words in INSTRUMENTS.items():
            self.instrument_box.addItem(tr(words), name)
        now = self._preferences.now.chord_instrument
        self.instrument_box.setCurrentIndex(max(0, self.instrument_box.findData(now)))
        self.instrument_box.setAccessibleName(tr("Instrument"))
        self.capo_box.setRange(0, HIGHEST_CAPO)
        self.capo_box.setSpecialValueText(tr("none"))
        self.capo_box.setAccessibleName(tr("Capo"))
        self.capo_box.setToolTip(tr("Fret of the capo: the chords are those fingered above it"))
        self.detect_button.setToolTip(tr("Detect beats and chords again, by the stems there are"))
        for button in (self.detect_button, self.export_button, self.close_button):
            button.setAccessibleName(button.text())

    def _arrange(self) -> None:
        pictures = QHBoxLayout()
        for number, diagram in enumerate(self.diagrams):
            pictures.addWidget(diagram, 3 if number == 0 else 2)
        choice = QHBoxLayout()
        choice.addWidget(self.instrument_box)
        capo = QLabel(tr("&Capo:"), self)
        capo.setBuddy(self.capo_box)
        choice.addWidget(capo)
        choice.addWidget(self.capo_box)
        choice.addWidget(self.detailed_box)
        choice.addStretch(1)
        buttons = QHBoxLayout()
        buttons.addWidget(self.detect_button)
        buttons.addWidget(self.export_button)
        buttons.addStretch(1)
        buttons.addWidget(self.close_button)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(16, 12, 16, 12)
        layout.setSpacing(8)
        layout.addWidget(self.state_label)
        layout.addLayout(pictures, 1)
        layout.addWidget(self.lane)
        layout.addLayout(choice)
        layout.addWidget(self.messages)
        layout.addLayout(buttons)

    def _connect(self) -> None:
        self.instrument_box.activated.connect(self._choose)
        self.capo_box.valueChanged.connect(lambda fret: self._sheet.show(capo=fret))
        self.detailed_box.toggled.connect(lambda on: self._sheet.show(detailed=on))
        self.detect_button.clicked.connect(lambda _on: self._detect())
        self.export_button.clicked.connect(lambda _on: self.ask_file())
        self.close_button.clicked.connect(self.close)
        listen(self, self._sheet.changed, self._show_all)
        listen(self, self._player.queue.current_changed, self._show_all)

    def _choose(self, _number: int) -> None:
        self._preferences.change(chord_instrument=self.instrument_box.currentData())
        self._tick()

    def _show_all(self) -> None:
        for box, value in ((self.capo_box, self._sheet.capo),):
            blocked = box.blockSignals(True)
            box.setValue(value)
            box.blockSignals(blocked)
        blocked = self.detailed_box.blockSignals(True)
        self.detailed_box.setChecked(self._sheet.detailed)
        self.detailed_box.blockSignals(blocked)
        self.state_label.setText(self._words())
        self.export_button.setEnabled(bool(self._sheet.current))
        self._tick()

    def _tick(self) -> None:
        self.lane.follow()
        instrument = self.instrument_box.currentData()
        for diagram, chord in zip(self.diagrams, self._coming(self.lane.position), strict=True):
            name = "" if chord is None else self._sheet.name(chord)
            diagram.show_chord(chord, name, instrument)

    def _coming(self, position: int) -> list[Chord | None]:
        """The chord that sounds, and those that follow."""
        chords = self._sheet.current
        number = number_at(chords, position)
        now: list[Chord | None] = [] if number is None else list(chords[number : number + 1])
        later = [chord for chord in chords if chord.start > position and chord.root is not None]
        found = [*(now or [None]), *later[:_COMING]]
        return [*found, *[None] * (1 + _COMING - len(found))]

    def _words(self) -> str:
        """Key, tempo and tuning; or why they are not known."""
        practice, track = self._player.practice, self._player.queue.current
        status = practice.analysis.status(track)
        if status.state in {AnalysisState.QUEUED, AnalysisState.WORKING}:
            return tr("The song is being listened to …")
        found = practice.analysis.of(track)
        if found is None:
            return status.message or tr("No chords are known. “Detect” finds them.")
        parts = [sounding_words(self._player)]
        if abs(found.tuning) >= 1:
            parts.append(tr("{cents} cents off A4 = 440 Hz").format(cents=f"{found.tuning:+.0f}"))
        return " · ".join(filter(None, parts))

    def _detect(self) -> None:
        if self._player.queue.current is not None:
            self._player.practice.analysis.want(self._player.queue.current, anew=True)

    def ask_file(self) -> None:
        """Ask where the chords are to be written."""
        dialog = QFileDialog(self, tr("Export the chords"), "", _FILTER)
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        dialog.setDefaultSuffix("cho")
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.fileSelected.connect(lambda name: self.export_to(Path(name)))
        dialog.open()

    def edit_here(self) -> None:
        """Ask for another chord at the playhead."""
        self._tick()
        self.lane.edit(self.lane.position)

    def export_to(self, path: Path) -> None:
        """Write the chords as they are shown, as text or as ChordPro, by the file's ending."""
        self._player.practice.chord_files.write(path)
