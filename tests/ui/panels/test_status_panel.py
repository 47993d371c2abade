"""The quiet line tells what is being separated, and what the cache uses."""

import pytest
from pytestqt.qtbot import QtBot

from player.core.separation import Backlog, StemState, StemStatus
from player.ui.panels.status_panel import StatusPanel
from player.ui.window import MainWindow
from tests.ui.fakes import FakePlayer
from tests.ui.hands import click


@pytest.fixture
def panel(player: FakePlayer, qtbot: QtBot) -> StatusPanel:
    panel = StatusPanel(player)
    qtbot.addWidget(panel)
    panel.resize(800, 30)
    with qtbot.waitExposed(panel):
        panel.show()
    return panel


def test_it_is_quiet_when_nothing_is_done(panel: StatusPanel) -> None:
    assert panel.label.text() == ""
    assert not panel.bar.isVisible()
    assert not panel.hold_button.isVisible()


def test_progress_with_time_left(panel: StatusPanel, player: FakePlayer) -> None:
    first, second, third = (track.id for track in player.queue.tracks)
    player.stems.trigger_status(first, StemStatus(StemState.WORKING, 0.43, time_left=11.6))
    player.stems.trigger_status(second, StemStatus(StemState.QUEUED))
    player.stems.trigger_status(third, StemStatus(StemState.QUEUED))
    assert panel.label.text() == "Separating “Song 1”: 43 % · 12 s left · 2 waiting"
    assert panel.bar.value() == 430
    player.stems.trigger_status(first, StemStatus(StemState.READY, 1.0))
    assert panel.label.text() == "Separation: 2 waiting"
    player.queue.remove([second, third])
    assert panel.label.text() == ""


def test_holding_separation(window: MainWindow, player: FakePlayer) -> None:
    track = player.queue.tracks[0].id
    player.playback.play(track)
    player.stems.trigger_status(track, StemStatus(StemState.QUEUED))
    click(window.status.hold_button)
    assert player.separation.paused
    assert window.status.label.text() == "Separation is held · 1 waiting"
    assert window.mixer.state_label.text() == "The original plays; separation is held."
    assert window.actions_["pause-separation"].isChecked()
    window.actions_["pause-separation"].trigger()
    assert window.status.hold_button.text() == "Hold"


def test_the_cache_is_shown_and_cleared(panel: StatusPanel, player: FakePlayer) -> None:
    assert panel.cache_button.text() == "Stems: 1.2 GB of 20 GB"
    panel.clear_action.trigger()
    assert player.stems.used == 0
    assert panel.cache_button.text() == "Stems: 0 MB of 20 GB"
    assert not panel.clear_action.isEnabled()


def test_the_backlog_is_told_in_one_line(panel: StatusPanel, player: FakePlayer) -> None:
    first = player.queue.tracks[0].id
    player.stems.trigger_backlog(Backlog(10, 12, 240.0))
    assert panel.label.text() == "Separating 3 of 12 · about 4 min left"
    player.stems.trigger_status(first, StemStatus(StemState.WORKING, 0.4))
    assert panel.bar.value() == 200
    player.stems.trigger_backlog(Backlog(10, 12, 240.0, "on battery"))
    assert panel.label.text().endswith("the rest waits: on battery")
    player.stems.trigger_status(first, StemStatus(StemState.QUEUED))
    assert panel.label.text() == "Separation waits: on battery · 10 to do"
    player.stems.trigger_backlog(Backlog())
    player.stems.trigger_status(first, StemStatus(StemState.READY, 1.0))
    assert panel.label.text() == ""
    assert not panel.cancel_button.isVisible()


def test_everything_is_taken_back_by_one_button(window: MainWindow, player: FakePlayer) -> None:
    window.actions_["separate-all"].trigger()
    states = {player.separation.status(track.id).state for track in player.queue.tracks}
    assert states == {StemState.QUEUED}
    assert window.status.label.text() == "Separating 1 of 3"
    click(window.status.cancel_button)
    states = {player.separation.status(track.id).state for track in player.queue.tracks}
    assert states == {StemState.NONE}
    assert not window.status.cancel_button.isVisible()
