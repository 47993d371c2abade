"""The mixer: presets, a strip for each stem, and whether the stems can be heard."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QVBoxLayout, QWidget

from player.base.units import TrackId
from player.core.mix import PRESETS
from player.core.playback import Levels, PlaybackState
from player.core.player import Player
from player.ui.commands import tip
from player.ui.listen import listen
from player.ui.panels.stem_words import stem_words
from player.ui.panels.strip_widget import StripWidget
from player.ui.widgets.segmented_control import SegmentedControl

_SILENCE = (0.0, 0.0)


class MixerPanel(QFrame):
    """Stands where the mix stands, and moves it."""

    def __init__(self, player: Player, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("panel")
        self._player = player
        self._sounding: bool | None = None
        self.presets = SegmentedControl([preset.name for preset in PRESETS], self)
        self.presets.chosen.connect(lambda number: player.mix.apply(PRESETS[number]))
        for number, button in enumerate(self.presets.buttons, start=1):
            button.setToolTip(tip(f"preset-{number}"))
        self.strips = {s.stem: StripWidget(player.mix, s, self) for s in player.mix.strips}
        self.state_label = QLabel(self)
        self.state_label.setWordWrap(True)
        self.state_label.setTextFormat(Qt.TextFormat.PlainText)
        self.state_label.setAccessibleName("State of the stems")
        self._arrange()
        self._on_mix()
        self._listen()

    def refresh(self) -> None:
        """Say anew how far the stems are."""
        self._show_state()

    def _listen(self) -> None:
        player = self._player
        listen(self, player.mix.changed, self._on_mix)
        listen(self, player.playback.levels, self._on_levels)
        listen(self, player.playback.state_changed, self._on_state)
        listen(self, player.separation.status_changed, self._on_status)
        listen(self, player.separation.model_changed, lambda _model: self._show_state())
        listen(self, player.queue.current_changed, self._show_state)

    def _arrange(self) -> None:
        strips = QHBoxLayout()
        strips.setSpacing(8)
        for strip in self.strips.values():
            strips.addWidget(strip, 1)
        # Always room for two lines, so that the strips stand still while the words change.
        self.state_label.setMinimumHeight(2 * self.state_label.fontMetrics().lineSpacing())
        self.state_label.setAlignment(Qt.AlignmentFlag.AlignTop | Qt.AlignmentFlag.AlignHCenter)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(12, 12, 12, 12)
        layout.setSpacing(12)
        layout.addWidget(self.presets)
        layout.addLayout(strips, 1)
        layout.addWidget(self.state_label)

    def _on_mix(self) -> None:
        mix = self._player.mix
        for strip in mix.strips:
            if strip.stem in self.strips:
                self.strips[strip.stem].show_strip(strip)
        preset = mix.preset
        self.presets.set_current(PRESETS.index(preset) if preset else None)
        self._show_state()

    def _on_levels(self, levels: Levels) -> None:
        for stem, strip in self.strips.items():
            strip.meter.set_peaks(*levels.stems.get(stem, _SILENCE))

    def _on_state(self, state: PlaybackState) -> None:
        if state.stems_sounding != self._sounding:  # most calls only move the position
            self._show_state()

    def _on_status(self, track_id: TrackId) -> None:
        if track_id == self._player.queue.current:
            self._show_state()

    def _show_state(self) -> None:
        player = self._player
        self._sounding = player.playback.state.stems_sounding
        current = player.queue.current
        track = None if current is None else player.queue.get(current)
        words = stem_words(track, player)
        self.state_label.setText(words.text)
        self.state_label.setToolTip(words.tip)
        if self.state_label.property("state") != words.state:
            self.state_label.setProperty("state", words.state)
            self.state_label.style().unpolish(self.state_label)
            self.state_label.style().polish(self.state_label)
        waiting = track is not None and not self._sounding
        for strip in self.strips.values():
            strip.set_waiting(waiting)
