"""The quiet line at the bottom: what is being separated, and what the stem cache uses."""

from PySide6.QtWidgets import QHBoxLayout, QMenu, QProgressBar, QToolButton, QWidget

from player.base.units import TrackId
from player.core.player import Player
from player.core.separation import StemState, StemStatus
from player.ui.commands import tip
from player.ui.listen import listen
from player.ui.widgets.elided_label import ElidedLabel
from player.ui.widgets.icon_button import EnterToolButton
from player.ui.widgets.text import size, time_left

_BUSY = {StemState.QUEUED, StemState.WORKING}
_BAR_WIDTH = 96


class StatusPanel(QWidget):
    """One line that nobody has to read."""

    def __init__(self, player: Player, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._player = player
        self._busy: dict[TrackId, StemState] = {}
        self.bar = QProgressBar(self)
        self.bar.setTextVisible(False)
        self.bar.setRange(0, 1000)
        self.bar.setFixedWidth(_BAR_WIDTH)
        self.bar.setAccessibleName("Progress of separation")
        self.label = ElidedLabel(parent=self)
        self.label.setProperty("quiet", True)
        self.hold_button = _tool("Hold", "Hold or go on with separation", self)
        self.hold_button.setToolTip(tip("pause-separation"))
        self.cache_button = _tool("", "Stem cache", self)
        self.cache_button.setToolTip("Disk space used by stems")
        self.clear_menu = QMenu(self)
        self.clear_action = self.clear_menu.addAction("Clear stem cache")
        self.clear_action.setToolTip("All stems but those of the track that plays")
        self.clear_action.triggered.connect(player.separation.clear_cache)
        self.cache_button.setMenu(self.clear_menu)
        self.cache_button.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        self._arrange()
        self._on_queue()
        self._show_usage()
        listen(self, player.queue.changed, self._on_queue)
        listen(self, player.separation.status_changed, self._on_status)
        listen(self, player.separation.usage_changed, self._show_usage)

    def refresh(self) -> None:
        """Say anew what is going on."""
        paused = self._player.separation.paused
        working = self._working()
        self.bar.setVisible(working is not None)
        if working is not None:
            self.bar.setValue(round(self._player.separation.status(working).done * 1000))
        self.hold_button.setVisible(bool(self._busy) or paused)
        self.hold_button.setText("Go on" if paused else "Hold")
        self.label.setText(self._words(working, paused=paused))

    def _arrange(self) -> None:
        layout = QHBoxLayout(self)
        layout.setContentsMargins(4, 0, 0, 0)
        layout.setSpacing(8)
        layout.addWidget(self.bar)
        layout.addWidget(self.label, 1)
        layout.addWidget(self.hold_button)
        layout.addWidget(self.cache_button)

    def _on_queue(self) -> None:
        states = {t.id: self._player.separation.status(t.id) for t in self._player.queue.tracks}
        self._busy = {each: s.state for each, s in states.items() if s.state in _BUSY}
        self.refresh()

    def _on_status(self, track_id: TrackId) -> None:
        state = self._player.separation.status(track_id).state
        if state in _BUSY and self._player.queue.get(track_id) is not None:
            self._busy[track_id] = state
        else:
            self._busy.pop(track_id, None)
        self.refresh()

    def _working(self) -> TrackId | None:
        return next((t for t, s in self._busy.items() if s is StemState.WORKING), None)

    def _words(self, working: TrackId | None, *, paused: bool) -> str:
        waiting = sum(state is StemState.QUEUED for state in self._busy.values())
        more = f"{waiting} waiting" if waiting else ""
        if paused:
            return ", ".join(word for word in ("Separation is held", more) if word)
        if working is None:
            return more and f"Separation: {more}"
        track = self._player.queue.get(working)
        title = f"“{track.title}”" if track else ""
        status = self._player.separation.status(working)
        words = (f"Separating {title}: {int(status.done * 100)} %", _left(status), more)
        return ", ".join(word for word in words if word)

    def _show_usage(self) -> None:
        used, budget = self._player.separation.usage()
        self.cache_button.setText(f"Stems: {size(used)} of {size(budget)}")
        self.clear_action.setEnabled(used > 0)


def _left(status: StemStatus) -> str:
    return "" if status.time_left is None else time_left(status.time_left)


def _tool(text: str, name: str, parent: QWidget) -> EnterToolButton:
    button = EnterToolButton(parent)
    button.setText(text)
    button.setAccessibleName(name)
    button.setProperty("quiet", True)
    return button
