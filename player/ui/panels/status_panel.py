"""The quiet line at the bottom: how far the backlog is, and what the stem cache uses."""

from PySide6.QtWidgets import QHBoxLayout, QMenu, QProgressBar, QToolButton, QWidget

from player.base.units import Seconds, TrackId
from player.core.player import Player
from player.core.separation import StemState
from player.ui.listen import listen
from player.ui.tips import set_tip
from player.ui.widgets.elided_label import ElidedLabel
from player.ui.widgets.icon_button import EnterToolButton
from player.ui.widgets.text import size, time_left
from player.ui.words import tr

_BAR_WIDTH = 96


class StatusPanel(QWidget):
    """One line that nobody has to read."""

    def __init__(self, player: Player, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._player = player
        self._known: frozenset[TrackId] = frozenset()
        self._queued: set[TrackId] = set()
        self._working: set[TrackId] = set()
        self.bar = QProgressBar(self)
        self.bar.setTextVisible(False)
        self.bar.setRange(0, 1000)
        self.bar.setFixedWidth(_BAR_WIDTH)
        self.bar.setAccessibleName(tr("Progress of separation"))
        self.label = ElidedLabel(parent=self)
        self.label.setProperty("quiet", True)
        self.hold_button = _tool(tr("Hold"), tr("Hold or go on with separation"), self)
        set_tip(self.hold_button, "pause-separation")
        self.cancel_button = _tool(tr("Cancel"), tr("Cancel all separation"), self)
        set_tip(self.cancel_button, "cancel-all", tr("Take back all that waits"))
        self.cancel_button.clicked.connect(player.separation.cancel_all)
        self.cache_button = _tool("", tr("Stem cache"), self)
        self.cache_button.setToolTip(tr("Disk space used by stems"))
        self.clear_menu = QMenu(self)
        self.clear_action = self.clear_menu.addAction(tr("Clear stem cache"))
        self.clear_action.setToolTip(tr("All stems but those of the track that plays"))
        self.clear_action.triggered.connect(player.separation.clear_cache)
        self.cache_button.setMenu(self.clear_menu)
        self.cache_button.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        self._arrange()
        self._on_queue()
        self._show_usage()
        listen(self, player.queue.changed, self._on_queue)
        listen(self, player.separation.status_changed, self._on_status)
        listen(self, player.separation.backlog_changed, lambda _backlog: self.refresh())
        listen(self, player.separation.usage_changed, self._show_usage)

    def refresh(self) -> None:
        """Say anew what is going on."""
        paused = self._player.separation.paused
        backlog = self._player.separation.backlog
        working = min(self._working, default=None)
        done = 0.0 if working is None else self._player.separation.status(working).done
        share = (max(0, backlog.wanted - backlog.tracks) + done) / max(1, backlog.wanted)
        self.bar.setVisible(working is not None or backlog.tracks > 0)
        self.bar.setValue(round(min(1.0, share) * 1000))
        self.hold_button.setVisible(bool(self._queued or self._working or backlog.tracks) or paused)
        self.hold_button.setText(tr("Go on") if paused else tr("Hold"))
        self.cancel_button.setVisible(backlog.tracks > 0)
        self.label.setText(self._words(working, paused=paused))

    def _arrange(self) -> None:
        layout = QHBoxLayout(self)
        layout.setContentsMargins(4, 0, 0, 0)
        layout.setSpacing(8)
        layout.addWidget(self.bar)
        layout.addWidget(self.label, 1)
        layout.addWidget(self.hold_button)
        layout.addWidget(self.cancel_button)
        layout.addWidget(self.cache_button)

    def _on_queue(self) -> None:
        self._known = frozenset(track.id for track in self._player.queue.tracks)
        states = {each: self._player.separation.status(each).state for each in self._known}
        self._queued = {each for each in states if states[each] is StemState.QUEUED}
        self._working = {each for each in states if states[each] is StemState.WORKING}
        self.refresh()

    def _on_status(self, track_id: TrackId) -> None:
        self._queued.discard(track_id)
        self._working.discard(track_id)
        state = self._player.separation.status(track_id).state
        if track_id in self._known and state is StemState.QUEUED:
            self._queued.add(track_id)
        if track_id in self._known and state is StemState.WORKING:
            self._working.add(track_id)
        self.refresh()

    def _words(self, working: TrackId | None, *, paused: bool) -> str:
        backlog = self._player.separation.backlog
        waiting = max(len(self._queued), backlog.tracks - len(self._working))
        more = f"{waiting} waiting" if waiting > 0 else ""
        if paused:
            return _line(tr("Separation is held"), more)
        if backlog.waiting and working is None:
            return _line(
                tr("Separation waits: {waiting}").format(waiting=backlog.waiting),
                tr("{count} to do").format(count=backlog.tracks),
            )
        if backlog.wanted > 1 and backlog.tracks:
            number = backlog.wanted - backlog.tracks + 1
            held = backlog.waiting and f"the rest waits: {backlog.waiting}"
            return _line(
                tr("Separating {number} of {wanted}").format(number=number, wanted=backlog.wanted),
                _left(backlog.time_left),
                held,
            )
        if working is None:
            return more and tr("Separation: {more}").format(more=more)
        return self._of_track(working, more)

    def _of_track(self, working: TrackId, more: str) -> str:
        track = self._player.queue.get(working)
        title = f"“{track.title}”" if track else ""
        status = self._player.separation.status(working)
        percent = tr("Separating {title}: {percent} %").format(
            title=title, percent=int(status.done * 100)
        )
        return _line(percent, _left(status.time_left), more)

    def _show_usage(self) -> None:
        used, budget = self._player.separation.usage()
        self.cache_button.setText(
            tr("Stems: {used} of {budget}").format(used=size(used), budget=size(budget))
        )
        self.clear_action.setEnabled(used > 0)


def _left(time: Seconds | None) -> str:
    return "" if time is None else time_left(time)


def _line(*words: str) -> str:
    return " · ".join(word for word in words if word)


def _tool(text: str, name: str, parent: QWidget) -> EnterToolButton:
    button = EnterToolButton(parent)
    button.setText(text)
    button.setAccessibleName(name)
    button.setProperty("quiet", True)
    return button
