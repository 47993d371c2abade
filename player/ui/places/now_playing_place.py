"""The place of the song that plays: cover or stereo plane, title, and a large waveform."""

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtGui import QImage, QResizeEvent
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QLabel,
    QSizePolicy,
    QStackedLayout,
    QVBoxLayout,
    QWidget,
)
from shiboken6 import isValid

from player.base.units import TrackId
from player.core.cover_service import CoverService
from player.core.player import Player
from player.core.track import Track
from player.ui.icons import icon
from player.ui.listen import listen
from player.ui.panels.empty_panel import EmptyPanel
from player.ui.panels.song_seek_bar import SongSeekBar
from player.ui.tips import set_tip
from player.ui.widgets.cover_view import CoverView
from player.ui.widgets.elided_label import ElidedLabel
from player.ui.widgets.segmented_control import SegmentedControl
from player.ui.words import tr

if TYPE_CHECKING:
    from player.ui.plane.plane_panel import PlanePanel

_MARGIN = 24
_COVER_SHARE = 0.5
_WAVE_HEIGHT = 200
_COVER_SIDE = 1024
"""Pixels of the pictures that are asked for; the largest that are kept."""
_LOW_WAVE = 44
"""Beside the plane, which needs the room."""


class NowPlayingPlace(QFrame):
    """Follows the queue's current track."""

    method_asked = Signal(str)
    """How does the stereo plane work?"""

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
        self.plane: PlanePanel | None = None
        self.views = SegmentedControl([tr("Cover"), tr("Stereo plane")], self)
        self.views.chosen.connect(lambda number: self.show_plane(number == 1))
        set_tip(self.views.buttons[1], "stereo-plane")
        self.views.set_current(0)
        self.views.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.title_label = _line(self, 1.9, bold=True)
        self.artist_label = _line(self, 1.25)
        self.album_label = _line(self, 1.0)
        self.next_label = _line(self, 1.0)
        for quiet in (self.album_label, self.next_label):
            quiet.setProperty("quiet", True)
        self.seek_bar = SongSeekBar(player, self)
        self.seek_bar.setMaximumHeight(_WAVE_HEIGHT)
        self._head, self._above = QWidget(self), QVBoxLayout()
        self._rows, self._foot = QVBoxLayout(), QHBoxLayout()
        self._stack = QStackedLayout(self)
        self._stack.addWidget(self.empty)
        self._stack.addWidget(self._song())
        self.setFocusProxy(self.seek_bar)
        self._show()
        listen(self, player.queue.current_changed, self._show)
        listen(self, player.queue.order_changed, self._show)
        listen(self, player.queue.changed, self._show)
        listen(self, player.queue.track_changed, self._if_shown)

    @property
    def plane_shown(self) -> bool:
        """Whether the stereo plane is shown in place of the cover."""
        return self.plane is not None and not self.plane.isHidden()

    def show_plane(self, shown: bool) -> None:
        """Show the stereo plane in place of the cover, or the cover again."""
        if shown and self.plane is None:
            from player.ui.plane.plane_panel import PlanePanel  # the place opens sooner without

            self.plane = PlanePanel(self._player, self)
            self.plane.method_asked.connect(self.method_asked)
            self._above.addWidget(self.plane)
        if self.plane is not None:
            self.plane.setVisible(shown)
        self._head.setVisible(not shown)
        self._make_room(shown=shown)
        self.seek_bar.setMaximumHeight(_LOW_WAVE if shown else _WAVE_HEIGHT)
        self.views.set_current(int(shown))
        self.setFocusProxy(self.plane if shown and self.plane is not None else self.seek_bar)

    def _make_room(self, *, shown: bool) -> None:
        """The plane needs all there is: the choice of views goes into its first row."""
        side = 12 if shown else _MARGIN
        self._rows.setContentsMargins(side, side, side, 12)
        self._rows.setSpacing(8 if shown else 16)
        row = self.plane.top if shown and self.plane is not None else self._foot
        row.addWidget(self.views)
        self.next_label.setVisible(not shown and bool(self.next_label.text()))

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
        head = QHBoxLayout(self._head)
        head.setContentsMargins(0, 0, 0, 0)
        head.setSpacing(_MARGIN)
        head.addWidget(self.cover)
        head.addLayout(words, 1)
        self._foot.setSpacing(_MARGIN)
        self._foot.addWidget(self.next_label, 1)
        self._foot.addStretch()
        self._above.addWidget(self._head)
        song.setLayout(self._rows)
        self._rows.addLayout(self._above, 1)
        self._rows.addWidget(self.seek_bar, 2)
        self._rows.addLayout(self._foot)
        self._make_room(shown=False)
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
            label.setVisible(bool(text) and not (label is self.next_label and self.plane_shown))
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
