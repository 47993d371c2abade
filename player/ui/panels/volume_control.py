"""The master volume with its meter."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from player.core.playback import Levels
from player.core.player import Player
from player.ui.icons import icon
from player.ui.listen import listen
from player.ui.widgets.icon_button import IconButton
from player.ui.widgets.level_meter import LevelMeter
from player.ui.widgets.volume_slider import VolumeSlider
from player.ui.words import tr

_WIDTH = 128


class VolumeControl(QWidget):
    """A slider over the meter of what is heard; the loudspeaker silences and brings back."""

    def __init__(self, player: Player, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._mix = player.mix
        self._before = 1.0
        self._silent: bool | None = None
        self.button = IconButton(icon("volume"), 20, 32, self)
        self.button.setToolTip(tr("Silence, or the volume before"))
        self.button.setAccessibleName(tr("Silence"))
        self.button.clicked.connect(self._toggle)
        self.slider = VolumeSlider(self)
        self.slider.setAccessibleName(tr("Volume"))
        self.slider.moved.connect(player.mix.set_volume)
        self.meter = LevelMeter(Qt.Orientation.Horizontal, self)
        self.meter.set_margin(7.0)
        self.meter.setAccessibleName(tr("Output meter"))
        self.meter.setToolTip(tr("Peak level of what is heard"))
        self._arrange()
        self._on_mix()
        listen(self, player.mix.changed, self._on_mix)
        listen(self, player.playback.levels, self._on_levels)

    def _arrange(self) -> None:
        bars = QVBoxLayout()
        bars.setSpacing(2)
        bars.addStretch(1)
        bars.addWidget(self.slider)
        bars.addWidget(self.meter)
        bars.addStretch(1)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(4)
        layout.addWidget(self.button)
        layout.addLayout(bars)
        self.slider.setFixedWidth(_WIDTH)
        self.meter.setFixedWidth(_WIDTH)

    def _toggle(self) -> None:
        volume = self._mix.volume
        if volume > 0.0:
            self._before = volume
        self._mix.set_volume(0.0 if volume > 0.0 else self._before)

    def _on_mix(self) -> None:
        volume = self._mix.volume
        self.slider.set_volume(volume)
        self.slider.setToolTip(
            tr("Volume {percent} % (Up, Down)").format(percent=round(volume * 100))
        )
        silent = volume == 0.0
        if silent != self._silent:
            self._silent = silent
            self.button.set_drawing(icon("silent" if silent else "volume"))

    def _on_levels(self, levels: Levels) -> None:
        self.meter.set_peaks(*levels.master)
