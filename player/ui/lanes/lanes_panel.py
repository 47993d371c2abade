"""The lanes of the song that plays: waveforms, time, and what scrolls and zooms them."""

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QHideEvent, QShowEvent
from PySide6.QtWidgets import QHBoxLayout, QScrollBar, QSizePolicy, QVBoxLayout, QWidget

from player.base.units import SAMPLE_RATE
from player.core.mix import gains
from player.core.playback import PlaybackState, Transport
from player.core.player import Player
from player.ui.lanes.lane_grid import LaneGrid
from player.ui.lanes.lane_keys import ZOOM
from player.ui.lanes.lane_sections import LaneSections
from player.ui.lanes.lanes_canvas import LanesCanvas
from player.ui.lanes.ruler import time_step, time_words
from player.ui.listen import listen
from player.ui.playhead import Playhead
from player.ui.practice.chord_lane import ChordLane
from player.ui.tips import set_tip
from player.ui.widgets.elided_label import ElidedLabel
from player.ui.widgets.gives_focus import GivesFocus
from player.ui.widgets.icon_button import EnterButton
from player.ui.widgets.text import MINUS
from player.ui.words import mark, tr

_RATE = 60
_FINEST_BAR = 2**30
"""Steps of a scroll bar, which knows no larger numbers than twice that."""
_HINT = mark("Drag: loop. Ctrl+wheel: zoom")
_SEARCHING = mark("The beats are being detected…")


