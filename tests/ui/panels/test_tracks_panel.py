"""The table of tracks: what it shows, and what hands can do with it."""

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QFileDialog, QMenu

from player.core.playback import Transport
from player.core.separation import StemState, StemStatus
from player.ui.models.track_model import Column
from player.ui.window import MainWindow
from tests.ui.fakes import FakePlayer
from tests.ui.hands import click, double_click, key

Show = Callable[..., MainWindow]


def cell(window: MainWindow, row: int, column: Column) -> QPoint:
    table = window.tracks.table
    return table.visualRect(table.model().index(row, column)).center()


def text(window: MainWindow, row: int, column: Column) -> str:
    return str(window.tracks.model.index(row, column).data())


def test_an_empty_queue_tells_what_to_do(show: Show) -> None:
    player = FakePlayer()
    window = show(player)
    assert window.tracks.empty.isVisible()
    assert not window.tracks.table.isVisible()
    player.fill(1)
    assert window.tracks.table.isVisible()
    player.queue.clear()
    assert window.tracks.empty.isVisible()


def test_it_shows_tags_and_length(window: MainWindow) -> None:
    row = [text(window, 0, column) for column in list(Column)[1:]]
    assert row == ["Song 1", "Artist 1", "Album", "3:20", "–"]


@pytest.mark.parametrize(
    ("status", "words"),
    [
        (StemStatus(), "–"),
        (StemStatus(StemState.QUEUED), "queued"),
        (StemStatus(StemState.WORKING, 0.439), "43 %"),
        (StemStatus(StemState.READY, 1.0), "ready"),
        (StemStatus(StemState.FAILED, reason="The disk is full."), "failed"),
    ],
)
def test_the_stem_column(
    window: MainWindow, player: FakePlayer, status: StemStatus, words: str
) -> None:
    player.stems.trigger_status(player.queue.tracks[1].id, status)
    assert text(window, 1, Column.STEMS) == words
    tip = window.tracks.model.index(1, Column.STEMS).data(Qt.ItemDataRole.ToolTipRole)
    assert tip
    assert status.reason in tip


def test_progress_is_painted_as_a_bar(window: MainWindow, player: FakePlayer) -> None:
    track = player.queue.tracks[0].id

    def picture(done: float) -> object:
        player.stems.trigger_status(track, StemStatus(StemState.WORKING, done))
        return window.tracks.table.viewport().grab().toImage()

    assert picture(0.430) != picture(0.439)  # the same words over a longer bar


def test_a_double_click_plays(window: MainWindow, player: FakePlayer) -> None:
    double_click(window.tracks.table.viewport(), cell(window, 1, Column.TITLE))
    assert player.queue.current == player.queue.tracks[1].id
    word = window.tracks.model.index(1, Column.STATE).data(Qt.ItemDataRole.AccessibleTextRole)
    assert word == "playing"
    player.playback.pause()
    word = window.tracks.model.index(1, Column.STATE).data(Qt.ItemDataRole.AccessibleTextRole)
    assert word == "paused"


def test_enter_plays_and_delete_removes(window: MainWindow, player: FakePlayer) -> None:
    click(window.tracks.table.viewport(), cell(window, 2, Column.ARTIST))
    key(Qt.Key.Key_Return)
    assert player.queue.current == player.queue.tracks[2].id
    click(window.tracks.table.viewport(), cell(window, 0, Column.ARTIST))
    key(Qt.Key.Key_Delete)
    assert [track.title for track in player.queue.tracks] == ["Song 2", "Song 3"]
    assert [track.title for track in window.tracks.selected] == ["Song 2"]
    for _ in range(2):
        key(Qt.Key.Key_Delete)
    assert player.queue.tracks == ()
    assert window.tracks.empty.isVisible()


def test_delete_elsewhere_removes_nothing(window: MainWindow, player: FakePlayer) -> None:
    window.tracks.table.selectRow(0)
    window.transport.seek_bar.setFocus()
    key(Qt.Key.Key_Delete)
    assert len(player.queue.tracks) == 3


def menu_item(menu: QMenu, words: str) -> bool:
    """Choose an item if it can be chosen."""
    (action,) = (action for action in menu.actions() if action.text() == words)
    enabled = action.isEnabled()
    action.trigger()
    return enabled


def test_the_context_menu_separates_and_cancels(window: MainWindow, player: FakePlayer) -> None:
    track = player.queue.tracks[1].id
    window.tracks.table.selectRow(1)
    assert not menu_item(window.tracks.context_menu(), "Cancel separation")
    assert menu_item(window.tracks.context_menu(), "Separate now")
    assert player.separation.status(track).state is StemState.QUEUED
    assert not menu_item(window.tracks.context_menu(), "Separate now")
    assert menu_item(window.tracks.context_menu(), "Cancel separation")
    assert player.separation.status(track).state is StemState.NONE


def test_everything_is_separated_from_the_menu(window: MainWindow, player: FakePlayer) -> None:
    player.queue.add(["http://radio.example/live"])
    window.tracks.table.selectRow(0)
    assert menu_item(window.tracks.context_menu(), "Separate all")
    states = [player.separation.status(track.id).state for track in player.queue.tracks]
    assert states == [StemState.QUEUED] * 3 + [StemState.NONE]


