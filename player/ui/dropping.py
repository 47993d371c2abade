"""What is dragged over the window, and where it would go: into the list, or onto the song."""

from pathlib import Path

from PySide6.QtCore import QObject, QPoint, Qt
from PySide6.QtGui import QDropEvent

from player.core.player import Player
from player.ui.opening import Opening, dropped
from player.ui.panels.mixer_panel import MixerPanel
from player.ui.panels.tracks_panel import TracksPanel, mark_dropping
from player.ui.stem_files import stems_in


class Dropping(QObject):
    """Stems on the mixer are taken for the song that plays; all else is opened."""

    def __init__(
        self, player: Player, opening: Opening, tracks: TracksPanel, mixer: MixerPanel
    ) -> None:
        super().__init__(opening)
        self._player = player
        self._opening = opening
        self._tracks = tracks
        self._mixer = mixer

    def hover(self, event: QDropEvent) -> None:
        """Accept what can be taken here, and show where it would go."""
        taken = bool(dropped(event.mimeData()))
        stems = taken and self._stems(event) is not None
        self._show(list_=taken and not stems, mixer=stems)
        if taken:
            event.setDropAction(Qt.DropAction.CopyAction)
            event.accept()

    def leave(self) -> None:
        """Look as before."""
        self._show(list_=False, mixer=False)

    def drop(self, event: QDropEvent) -> None:
        """Take what was dropped."""
        self.leave()
        stems, current = self._stems(event), self._player.queue.current
        if stems is not None and current is not None:
            self._player.separation.import_stems(current, stems)
            event.acceptProposedAction()
        elif self._opening.drop(event.mimeData()):
            event.acceptProposedAction()

    def _stems(self, event: QDropEvent) -> Path | None:
        current = self._player.queue.current
        track = None if current is None else self._player.queue.get(current)
        if track is None or track.is_stream or not self._over_mixer(event.position().toPoint()):
            return None
        return stems_in(event.mimeData())

    def _over_mixer(self, at: QPoint) -> bool:
        window = self._mixer.window()
        return self._mixer.rect().contains(self._mixer.mapFrom(window, at))

    def _show(self, *, list_: bool, mixer: bool) -> None:
        self._tracks.set_dropping(list_)
        mark_dropping(self._mixer, mixer)
