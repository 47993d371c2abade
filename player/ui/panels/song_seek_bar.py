"""The waveform of the song that plays, to seek in."""

from PySide6.QtWidgets import QWidget

from player.base.units import CELL, SAMPLE_RATE, Frames, TrackId
from player.core.playback import PlaybackState
from player.core.player import Player
from player.ui.listen import listen
from player.ui.widgets.waveform_seek_bar import WaveformSeekBar
from player.ui.words import tr


class SongSeekBar(WaveformSeekBar):
    """The seek bar, connected: outline, what is separated, loops, and where playback is."""

    def __init__(self, player: Player, parent: QWidget | None = None) -> None:
        super().__init__(SAMPLE_RATE, parent)
        self._player = player
        self._shown = PlaybackState()
        self.setAccessibleName(tr("Position"))
        self.setToolTip(tr("Click or drag to seek (Left, Right); with Shift, drag to make a loop"))
        self.seek_requested.connect(player.playback.seek)
        self._loops = loops = player.practice.loops
        self.loop_moved.connect(lambda *ends: loops.preview(*self._snapped(*ends)))
        self.loop_made.connect(lambda *ends: loops.go_round(*self._snapped(*ends)))
        self.loop_dropped.connect(loops.values.restore)
        listen(self, loops.changed, self._show_loops)
        self._show_loops()
        self._on_track()
        self._on_state(player.playback.state)
        listen(self, player.playback.state_changed, self._on_state)
        listen(self, player.queue.current_changed, self._on_track)
        listen(self, player.separation.status_changed, self._show_cells)
        listen(self, player.waveforms.ready, self._show_peaks)

    def _on_state(self, state: PlaybackState) -> None:
        before, self._shown = self._shown, state
        if state.length != before.length:
            self.set_length(state.length)
        if state.track != before.track:
            self._on_track()
        self.set_position(state.position)
        self.set_counted(str(state.counted or ""))

    def _on_track(self) -> None:
        current = self._player.queue.current
        self.set_peaks(None)
        self.set_cells(b"", CELL)
        if current is not None:
            self._show_peaks(current)
            self._show_cells(current)

    def _show_loops(self) -> None:
        now = self._loops.current
        self.set_loop(now.start, now.stop, on=self._loops.on)
        self.set_markers(tuple(marker.place for marker in now.markers))

    def _snapped(self, anchor: Frames, there: Frames) -> tuple[Frames, Frames]:
        """The ends of a dragged loop, on beats; an edge that stays is where it was."""
        settled = self._loops.values.settled
        stays = anchor in (settled.start, settled.stop)
        return anchor if stays else self._loops.snapped(anchor), self._loops.snapped(there)

    def _show_peaks(self, track_id: TrackId) -> None:
        if track_id == self._player.queue.current:
            self.set_peaks(self._player.waveforms.get(track_id))

    def _show_cells(self, track_id: TrackId) -> None:
        if track_id == self._player.queue.current:
            self.set_cells(self._player.separation.status(track_id).cells, CELL)
