"""The table model tells the view exactly what changed."""

from dataclasses import replace

import pytest
from PySide6.QtCore import QObject, Qt
from PySide6.QtTest import QAbstractItemModelTester, QSignalSpy

from player.base.units import SAMPLE_RATE
from player.core.separation import StemState, StemStatus
from player.ui.models.track_model import STATUS_ROLE, Column, TrackModel
from tests.ui.fakes import FakePlayer


@pytest.fixture
def model(player: FakePlayer, qapp: QObject) -> TrackModel:
    return TrackModel(player.queue, player.separation, player.playback, qapp)


def test_it_keeps_the_rules_of_item_models(model: TrackModel, player: FakePlayer) -> None:
    tester = QAbstractItemModelTester(
        model, QAbstractItemModelTester.FailureReportingMode.Warning, model
    )
    player.fill(2)
    player.queue.remove([player.queue.tracks[1].id])
    player.queue.clear()
    player.fill(1)
    assert model.rowCount() == 1
    assert tester.model() is model


def test_added_tracks_are_inserted(model: TrackModel, player: FakePlayer) -> None:
    inserted, reset = QSignalSpy(model.rowsInserted), QSignalSpy(model.modelReset)
    player.fill(2)
    assert (inserted.count(), reset.count()) == (1, 0)
    assert model.rowCount() == 5


def test_playback_positions_change_nothing(model: TrackModel, player: FakePlayer) -> None:
    player.playback.play()
    changed = QSignalSpy(model.dataChanged)
    for second in range(20):
        player.engine.trigger_position(second * SAMPLE_RATE)
    assert changed.count() == 0


def test_a_status_changes_one_cell(model: TrackModel, player: FakePlayer) -> None:
    changed = QSignalSpy(model.dataChanged)
    status = StemStatus(StemState.WORKING, 0.5)
    player.stems.trigger_status(player.queue.tracks[1].id, status)
    assert changed.count() == 1
    first, last = changed.at(0)[:2]
    assert (first.row(), first.column(), last.column()) == (1, Column.STEMS, Column.STEMS)
    assert first.data(STATUS_ROLE) == status


def test_the_current_track_moves_on(model: TrackModel, player: FakePlayer) -> None:
    player.playback.play()
    player.playback.next()
    words = [
        model.index(row, Column.STATE).data(Qt.ItemDataRole.AccessibleTextRole) for row in range(3)
    ]
    assert words == ["", "playing", ""]


def test_a_track_that_left_the_queue_is_ignored(model: TrackModel, player: FakePlayer) -> None:
    gone = player.queue.tracks[0].id
    player.queue.remove([gone])
    player.stems.trigger_status(gone, StemStatus(StemState.READY, 1.0))
    assert model.row(gone) is None


def test_headings_and_tool_tips(model: TrackModel, player: FakePlayer) -> None:
    heading = model.headerData(Column.STEMS, Qt.Orientation.Horizontal)
    assert heading == "Stems"
    track = player.queue.tracks[0]
    player.queue.update(track.id, lambda known: replace(known, album="A very long name"))
    tip = model.index(0, Column.ALBUM).data(Qt.ItemDataRole.ToolTipRole)
    assert tip == "A very long name"
