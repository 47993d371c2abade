"""Equaliser, loudness and cross-fade on one page, for a dialog or a page of settings."""

from dataclasses import replace

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QCheckBox,
    QDoubleSpinBox,
    QGridLayout,
    QLabel,
    QVBoxLayout,
    QWidget,
)

from player.core.player import Player
from player.core.replay_gain import GainMode
from player.ui.listen import listen
from player.ui.panels.equaliser_panel import EqualiserPanel
from player.ui.widgets.segmented_control import SegmentedControl
from player.ui.words import mark, tr

_MODES = {
    GainMode.OFF: mark("Off"),
    GainMode.TRACK: mark("Track"),
    GainMode.ALBUM: mark("Album"),
    GainMode.AUTO: mark("Auto"),
}
_PREAMP = 15.0
_LONGEST_FADE = 12.0


class SoundPanel(QWidget):
    """Changes `player.sound` at once, and shows what is changed elsewhere."""

    def __init__(self, player: Player, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._player = player
        self.equaliser = EqualiserPanel(player, self)
        self.mode_buttons = SegmentedControl([tr(word) for word in _MODES.values()], self)
        self.mode_buttons.chosen.connect(self._choose_mode)
        self.preamp_box = self._spin(tr("Preamp"), (-_PREAMP, _PREAMP), " dB")
        self.untagged_box = self._spin(tr("Preamp of other songs"), (-_PREAMP, _PREAMP), " dB")
        self.measure_box = self._check(tr("Measure songs whose tags do not tell their loudness"))
        self.hold_box = self._check(tr("Hold the loudness when stems are muted"))
        self.fade_box = self._spin(tr("Songs overlap"), (0.0, _LONGEST_FADE), " s")
        self.fade_box.setSpecialValueText(tr("not at all"))
        self.fade_box.setToolTip(tr("Albums in their order stay without a gap or an overlap"))
        self._connect()
        self._arrange()
        self._show()
        listen(self, player.sound.changed, self._show)

    def _spin(self, name: str, limits: tuple[float, float], unit: str) -> QDoubleSpinBox:
        box = QDoubleSpinBox(self)
        box.setRange(*limits)
        box.setSingleStep(0.5)
        box.setDecimals(1)
        box.setSuffix(unit)
        box.setMinimumWidth(96)
        box.setAccessibleName(name)
        box.setKeyboardTracking(False)
        return box

    def _check(self, text: str) -> QCheckBox:
        box = QCheckBox(text, self)
        box.setAccessibleName(text)
        return box

    def _connect(self) -> None:
        sound = self._player.sound
        self.preamp_box.valueChanged.connect(self._change_preamps)
        self.untagged_box.valueChanged.connect(self._change_preamps)
        self.measure_box.clicked.connect(sound.set_measure)
        self.hold_box.clicked.connect(sound.set_hold_loudness)
        self.fade_box.valueChanged.connect(sound.set_cross_fade)

    def _choose_mode(self, place: int) -> None:
        sound = self._player.sound
        sound.set_replay_gain(replace(sound.wishes.replay_gain, mode=tuple(_MODES)[place]))

    def _change_preamps(self) -> None:
        sound = self._player.sound
        wanted = replace(
            sound.wishes.replay_gain,
            preamp=self.preamp_box.value(),
            untagged=self.untagged_box.value(),
        )
        sound.set_replay_gain(wanted)

    def _show(self) -> None:
        wishes = self._player.sound.wishes
        gain = wishes.replay_gain
        self.mode_buttons.set_current(tuple(_MODES).index(gain.mode))
        self.measure_box.setChecked(wishes.measure)
        self.hold_box.setChecked(wishes.hold_loudness)
        spins = {
            self.preamp_box: gain.preamp,
            self.untagged_box: gain.untagged,
            self.fade_box: wishes.cross_fade,
        }
        for box, value in spins.items():
            blocked = box.blockSignals(True)
            box.setValue(value)
            box.blockSignals(blocked)
        for widget in (self.preamp_box, self.untagged_box, self.measure_box):
            widget.setEnabled(gain.mode is not GainMode.OFF)

    def _arrange(self) -> None:
        grid = QGridLayout()
        grid.setHorizontalSpacing(16)
        grid.setVerticalSpacing(8)
        grid.setColumnStretch(1, 1)
        rows = (
            (tr("ReplayGain"), self.mode_buttons),
            (tr("Preamp"), self.preamp_box),
            (tr("Preamp of songs of unknown loudness"), self.untagged_box),
        )
        for row, (text, widget) in enumerate(rows):
            self._row(grid, row, text, widget)
        grid.addWidget(self.measure_box, 3, 0, 1, 2)
        grid.addWidget(self.hold_box, 4, 0, 1, 2)
        grid.setRowMinimumHeight(5, 6)
        grid.addWidget(self._heading(tr("Between songs")), 6, 0, 1, 2)
        self._row(grid, 7, tr("Songs overlap"), self.fade_box)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 8, 0)
        layout.setSpacing(10)
        layout.addWidget(self._heading(tr("Equaliser")))
        layout.addWidget(self.equaliser, 1)
        layout.addSpacing(6)
        layout.addWidget(self._heading(tr("Loudness")))
        layout.addLayout(grid)

    def _row(self, grid: QGridLayout, row: int, text: str, widget: QWidget) -> None:
        label = QLabel(text, self)
        label.setBuddy(widget)
        grid.addWidget(label, row, 0)
        grid.addWidget(widget, row, 1, Qt.AlignmentFlag.AlignLeft)

    def _heading(self, text: str) -> QLabel:
        label = QLabel(text, self)
        font = label.font()
        font.setBold(True)
        label.setFont(font)
        return label
