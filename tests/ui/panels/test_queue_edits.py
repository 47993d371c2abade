"""The queue under the hands: rows dragged elsewhere, and everything undone by keys."""

from PySide6.QtCore import QMimeData, QPoint, Qt

from player.core.playback import Transport
from player.ui.models.track_model import Column
from player.ui.window import MainWindow
from tests.ui.fakes import FakePlayer
from tests.ui.hands import click, drop, key


def titles(player: FakePlayer) -> str:
    return "".join(track.title.removeprefix("Song ") for track in player.queue.tracks)


def drag_rows(window: MainWindow, *rows: int) -> QMimeData:
    model = window.tracks.model
    return model.mimeData([model.index(row, column) for row in rows for column in range(2)])


def below(window: MainWindow, row: int) -> QPoint:
    """The line under a row."""
    rect = window.tracks.table.visualRect(window.tracks.model.index(row, Column.TITLE))
    return QPoint(rect.center().x(), rect.bottom())


def test_rows_are_dragged_elsewhere_together(window: MainWindow, player: FakePlayer) -> None:
    player.queue.clear()
    player.fill(5)
    player.playback.play()
    data = drag_rows(window, 0, 1)
    assert [url.fileName() for url in data.urls()] == ["Song 1.flac", "Song 2.flac"]
    assert drop(window.tracks.table.viewport(), data, below(window, 3))
    assert titles(player) == "34125"
    assert [track.title for track in window.tracks.selected] == ["Song 1", "Song 2"]
    assert player.playback.state.transport is Transport.PLAYING
    assert player.queue.current == player.queue.tracks[2].id


def test_rows_are_dragged_to_the_end(window: MainWindow, player: FakePlayer) -> None:
    table = window.tracks.table
    nothing_there = QPoint(20, table.viewport().height() - 10)
    assert drop(table.viewport(), drag_rows(window, 0), nothing_there)
    assert titles(player) == "231"


def test_undo_and_redo_by_keys(window: MainWindow, player: FakePlayer) -> None:
    table = window.tracks.table
    click(table.viewport(), below(window, 1) - QPoint(0, 5))
    key(Qt.Key.Key_Delete)
    assert titles(player) == "13"
    key(Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert titles(player) == "123"
    key(Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier)
    assert titles(player) == "13"


def test_what_cannot_be_undone_is_not_offered(window: MainWindow, player: FakePlayer) -> None:
    player.queue.forget_edits()
    window.tracks.table.selectRow(0)
    undo = next(a for a in window.tracks.context_menu().actions() if a.text() == "Undo")
    assert not undo.isEnabled()