class LanesPanel(GivesFocus, QWidget):
    """Draws while it is seen, and reads the song only then."""

    painted = Signal()
    """The lanes moved with the playhead."""

    def __init__(self, player: Player, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._player = player
        self._lanes = player.practice.lanes
        self._playhead = Playhead(player, self)
        self._loops = player.practice.loops
        self.canvas = LanesCanvas(self._lanes, self._loops, self)
        self.grid = LaneGrid(player, self.canvas)
        self.sections = LaneSections(player, self.canvas)
        self.chords = ChordLane(player, self)
        self.bar = QScrollBar(Qt.Orientation.Horizontal, self)
        self.hint = ElidedLabel(parent=self)
        self.hint.setProperty("quiet", True)
        self.zoom_out, self.whole = EnterButton(MINUS, self), EnterButton(tr("Fit"), self)
        self.zoom_in, self.follow_button = EnterButton("+", self), EnterButton(tr("Follow"), self)
        self._buttons = (
            (self.zoom_out, "lanes-zoom-out"),
            (self.whole, "lanes-fit"),
            (self.zoom_in, "lanes-zoom-in"),
            (self.follow_button, "lanes-follow"),
        )
        self.follow_button.setCheckable(True)
        self.top = QHBoxLayout()
        """The row of buttons; there is room at its end."""
        self._timer = QTimer(self)
        self._timer.setTimerType(Qt.TimerType.PreciseTimer)
        self._timer.setInterval(1000 // _RATE)
        self._timer.timeout.connect(self._tick)
        self._name_all()
        self._arrange()
        self._connect()

    def focus_goes_to(self) -> QWidget:
        """The canvas."""
        return self.canvas

    def carry_out(self, command: str) -> None:
        """Do what one of the lanes' commands says."""
        canvas = self.canvas
        do: dict[str, Callable[[], None]] = {
            "lanes-zoom-in": lambda: canvas.zoom(ZOOM),
            "lanes-zoom-out": lambda: canvas.zoom(1 / ZOOM),
            "lanes-fit": canvas.fit,
            "lanes-loop": canvas.zoom_to_loop,
            "lanes-follow": lambda: canvas.follow(not canvas.view.follow),
        }
        do[command]()

    def showEvent(self, event: QShowEvent) -> None:
        """Begin to draw."""
        super().showEvent(event)
        self._lanes.open()
        self.grid.look()
        self._show_mix()
        self._show_chords()
        self._show_state(self._player.playback.state)

    def hideEvent(self, event: QHideEvent) -> None:
        """Draw and read no more."""
        super().hideEvent(event)
        self._timer.stop()
        self._lanes.close()

    def _tick(self) -> None:
        if not self.window().isMinimized():
            self._show_playhead()
            self.painted.emit()

    def _show_state(self, state: PlaybackState) -> None:
        if not self.isVisible():
            return
        if state.transport is Transport.PLAYING:
            if not self._timer.isActive():  # starting it anew at each news would hold it up
                self._timer.start()
        else:
            self._timer.stop()
            self._show_playhead()

    def _show_playhead(self) -> None:
        self.canvas.show_position(self._playhead.position)
        self.chords.show_position(self._playhead.position)

    def _show_mix(self) -> None:
        """Dim what is not heard."""
        silent = {
            gain.stem for gain in gains(self._player.mix.strips) if not gain.left + gain.right
        }
        self.canvas.show_muted(frozenset(silent))

    def _show_view(self) -> None:
        """Have scroll bar and buttons as the view is."""
        view, bar = self.canvas.view, self.bar
        unit = -(-view.columns // _FINEST_BAR)
        blocked = bar.blockSignals(True)
        bar.setRange(0, (view.columns - view.width) // unit)
        bar.setPageStep(max(1, view.width // unit))
        bar.setSingleStep(max(1, view.width // unit // 10))
        bar.setValue(view.column // unit)
        bar.blockSignals(blocked)
        bar.setEnabled(not view.is_whole)
        self.chords.show_span(view.first, view.last)
        self.follow_button.setChecked(view.follow)
        self._show_hint()

    def _show_chords(self) -> None:
        """Their lane is there once they are known."""
        self.chords.setVisible(bool(self._player.practice.chords.current))

    def _show_hint(self) -> None:
        """The place below the pointer; else the loop's, else what can be done."""
        passage, pointed = self._loops.current.passage, self.canvas.under_pointer
        step = time_step(self.canvas.view.per_pixel / SAMPLE_RATE, 1)
        if pointed is not None:
            frame, beat = pointed
            self.hint.setText(f"{time_words(frame / SAMPLE_RATE, step)}   {beat}".strip())
        elif passage is not None:
            places = (*passage, passage[1] - passage[0])
            start, stop, length = (time_words(each / SAMPLE_RATE, step) for each in places)
            words = tr("Loop {start} – {stop} ({length})")
            self.hint.setText(words.format(start=start, stop=stop, length=length))
        elif self._streams:
            self.hint.setText(tr("A stream has no picture"))
        else:
            self.hint.setText(tr(_SEARCHING) if self.grid.searching else tr(_HINT))

    @property
    def _streams(self) -> bool:
        current = self._player.queue.current
        track = None if current is None else self._player.queue.get(current)
        return track is not None and track.is_stream

    def _scroll_to(self, value: int) -> None:
        view = self.canvas.view
        unit = -(-view.columns // _FINEST_BAR)
        self.canvas.set_view(view.scrolled(value * unit - view.column))

    def _connect(self) -> None:
        player, canvas = self._player, self.canvas
        for each in (canvas, self.chords):
            each.seek_asked.connect(player.playback.seek)
        canvas.view_changed.connect(self._show_view)
        canvas.hovered.connect(self._show_hint)
        self.bar.valueChanged.connect(self._scroll_to)
        for button, command in self._buttons:
            button.clicked.connect(partial(self.carry_out, command))
        listen(self, self._lanes.changed, canvas.show_lanes)
        listen(self, self._lanes.grown, canvas.show_grown)
        listen(self, player.playback.state_changed, self._show_state)
        listen(self, player.mix.changed, self._show_mix)
        listen(self, self._loops.changed, self._show_hint)
        listen(self, player.practice.chords.changed, self._show_chords)
        listen(self, player.queue.current_changed, self._show_chords)
        listen(self, player.practice.analysis.changed, lambda _track: self._show_hint())

    def _name_all(self) -> None:
        self.bar.setAccessibleName(tr("Part of the song that is seen"))
        self.bar.setFocusPolicy(Qt.FocusPolicy.NoFocus)  # keys scroll on the canvas
        self.zoom_in.setAccessibleName(tr("Zoom in"))
        self.zoom_out.setAccessibleName(tr("Zoom out"))
        keys = tr(
            "Click: seek. Drag: loop; drag its edges to move them. Wheel: scroll. Ctrl+wheel: "
            "zoom.\nShift+Up, Shift+Down: zoom. Shift+Left, Shift+Right, Page Up, Page Down, Home, "
            "End: scroll. Menu key: beats and sections."
        )
        self.canvas.setAccessibleDescription(keys)
        self.hint.setToolTip(keys)

    def _arrange(self) -> None:
        self.top.setSpacing(8)
        self.top.addStretch(1)
        for button, command in self._buttons:
            button.setProperty("compact", True)
            button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
            button.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
            set_tip(button, command)
            self.top.addWidget(button)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(8)
        layout.addLayout(self.top)
        layout.addWidget(self.canvas, 1)
        layout.addWidget(self.chords)
        below = QHBoxLayout()
        below.setSpacing(12)
        below.addWidget(self.bar, 1)
        below.addWidget(self.hint, 1)
        layout.addLayout(below)
