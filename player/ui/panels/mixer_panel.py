"""The mixer: presets, a strip for each stem, and whether the stems can be heard."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QSizePolicy, QVBoxLayout, QWidget

from player.base.units import StemName, TrackId
from player.core.mix import PRESETS, TWO_STEMS
from player.core.playback import Levels, PlaybackState
from player.core.player import Player
from player.ui.commands import PRESET_WORDS, strip_commands
from player.ui.listen import listen
from player.ui.panels.live_line import LiveLine
from player.ui.panels.stem_words import stem_words
from player.ui.panels.strip_widget import Room, StripWidget
from player.ui.plane.region_strips import RegionStrip, RegionStrips
from player.ui.practice.mixes_button import MixesButton
from player.ui.tips import set_tip
from player.ui.widgets.segmented_control import SegmentedControl
from player.ui.words import tr

if TYPE_CHECKING:
    from player.ui.practice.take_strips import TakeStrips

_SILENCE = (0.0, 0.0)
_LEAST_WIDTH = 280
_MARGIN = 12
_GAP = 6


class MixerPanel(QFrame):
    """Stands where the mix stands, and moves it."""

    refine_asked = Signal(str)
    """A stem is to be refined by hand."""

    def __init__(self, player: Player, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("panel")
        self._player = player
        self._sounding: tuple[bool, bool] | None = None
        """Whether stems are heard, and whether a stand-in is."""
        self._heard: frozenset[StemName] = frozenset()
        """The stems of the set that sounds: a fast model may have fewer than there are strips."""
        self._offered = self._wide = _LEAST_WIDTH
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Preferred)
        self.presets = SegmentedControl([tr(words) for words in PRESET_WORDS], self)
        self.presets.chosen.connect(lambda number: player.mix.apply(PRESETS[number]))
        for number, button in enumerate(self.presets.buttons, start=1):
            set_tip(button, f"preset-{number}")
        self.mixes_button = MixesButton(player, self)
        self.live_line = LiveLine(player, self)
        self.strips: dict[StemName, StripWidget] = {}
        self._row = QHBoxLayout()
        self.region_strips = RegionStrips(player.plane, self._row, self)
        self.region_strips.count_changed.connect(self._on_stems)
        self.take_strips: TakeStrips | None = None
        """Made when there is a take."""
        self.state_label = QLabel(self)
        self.state_label.setWordWrap(True)
        self.state_label.setTextFormat(Qt.TextFormat.PlainText)
        self.state_label.setAccessibleName(tr("State of the stems"))
        self._arrange()
        self._on_stems()
        self._on_mix()
        self._listen()

    def refresh(self) -> None:
        """Say anew how far the stems are."""
        self._show_state()

    def fit(self, room: int) -> None:
        """Want to be as wide as the strips like it, within `room` pixels if they can."""
        self._offered = room
        every = self._every
        count = len(every)
        around = 2 * _MARGIN + (count - 1) * _GAP
        widths = {each: count * each.width(self.fontMetrics()) + around for each in Room}
        fits = next((each for each in Room if widths[each] <= room), Room.NARROW)
        for strip in every:
            strip.set_room(fits)
        self._wide = max(_LEAST_WIDTH, widths[fits])
        # The window may be made smaller than what fits in it now: the strips follow.
        self.setMinimumWidth(max(_LEAST_WIDTH, widths[Room.NARROW]))
        self.updateGeometry()

    def sizeHint(self) -> QSize:
        """As wide as `fit` found."""
        return QSize(self._wide, super().sizeHint().height())

    def _listen(self) -> None:
        player = self._player
        listen(self, player.mix.stems_changed, self._on_stems)
        listen(self, player.mix.changed, self._on_mix)
        listen(self, player.playback.levels, self._on_levels)
        listen(self, player.playback.state_changed, self._on_state)
        listen(self, player.separation.status_changed, self._on_status)
        listen(self, player.separation.model_changed, lambda _model: self._show_state())
        listen(self, player.queue.current_changed, self._show_state)
        listen(self, player.practice.sections.changed, self._show_sections)
        listen(self, player.live.changed, self._show_state)
        listen(self, player.comparing.changed, self._show_state)
        listen(self, player.practice.takes.changed, self._on_takes)
        self._on_takes()

    def _arrange(self) -> None:
        self._row.setSpacing(_GAP)
        # Always room for two lines, so that the strips stand still while the words change.
        self.state_label.setMinimumHeight(2 * self.state_label.fontMetrics().lineSpacing())
        self.state_label.setAlignment(Qt.AlignmentFlag.AlignTop | Qt.AlignmentFlag.AlignHCenter)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(_MARGIN, _MARGIN, _MARGIN, _MARGIN)
        layout.setSpacing(12)
        top = QHBoxLayout()
        top.setSpacing(_GAP)
        top.addWidget(self.presets, 1)
        top.addWidget(self.mixes_button)
        layout.addLayout(top)
        layout.addWidget(self.live_line)
        layout.addLayout(self._row, 1)
        layout.addWidget(self.state_label)

    def _on_stems(self) -> None:
        """Stems that stay keep their strip, so that nothing flickers under the hand."""
        mix = self._player.mix
        commands = strip_commands(mix.stems)
        self.setUpdatesEnabled(False)
        for stem in self.strips.keys() - set(mix.stems):
            gone = self.strips.pop(stem)
            self._row.removeWidget(gone)
            gone.hide()
            gone.deleteLater()
        for number, strip in enumerate(mix.strips):
            widget = self.strips.get(strip.stem)
            if widget is None:
                widget = StripWidget(mix, strip, commands[strip.stem], self)
                widget.refine_asked.connect(self.refine_asked)
            self._row.insertWidget(number, widget, 1)
            widget.show()
            widget.set_commands(commands[strip.stem])
            self.strips[strip.stem] = widget
        self._set_tab_order()
        self.fit(self._offered)
        self.setUpdatesEnabled(True)

    @property
    def _every(self) -> tuple[StripWidget | RegionStrip, ...]:
        """All strips, in their order."""
        stems = (stem for stem in self._player.mix.stems if stem in self.strips)
        takes = self.take_strips.all if self.take_strips is not None else []
        return (*(self.strips[stem] for stem in stems), *self.region_strips.all, *takes)

    def _on_takes(self) -> None:
        takes = self._player.practice.takes
        if self.take_strips is None and takes.current:
            from player.ui.practice.take_strips import TakeStrips  # the window opens sooner

            self.take_strips = TakeStrips(takes, self._row, self)
            self.take_strips.count_changed.connect(self._on_stems)
            self._on_stems()

    def _set_tab_order(self) -> None:
        """From strip to strip, whichever was made first."""
        before: QWidget = self.live_line
        for strip in self._every:
            for widget in strip.controls:
                self.setTabOrder(before, widget)
                before = widget

    def _on_mix(self) -> None:
        mix = self._player.mix
        for strip in mix.strips:
            if strip.stem in self.strips:
                self.strips[strip.stem].show_strip(strip)
        preset = mix.preset
        self.presets.set_current(PRESETS.index(preset) if preset else None)
        self._show_state()

    def _on_levels(self, levels: Levels) -> None:
        heard = frozenset(levels.stems)
        if heard != self._heard:
            self._heard = heard
            self._show_state()
        peaks = {} if self._player.comparing.going_on else levels.stems  # it would tell as well
        for stem, strip in self.strips.items():
            strip.meter.set_peaks(*peaks.get(stem, _SILENCE))

    def _on_state(self, state: PlaybackState) -> None:
        self._show_sections()
        if (
            state.stems_sounding,
            state.live_sounding,
        ) != self._sounding:  # most calls only move the position
            self._show_state()

    def _show_sections(self) -> None:
        """Mark the strips of stems on which a section acts now."""
        sections = self._player.practice.sections
        for stem, strip in self.strips.items():
            strip.show_section(sections.acting(stem))

    def _on_status(self, track_id: TrackId) -> None:
        if track_id == self._player.queue.current:
            self._show_state()

    def _show_state(self) -> None:
        player = self._player
        state = player.playback.state
        self._sounding = (state.stems_sounding, state.live_sounding)
        current = player.queue.current
        track = None if current is None else player.queue.get(current)
        late = [stem for stem in self.strips if self._heard and stem not in self._heard]
        words = stem_words(track, player, late)
        self.state_label.setText(words.text)
        self.state_label.setToolTip(words.tip)
        if self.state_label.property("state") != words.state:
            self.state_label.setProperty("state", words.state)
            self.state_label.style().unpolish(self.state_label)
            self.state_label.style().polish(self.state_label)
        for stem, strip in self.strips.items():
            heard = stem in TWO_STEMS if state.live_sounding else stem not in late
            here = heard and (state.stems_sounding or state.live_sounding)
            strip.set_waiting(track is not None and not here)
