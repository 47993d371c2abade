"""One mixer strip: name, fader and meter, level, pan, mute and solo."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QVBoxLayout, QWidget

from player.core.mix import MixController, Strip
from player.ui.commands import tip
from player.ui.widgets.elided_label import ElidedLabel
from player.ui.widgets.fader import Fader
from player.ui.widgets.lamp_button import LampButton
from player.ui.widgets.level_field import LevelField
from player.ui.widgets.level_meter import LevelMeter
from player.ui.widgets.pan_knob import PanKnob, pan_text


class StripWidget(QFrame):
    """Shows one strip of the mix, and moves it."""

    def __init__(self, mix: MixController, strip: Strip, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("strip")
        self.stem = strip.stem
        self._mix = mix
        self.fader = Fader(self)
        self.meter = LevelMeter(parent=self)
        self.meter.set_margin(self.fader.travel()[1])
        self.level_field = LevelField(self)
        self.pan = PanKnob(self)
        self.pan_label = QLabel(self)
        self.mute_button = LampButton("M", "mute", self)
        self.solo_button = LampButton("S", "solo", self)
        self._name_all(str(strip.stem))
        self._arrange()
        self._connect()
        self.show_strip(strip)

    def show_strip(self, strip: Strip) -> None:
        """Stand where the strip stands."""
        self.fader.set_level(strip.gain)
        self.level_field.set_level(strip.gain)
        self.pan.set_pan(strip.pan)
        self.pan_label.setText(pan_text(strip.pan))
        self.fader.setAccessibleDescription(self.fader.level_text)
        self.pan.setAccessibleDescription(pan_text(strip.pan))
        self.mute_button.setChecked(strip.mute)
        self.solo_button.setChecked(strip.solo)

    def set_waiting(self, waiting: bool) -> None:
        """Show mute and solo as asked for but not heard yet."""
        self.mute_button.set_waiting(waiting)
        self.solo_button.set_waiting(waiting)

    def _connect(self) -> None:
        mix, stem = self._mix, self.stem
        self.fader.moved.connect(lambda level: mix.set_gain(stem, level))
        self.level_field.entered.connect(lambda level: mix.set_gain(stem, level))
        self.pan.moved.connect(lambda pan: mix.set_pan(stem, pan))
        self.mute_button.clicked.connect(lambda on: mix.set_mute(stem, on))
        self.solo_button.clicked.connect(lambda on: mix.set_solo(stem, on))

    def _name_all(self, stem: str) -> None:
        names = (
            (
                self.fader,
                f"{stem.capitalize()} level",
                "Drag or turn the wheel; double click: 0 dB",
            ),
            (self.level_field, f"{stem.capitalize()} level in decibels", "Type a level"),
            (self.pan, f"{stem.capitalize()} pan", "Left or right; double click: middle"),
            (self.mute_button, f"Mute {stem}", tip(f"mute-{stem}", f"Mute {stem}")),
            (self.solo_button, f"Solo {stem}", tip(f"solo-{stem}", f"Solo {stem}")),
            (self.meter, f"{stem.capitalize()} meter", "Peak level"),
        )
        for widget, name, words in names:
            widget.setAccessibleName(name)
            widget.setToolTip(words)

    def _arrange(self) -> None:
        name = ElidedLabel(str(self.stem).capitalize(), self)
        name.setAlignment(Qt.AlignmentFlag.AlignCenter)
        font = name.font()
        font.setBold(True)
        name.setFont(font)
        pan = QLabel("Pan", self)
        pan.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        for label in (pan, self.pan_label):
            label.setProperty("quiet", True)
            label.setFixedWidth(label.fontMetrics().horizontalAdvance("R 100") + 2)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(8)
        layout.addWidget(name)
        layout.addLayout(_row(self.fader, self.meter), 1)
        layout.addLayout(_row(self.level_field))
        layout.addLayout(_row(pan, self.pan, self.pan_label, gap=4))
        layout.addLayout(_row(self.mute_button, self.solo_button))


def _row(*widgets: QWidget, gap: int = 8) -> QHBoxLayout:
    row = QHBoxLayout()
    row.setSpacing(gap)
    row.addStretch(1)
    for widget in widgets:
        row.addWidget(widget)
    row.addStretch(1)
    return row
