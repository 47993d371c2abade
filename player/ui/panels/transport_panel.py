"""The transport: what plays, the waveform to seek in, the buttons, and the volume."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QGridLayout, QHBoxLayout, QVBoxLayout, QWidget

from player.base.units import TrackId, seconds
from player.core.playback import PlaybackState, Transport
from player.core.player import Player
from player.core.playing_order import Repeat
from player.ui.commands import command
from player.ui.icons import icon
from player.ui.listen import listen
from player.ui.panels.song_seek_bar import SongSeekBar
from player.ui.panels.volume_control import VolumeControl
from player.ui.tips import set_tip
from player.ui.widgets import colours
from player.ui.widgets.elided_label import ElidedLabel
from player.ui.widgets.icon_button import IconButton
from player.ui.widgets.time_label import TimeLabel
from player.ui.words import tr

_RUNS = {Transport.PLAYING, Transport.LOADING}


class TransportPanel(QFrame):
    """Shows where playback stands, and drives it."""

    def __init__(self, player: Player, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("panel")
        self._player = player
        self._shown = PlaybackState()
        self.title_label = ElidedLabel(parent=self)
        self.artist_label = ElidedLabel(parent=self)
        self.time_label = TimeLabel(self)
        self.seek_bar = SongSeekBar(player, self)
        self.previous_button = self._button("previous", "previous")
        self.play_button = self._button("play", "toggle", side=20, room=40)
        self.next_button = self._button("next", "next")
        self.shuffle_button = self._toggle("shuffle")
        self.repeat_button = self._toggle("repeat")
        self.play_button.setProperty("round", True)
        self.play_button.set_role(colours.ON_ACCENT)
        self.volume = VolumeControl(player, self)
        self._arrange()
        self._show_words()
        self._show_order()
        self._show_transport(player.playback.state.transport)
        self._on_state(player.playback.state)
        self._listen()

    def _listen(self) -> None:
        player = self._player
        listen(self, player.playback.state_changed, self._on_state)
        listen(self, player.queue.current_changed, self._show_words)
        listen(self, player.queue.track_changed, self._if_current)
        listen(self, player.queue.order_changed, self._show_order)

    def _button(self, drawing: str, name: str, side: int = 20, room: int = 36) -> IconButton:
        button = IconButton(icon(drawing), side, room, self)
        set_tip(button, name)
        button.setAccessibleName(tr(command(name).text))
        what = command(name).what
        if what is not None:
            button.clicked.connect(lambda: what(self._player))
        return button

    def _toggle(self, name: str) -> IconButton:
        button = self._button(name, name, side=18, room=32)
        button.setCheckable(True)
        return button

    def _arrange(self) -> None:
        font = self.title_label.font()
        font.setBold(True)
        font.setPointSizeF(font.pointSizeF() * 1.15)
        self.title_label.setFont(font)
        self.artist_label.setProperty("quiet", True)
        self.time_label.setProperty("quiet", True)
        words = QVBoxLayout()
        words.setSpacing(0)
        words.addStretch(1)
        words.addWidget(self.title_label)
        words.addWidget(self.artist_label)
        words.addStretch(1)
        buttons = QHBoxLayout()
        buttons.setSpacing(8)
        for button in (
            self.shuffle_button,
            self.previous_button,
            self.play_button,
            self.next_button,
            self.repeat_button,
        ):
            buttons.addWidget(button)
        right = QHBoxLayout()
        right.setSpacing(16)
        right.addWidget(self.time_label, 1)
        right.addWidget(self.volume)
        layout = QGridLayout(self)
        layout.setContentsMargins(12, 8, 12, 8)
        layout.setHorizontalSpacing(16)
        layout.setVerticalSpacing(8)
        layout.addWidget(self.seek_bar, 0, 0, 1, 3)
        layout.addLayout(words, 1, 0)
        layout.addLayout(buttons, 1, 1, Qt.AlignmentFlag.AlignCenter)
        layout.addLayout(right, 1, 2)
        layout.setColumnStretch(0, 1)
        layout.setColumnStretch(2, 1)

    def _on_state(self, state: PlaybackState) -> None:
        before, self._shown = self._shown, state
        if state.transport != before.transport:
            self._show_transport(state.transport)
        if state.track != before.track:
            self._show_words()
        self._show_time(state)

    def _show_transport(self, transport: Transport) -> None:
        runs = transport in _RUNS
        self.play_button.set_drawing(icon("pause" if runs else "play"))
        words = tr("Pause") if runs else tr("Play")
        self.play_button.setAccessibleName(words)
        set_tip(self.play_button, "toggle", words)

    def _show_order(self) -> None:
        queue = self._player.queue
        one = queue.repeat is Repeat.ONE
        self.repeat_button.set_drawing(icon("repeat-one" if one else "repeat"))
        _show_toggle(
            self.shuffle_button, "shuffle", tr("Shuffle"), "on" if queue.shuffle else "off"
        )
        _show_toggle(self.repeat_button, "repeat", tr("Repeat"), queue.repeat.value)

    def _show_time(self, state: PlaybackState) -> None:
        if state.track is None:
            self.time_label.clear()
        else:
            length = None if state.length is None else seconds(state.length)
            self.time_label.set_time(seconds(state.position), length)

    def _if_current(self, track_id: TrackId) -> None:
        if track_id == self._player.queue.current:
            self._show_words()

    def _show_words(self) -> None:
        queue = self._player.queue
        track = None if queue.current is None else queue.get(queue.current)
        self.title_label.setText(track.title if track else "")
        words = (track.artist, track.album) if track else ()
        self.artist_label.setText(" · ".join(word for word in words if word))
        self.artist_label.setVisible(bool(self.artist_label.text()))


def _show_toggle(button: IconButton, name: str, text: str, state: str) -> None:
    on = state != "off"
    button.setChecked(on)
    button.set_role(colours.ACCENT if on else colours.TEXT)
    button.setAccessibleName(f"{text}: {state}")
    set_tip(button, name, f"{text}: {state}")
