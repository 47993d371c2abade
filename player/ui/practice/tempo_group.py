"""Tempo and key in the practice row: slider and fields, voices, and back to the song as it is."""

from PySide6.QtCore import QEvent
from PySide6.QtGui import QMouseEvent
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QLabel, QWidget

from player.core.player import Player
from player.engine.tempo import FASTEST, MOST_CENTS, MOST_SEMITONES, SLOWEST
from player.ui.listen import listen
from player.ui.practice.command_button import CommandButton
from player.ui.practice.number_field import NumberField
from player.ui.widgets.own_keys import ARROWS, keeps
from player.ui.widgets.volume_slider import VolumeSlider
from player.ui.words import tr

_SLOWEST, _FASTEST = round(SLOWEST * 100), round(FASTEST * 100)


class TempoGroup(QWidget):
    """The speed over the key."""

    def __init__(self, player: Player, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._tempo = player.practice.tempo
        self.slider = TempoSlider(self)
        self.speed_field = NumberField(_SLOWEST, _FASTEST, " %", self, decimals=1)
        self.semitones_field = NumberField(
            -MOST_SEMITONES, MOST_SEMITONES, tr(" st"), self, signed=True
        )
        self.cents_field = NumberField(-MOST_CENTS, MOST_CENTS, tr(" ct"), self, signed=True)
        self.voices_button = CommandButton("formants", tr("Voices"), self)
        self.reset_button = CommandButton("tempo-reset", tr("Reset"), self)
        self.plain_label = QLabel(tr("R2"), self)
        self._name()
        self._arrange()
        self._connect()
        self._show()
        listen(self, self._tempo.changed, self._show)

    def _name(self) -> None:
        for widget, words in (
            (self.slider, tr("Tempo")),
            (self.speed_field, tr("Tempo in percent, without a change of key")),
            (self.semitones_field, tr("Key in semitones, without a change of tempo")),
            (self.cents_field, tr("Key in cents, on top of the semitones")),
            (
                self.plain_label,
                tr("The finer engine is too much work for this computer: a plainer one plays"),
            ),
        ):
            widget.setAccessibleName(words)
            widget.setToolTip(words)
        self.plain_label.setProperty("quiet", True)

    def _arrange(self) -> None:
        layout = QGridLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(4)
        speed, key = QHBoxLayout(), QHBoxLayout()
        for row, widgets in (
            (speed, (self.slider, self.speed_field, self.plain_label)),
            (key, (self.semitones_field, self.cents_field, self.voices_button, self.reset_button)),
        ):
            row.setSpacing(4)
            for widget in widgets:
                row.addWidget(widget)
        layout.addLayout(speed, 0, 0)
        layout.addLayout(key, 1, 0)

    def _connect(self) -> None:
        self.slider.valueChanged.connect(lambda step: self._tempo.set_percent(_SLOWEST + step))
        self.speed_field.valueChanged.connect(self._tempo.set_percent)
        self.semitones_field.valueChanged.connect(lambda n: self._tempo.set_semitones(round(n)))
        self.cents_field.valueChanged.connect(lambda n: self._tempo.set_cents(round(n)))

    def _show(self) -> None:
        tempo = self._tempo.tempo
        self.slider.show_percent(self._tempo.percent)
        self.speed_field.show_value(self._tempo.percent)
        self.semitones_field.show_value(tempo.semitones)
        self.cents_field.show_value(tempo.cents)
        self.voices_button.setChecked(tempo.formants)
        self.reset_button.setEnabled(not tempo.neutral)
        self.plain_label.setVisible(self._tempo.plain)


class TempoSlider(VolumeSlider):
    """A percent for each step, from the slowest on; a double click is the song's own tempo."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setRange(0, _FASTEST - _SLOWEST)
        self.setSingleStep(1)
        self.setPageStep(5)

    def show_percent(self, percent: float) -> None:
        """Show a tempo without saying that the user moved."""
        blocked = self.blockSignals(True)
        self.setValue(round(percent) - _SLOWEST)
        self.blockSignals(blocked)
        self.update()

    def mouseDoubleClickEvent(self, _event: QMouseEvent) -> None:
        """Back to 100 %."""
        self.setValue(100 - _SLOWEST)

    def event(self, event: QEvent) -> bool:
        """Keep the arrow keys from the window's shortcuts while it has the focus."""
        return keeps(event, ARROWS) or super().event(event)
