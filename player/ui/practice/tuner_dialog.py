"""The window of the tuner."""

from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import (
    QDialog,
    QDoubleSpinBox,
    QFormLayout,
    QHBoxLayout,
    QLabel,
    QVBoxLayout,
    QWidget,
)

from player.base.units import linear
from player.core.player import Player
from player.core.practice.tuner import A4_HIGHEST, A4_LOWEST, Reading
from player.core.preferences import Preferences
from player.ui.listen import listen
from player.ui.practice.input_box import InputBox
from player.ui.practice.tuner_scale import TunerScale
from player.ui.widgets.icon_button import EnterButton
from player.ui.widgets.level_meter import LevelMeter
from player.ui.widgets.text import MINUS
from player.ui.words import tr

_SIZE = (460, 440)
_BIG = 6
"""How many times as large as the other words the note is."""
_STAYS_MS = 1_500
"""How long the last note is still shown when the string is silent."""
_NOTHING = "–"


class TunerDialog(QDialog):
    """Listens while it is open, and not a moment longer."""

    def __init__(
        self, player: Player, preferences: Preferences, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.setWindowTitle(tr("Tuner"))
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._tuner = player.practice.tuner
        self._preferences = preferences
        self.note_label = QLabel(_NOTHING, self)
        self.off_label = QLabel(self)
        self.scale = TunerScale(self)
        self.meter = LevelMeter(Qt.Orientation.Horizontal, self)
        self.a4_box = QDoubleSpinBox(self)
        self.input_box = InputBox(player.practice.input, preferences, self)
        self.problem_label = QLabel(self)
        self.close_button = EnterButton(tr("Close"), self)
        self._forget = QTimer(self)
        self._forget.setSingleShot(True)
        self._forget.setInterval(_STAYS_MS)
        self._forget.timeout.connect(self._clear)
        self._input = player.practice.input
        self._set_up()
        self._arrange()
        self._clear()
        self.close_button.setFocus()
        listen(self, self._tuner.heard, self._on_heard)
        listen(self, self._input.changed, self._show_problem)
        self.finished.connect(lambda _result: self._tuner.stop())
        self._tuner.start()
        self._input.look()
        self.resize(*_SIZE)

    def _set_up(self) -> None:
        font = self.note_label.font()
        font.setPointSizeF(font.pointSizeF() * _BIG)
        font.setBold(True)
        self.note_label.setFont(font)
        for label in (self.note_label, self.off_label):
            label.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.note_label.setAccessibleName(tr("Note"))
        self.meter.setAccessibleName(tr("Level of the microphone"))
        self.meter.setToolTip(tr("Level of the microphone"))
        self.a4_box.setRange(A4_LOWEST, A4_HIGHEST)
        self.a4_box.setDecimals(1)
        self.a4_box.setSuffix(" Hz")
        self.a4_box.setAccessibleName(tr("Pitch of A4"))
        self.a4_box.setToolTip(tr("Pitch of A4"))
        self.a4_box.setValue(self._tuner.a4)
        self.a4_box.valueChanged.connect(self._set_a4)
        self.problem_label.setWordWrap(True)
        self.problem_label.setProperty("state", "bad")
        self.close_button.setAccessibleName(tr("Close"))
        self.close_button.clicked.connect(self.close)

    def _arrange(self) -> None:
        rows = QFormLayout()
        rows.setFieldGrowthPolicy(QFormLayout.FieldGrowthPolicy.AllNonFixedFieldsGrow)
        rows.setHorizontalSpacing(16)
        rows.addRow(tr("Level"), self.meter)
        for words, widget in ((tr("&A4:"), self.a4_box), (tr("&Input:"), self.input_box)):
            label = QLabel(words, self)
            label.setBuddy(widget)
            rows.addRow(label, widget)
        buttons = QHBoxLayout()
        buttons.addStretch(1)
        buttons.addWidget(self.close_button)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(16, 12, 16, 12)
        layout.setSpacing(8)
        layout.addStretch(1)
        for each in (self.note_label, self.off_label, self.scale):
            layout.addWidget(each)
        layout.addStretch(1)
        layout.addLayout(rows)
        layout.addWidget(self.problem_label)
        layout.addLayout(buttons)

    def _set_a4(self, hertz: float) -> None:
        self._tuner.set_a4(hertz)
        self._preferences.change(a4=hertz)

    def _on_heard(self, reading: Reading) -> None:
        level = linear(reading.level)
        self.meter.set_peaks(level, level)
        if not reading.note:
            self.scale.show_reading(reading)
            self.note_label.setEnabled(False)
            if not self._forget.isActive():
                self._forget.start()
            return
        self._forget.stop()
        self.note_label.setEnabled(True)
        self.note_label.setText(f"{reading.note}{reading.octave}")
        off = f"{abs(reading.cents):.1f}"
        sign = MINUS if reading.cents < 0 else "+"
        words = tr("{cents} cents · {hertz} Hz")
        self.off_label.setText(words.format(cents=f"{sign}{off}", hertz=f"{reading.hertz:.1f}"))
        self.scale.show_reading(reading)

    def _clear(self) -> None:
        self._forget.stop()
        self.note_label.setText(_NOTHING)
        self.off_label.setText(tr("Play one note"))
        self.scale.show_reading(Reading())

    def _show_problem(self) -> None:
        self.problem_label.setText(self._input.problem)