def test_stems_are_pinned_from_the_menu(window: MainWindow, player: FakePlayer) -> None:
    window.tracks.table.selectAll()
    menu_item(window.tracks.context_menu(), "Pin stems")
    assert all(player.separation.pinned(track.id) for track in player.queue.tracks)
    tip = window.tracks.model.index(1, Column.STEMS).data(Qt.ItemDataRole.ToolTipRole)
    assert "Pinned" in tip
    window.tracks.table.selectRow(1)
    menu_item(window.tracks.context_menu(), "Pin stems")
    pinned = [player.separation.pinned(track.id) for track in player.queue.tracks]
    assert pinned == [True, False, True]


@pytest.mark.parametrize(
    ("item", "chosen"),
    [("Use stems from a folder…", "stems"), ("Use a stem file…", "song.stem.mp4")],
)
def test_stems_from_files_are_taken_from_the_menu(
    window: MainWindow, player: FakePlayer, tmp_path: Path, item: str, chosen: str
) -> None:
    window.tracks.table.selectRow(1)
    assert menu_item(window.tracks.context_menu(), item)
    dialog = window.findChild(QFileDialog)
    assert dialog is not None
    dialog.fileSelected.emit(str(tmp_path / chosen))
    dialog.close()
    assert player.stems.imported == [(player.queue.tracks[1].id, tmp_path / chosen)]


def test_finished_stems_are_exported_from_the_menu(
    window: MainWindow, player: FakePlayer, tmp_path: Path
) -> None:
    track = player.queue.tracks[0].id
    window.tracks.table.selectRow(0)
    assert not menu_item(window.tracks.context_menu(), "Export as stem file…")
    player.stems.trigger_status(track, StemStatus(StemState.READY, 1.0))
    assert menu_item(window.tracks.context_menu(), "Export as stem file…")
    dialog = window.findChild(QFileDialog)
    assert dialog is not None
    assert dialog.acceptMode() is QFileDialog.AcceptMode.AcceptSave
    dialog.fileSelected.emit(str(tmp_path / "Song 1.stem.mp4"))
    dialog.close()
    assert player.stems.exported == [(track, tmp_path / "Song 1.stem.mp4")]


def test_the_tip_names_the_model(window: MainWindow, player: FakePlayer) -> None:
    status = StemStatus(StemState.READY, 1.0, model="htdemucs")
    player.stems.trigger_status(player.queue.tracks[0].id, status)
    tip = window.tracks.model.index(0, Column.STEMS).data(Qt.ItemDataRole.ToolTipRole)
    assert tip.endswith("By Hybrid Transformer Demucs")


def test_the_context_menu_plays_and_removes(window: MainWindow, player: FakePlayer) -> None:
    window.tracks.table.selectRow(1)
    menu_item(window.tracks.context_menu(), "Play now")
    assert player.queue.current == player.queue.tracks[1].id
    menu_item(window.tracks.context_menu(), "Remove from the list")
    assert [track.title for track in player.queue.tracks] == ["Song 1", "Song 3"]


def test_a_stream_cannot_be_separated(window: MainWindow, player: FakePlayer) -> None:
    player.queue.add(["http://radio.example/live"])
    window.tracks.table.selectRow(3)
    assert not menu_item(window.tracks.context_menu(), "Separate now")
    assert text(window, 3, Column.LENGTH) == ""


def test_the_selection_stays_when_tracks_are_added(window: MainWindow, player: FakePlayer) -> None:
    window.tracks.table.selectRow(1)
    player.fill(5)
    assert [track.title for track in window.tracks.selected] == ["Song 2"]


def test_tags_that_come_later_are_shown(window: MainWindow, player: FakePlayer) -> None:
    track = player.queue.tracks[0].id
    player.queue.update(track, lambda known: replace(known, title="夜に駆ける 🎤"))
    assert text(window, 0, Column.TITLE) == "夜に駆ける 🎤"


@pytest.mark.parametrize("width", [800, 1280, 3840])
def test_columns_fit_the_table(show: Show, player: FakePlayer, width: int) -> None:
    table = show(player, width, 700).tracks.table
    wide = sum(table.columnWidth(column) for column in Column)
    assert table.viewport().width() - len(Column) <= wide <= table.viewport().width()


def titles(window: MainWindow) -> list[str]:
    return [text(window, row, Column.TITLE) for row in range(window.tracks.model.rowCount())]


def chosen(window: MainWindow) -> list[str]:
    return [track.title for track in window.tracks.selected]


def test_play_next_and_after_the_others(window: MainWindow, player: FakePlayer) -> None:
    player.fill(2)
    player.playback.play()
    window.tracks.table.setFocus()
    window.tracks.table.selectRow(2)
    key(Qt.Key.Key_Return, Qt.KeyboardModifier.ShiftModifier)
    assert titles(window) == ["Song 1", "Song 3", "Song 2", "Song 1", "Song 2"]
    assert chosen(window) == ["Song 3"]
    assert window.tracks.table.currentIndex().row() == 1
    assert player.playback.state.transport is Transport.PLAYING
    menu = window.tracks.context_menu()
    (last,) = [each for each in menu.actions() if each.text() == "Play after the others"]
    last.trigger()
    assert titles(window) == ["Song 1", "Song 2", "Song 1", "Song 2", "Song 3"]
    assert chosen(window) == ["Song 3"]
