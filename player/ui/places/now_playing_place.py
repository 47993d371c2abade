"""The place of the song that plays: cover, title, and the waveform at its largest."""

from functools import partial
from pathlib import Path

from PySide6.QtGui import QImage, QResizeEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QStackedLayout, QVBoxLayout, QWidget
from shiboken6 import isValid

from player.base.units import TrackId
from player.core.cover_service import CoverService
from player.core.player import Player
from player.core.track import Track
from player.ui.icons import icon
from player.ui.listen import listen
from player.ui.panels.empty_panel import EmptyPanel
from player.ui.panels.song_seek_bar import SongSeekBar
from player.ui.widgets.cover_view import CoverView
from player.ui.widgets.elided_label import ElidedLabel
from player.ui.words import tr

_MARGIN = 24
_COVER_SHARE = 0.5
_WAVE_HEIGHT = 200
_COVER_SIDE = 1024
"""Pixels of the pictures that are asked for; the largest that are kept."""


class NowPlayingPlace(QFrame):
    """Follows the queue's current track."""

    def __init__(
        self, player: Player, parent: QWidget | None = None, covers: CoverService | None = None
    ) -> None:
        super().__init__(parent)
        self._covers = covers
        self._cover_of: TrackId | None = None
        self.setObjectName("panel")
        self._player = player
        self.empty = EmptyPanel(
            "now-playing",
            tr("Nothing is playing"),
            tr("Open a song, or choose one in the queue"),
            self,
        )
        self.empty.setObjectName("")  # this place is the panel
        self.cover = CoverView(icon("note"), self)
        self.title_label = _line(self, 1.9, bold=True)
        self.artist_label = _line(self, 1.25)
        self.album_label = _line(self, 1.0)
        self.next_label = _line(self, 1.0)
        for quiet in (self.album_label, self.next_label):
            quiet.setProperty("quiet", True)
        self.seek_bar = SongSeekBar(player, self)
        self.seek_bar.setMaximumHeight(_WAVE_HEIGHT)
        self._stack = QStackedLayout(self)
        self._stack.addWidget(self.empty)
        self._stack.addWidget(self._song())
        self.setFocusProxy(self.seek_bar)
        self._show()
        listen(self, player.queue.current_changed, self._show)
        listen(self, player.queue.order_changed, self._show)
        listen(self, player.queue.changed, self._show)
        listen(self, player.queue.track_changed, self._if_shown)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Give the cover its share of the room."""
        super().resizeEvent(event)
        self.cover.set_side(int(min(self.width() * 0.4, self.height() * _COVER_SHARE)))

    def _song(self) -> QWidget:
        song = QWidget(self)
        words = QVBoxLayout()
        words.setSpacing(4)
        words.addStretch(1)
        for label in (self.title_label, self.artist_label, self.album_label):
            words.addWidget(label)
        words.addStretch(1)
        head = QHBoxLayout()
        head.setSpacing(_MARGIN)
        head.addWidget(self.cover)
        head.addLayout(words, 1)
        layout = QVBoxLayout(song)
        layout.setContentsMargins(_MARGIN, _MARGIN, _MARGIN, 12)
        layout.setSpacing(16)
        layout.addLayout(head, 1)
        layout.addWidget(self.seek_bar, 2)
        layout.addWidget(self.next_label)
        return song

    def _if_shown(self, track_id: TrackId) -> None:
        following = self._player.queue.follows(self._player.queue.current)
        if track_id in {self._player.queue.current, following.id if following else None}:
            self._show()

    def _show(self) -> None:
        queue = self._player.queue
        track = None if queue.current is None else queue.get(queue.current)
        self._stack.setCurrentIndex(0 if track is None else 1)
        if track is None:
            return
        for label, text in (
            (self.title_label, track.title),
            (self.artist_label, track.artist),
            (self.album_label, track.album),
            (self.next_label, _coming(queue.follows(track.id))),
        ):
            label.setText(text)
            label.setVisible(bool(text))
        if track.id != self._cover_of:
            self._cover_of = track.id
            self._ask_cover(track)

    def _ask_cover(self, track: Track) -> None:
        """The cover before stays until it is known whether there is another: nothing flickers."""
        if self._covers is None or track.is_stream:
            self.cover.set_picture(None)
        else:
            self._covers.request(track.path, partial(self._take_cover, track.id), _COVER_SIDE)

    def _take_cover(self, track_id: TrackId, file: Path | None) -> None:
        if isValid(self) and track_id == self._cover_of:
            self.cover.set_picture(None if file is None else QImage(str(file)))


def _coming(track: Track | None) -> str:
    if track is None:
        return ""
    words = " – ".join(word for word in (track.artist, track.title) if word)
    return tr("Next: {title}").format(title=words)


def _line(parent: QWidget, size: float, *, bold: bool = False) -> QLabel:
    label = ElidedLabel(parent=parent)
    font = label.font()
    font.setPointSizeF(font.pointSizeF() * size)
    font.setBold(bold)
    label.setFont(font)
    return label
