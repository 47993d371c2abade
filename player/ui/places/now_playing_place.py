"""The place of the song that plays: cover, stereo plane or lanes, title, and a large waveform."""

from enum import IntEnum
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
from player.ui.practice.sounding_words import sounding_words
from player.ui.tips import set_tip
from player.ui.widgets.cover_view import CoverView
from player.ui.widgets.elided_label import ElidedLabel
from player.ui.widgets.gives_focus import GivesFocus
from player.ui.widgets.segmented_control import SegmentedControl
from player.ui.words import tr

if TYPE_CHECKING:
    from player.ui.lanes.lanes_panel import LanesPanel
    from player.ui.plane.plane_panel import PlanePanel
    from player.ui.practice.chord_strip import ChordStrip

_MARGIN = 24
_COVER_SHARE = 0.5
_WAVE_HEIGHT = 200
_COVER_SIDE = 1024
"""Pixels of the pictures that are asked for; the largest that are kept."""
_LOW_WAVE = 44
"""Beside plane and lanes, which need the room."""


class View(IntEnum):
    """What the place shows; in this order the choices stand side by side."""

    COVER = 0
    PLANE = 1
    LANES = 2


class NowPlayingPlace(GivesFocus, QFrame):
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
        self.lanes: LanesPanel | None = None
        self.chords: ChordStrip | None = None
        self._view = View.COVER
        self.views = SegmentedControl([tr("Cover"), tr("Stereo plane"), tr("Lanes")], self)
        self.views.chosen.connect(lambda number: self.show_view(View(number)))
        set_tip(self.views.buttons[View.PLANE], "stereo-plane")
        set_tip(self.views.buttons[View.LANES], "lanes")
        self.views.set_current(0)
        self.views.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.title_label = _line(self, 1.9, bold=True)
        self.artist_label = _line(self, 1.25)
        self.album_label = _line(self, 1.0)
        self.sounding_label = _line(self, 1.0)
        self.next_label = _line(self, 1.0)
        for quiet in (self.album_label, self.sounding_label, self.next_label):
            quiet.setProperty("quiet", True)
        self.seek_bar = SongSeekBar(player, self)
        self.seek_bar.setMaximumHeight(_WAVE_HEIGHT)
        self._head, self._above = QWidget(self), QVBoxLayout()
        self._rows, self._foot = QVBoxLayout(), QHBoxLayout()
        self._stack = QStackedLayout(self)
        self._stack.addWidget(self.empty)
        self._stack.addWidget(self._song())
        self._show()
        self._show_chords()
        self._show_sounding()
        listen(self, player.practice.beats.changed, lambda _track: self._show_sounding())
        listen(self, player.practice.chords.changed, self._show_sounding)
        listen(self, player.queue.current_changed, self._show_sounding)
        listen(self, player.queue.current_changed, self._show)
        listen(self, player.queue.order_changed, self._show)
        listen(self, player.queue.changed, self._show)
        listen(self, player.queue.track_changed, self._if_shown)
        listen(self, player.practice.chords.changed, self._show_chords)
        listen(self, player.queue.current_changed, self._show_chords)

    def focus_goes_to(self) -> QWidget:
        """The waveform, the plane or the lanes."""
        return self._panel(self._view) or self.seek_bar

    @property
    def view(self) -> View:
        """What is shown."""
        return self._view

    def show_view(self, view: View) -> None:
        """Show the cover, the stereo plane or the lanes."""
        self._view = view
        panel = self._panel(view)
        for each in (self.plane, self.lanes):
            if each is not None:
                each.setVisible(each is panel)
        self._head.setVisible(panel is None)
        self._show_chords()
        self._make_room(panel)
        self.seek_bar.setMaximumHeight(_WAVE_HEIGHT if panel is None else _LOW_WAVE)
        self.views.set_current(view)

    def _show_chords(self) -> None:
        """Below the waveform, for songs whose chords are known; the lanes have their own."""
        shown = self._view is View.COVER and bool(self._player.practice.chords.current)
        if shown and self.chords is None:
            from player.ui.practice.chord_strip import ChordStrip  # most songs go without

            self.chords = ChordStrip(self._player, self)
            self._rows.insertWidget(self._rows.indexOf(self.seek_bar) + 1, self.chords)
        if self.chords is not None:
            self.chords.setVisible(shown)

    def _show_sounding(self) -> None:
        """Key and tempo: without them the label takes no room."""
        words = sounding_words(self._player)
        self.sounding_label.setText(words)
        self.sounding_label.setVisible(bool(words))

    def _panel(self, view: View) -> "PlanePanel | LanesPanel | None":
        """Made when it is first shown: the place opens sooner without."""
        if view is View.PLANE:
            if self.plane is None:
                from player.ui.plane.plane_panel import PlanePanel

                self.plane = PlanePanel(self._player, self)
                self.plane.method_asked.connect(self.method_asked)
                self._above.addWidget(self.plane)
            return self.plane
        if view is View.LANES:
            if self.lanes is None:
                from player.ui.lanes.lanes_panel import LanesPanel

                self.lanes = LanesPanel(self._player, self)
                self._above.addWidget(self.lanes)
            return self.lanes
        return None

    def _make_room(self, panel: "PlanePanel | LanesPanel | None") -> None:
        """A panel needs all there is: the choice of views goes into its first row."""
        side = _MARGIN if panel is None else 12
        self._rows.setContentsMargins(side, side, side, 12)
        self._rows.setSpacing(16 if panel is None else 8)
        row = self._foot if panel is None else panel.top
        row.addWidget(self.views)
        self.next_label.setVisible(panel is None and bool(self.next_label.text()))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Give the cover its share of the room."""
        super().resizeEvent(event)
        rest = self._rows.minimumSize().height() - self._above.minimumSize().height()
        share = min(self.height() * _COVER_SHARE, self.height() - rest)
        self.cover.set_side(int(min(self.width() * 0.4, share)))

    def _song(self) -> QWidget:
        song = QWidget(self)
        words = QVBoxLayout()
        words.setSpacing(4)
        words.addStretch(1)
        for label in (
            self.title_label,
            self.artist_label,
            self.album_label,
            self.sounding_label,
        ):
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
        self._make_room(None)
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
        cover = self._view is View.COVER
        for label, text in (
            (self.title_label, track.title),
            (self.artist_label, track.artist),
            (self.album_label, track.album),
            (self.next_label, _coming(queue.follows(track.id))),
        ):
            label.setText(text)
            label.setVisible(bool(text) and (cover or label is not self.next_label))
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
