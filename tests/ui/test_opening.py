"""Music comes in by dialog, address and drop."""

from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QApplication, QFileDialog, QInputDialog, QWidget
from pytestqt.qtbot import QtBot

from player.ui.window import MainWindow
from tests.ui.fakes import FakePlayer
from tests.ui.hands import click, key, type_text

CTRL = Qt.KeyboardModifier.ControlModifier
SHIFT = Qt.KeyboardModifier.ShiftModifier


def drop(widget: QWidget, *urls: QUrl) -> bool:
    """Drag over a widget and let go; whether somebody took it."""
    data = QMimeData()
    data.setUrls(urls)
    rest = (data, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier)
    enter = QDragEnterEvent(QPoint(9, 9), Qt.DropAction.CopyAction, *rest)
    QApplication.sendEvent(widget, enter)
    if not enter.isAccepted():
        return False
    event = QDropEvent(QPointF(9, 9), Qt.DropAction.CopyAction, *rest)
    QApplication.sendEvent(widget, event)
    return event.isAccepted()


@pytest.fixture
def song(tmp_path: Path) -> Path:
    path = tmp_path / "a song 🎤 .flac"
    path.write_bytes(b"")
    return path


@pytest.fixture
def empty(player: FakePlayer) -> FakePlayer:
    player.queue.clear()
    return player


def test_dropped_files_are_added_and_played(
    empty: FakePlayer, window: MainWindow, song: Path
) -> None:
    assert drop(window, QUrl.fromLocalFile(str(song)))
    assert empty.opened == [([str(song)], True)]
    assert window.tracks.model.rowCount() == 1


def test_a_drop_does_not_disturb_what_plays(
    player: FakePlayer, window: MainWindow, song: Path
) -> None:
    player.playback.play()
    drop(window, QUrl.fromLocalFile(str(song)), QUrl("http://radio.example/live"))
    assert player.opened == [([str(song), "http://radio.example/live"], False)]
    assert player.queue.current == player.queue.tracks[0].id


def test_a_folder_is_queued_but_not_played(
    empty: FakePlayer, window: MainWindow, tmp_path: Path
) -> None:
    drop(window, QUrl.fromLocalFile(str(tmp_path)))
    assert empty.opened == [([str(tmp_path)], False)]


def test_other_things_are_not_taken(player: FakePlayer, window: MainWindow) -> None:
    assert not drop(window, QUrl("mailto:somebody@example.com"))
    assert player.opened == []


def test_the_children_leave_drops_to_the_window(window: MainWindow) -> None:
    takes = [child for child in window.findChildren(QWidget) if child.acceptDrops()]
    assert takes == []


def test_ctrl_o_opens_files(empty: FakePlayer, window: MainWindow, song: Path) -> None:
    key(Qt.Key.Key_O, CTRL)
    dialog = window.findChild(QFileDialog)
    assert dialog is not None
    assert dialog.fileMode() is QFileDialog.FileMode.ExistingFiles
    dialog.filesSelected.emit([str(song)])
    dialog.close()
    assert empty.opened == [([str(song)], True)]


def test_ctrl_shift_o_opens_a_folder(empty: FakePlayer, window: MainWindow, tmp_path: Path) -> None:
    key(Qt.Key.Key_O, CTRL | SHIFT)
    dialog = window.findChild(QFileDialog)
    assert dialog is not None
    assert dialog.fileMode() is QFileDialog.FileMode.Directory
    dialog.filesSelected.emit([str(tmp_path)])
    dialog.close()
    assert empty.opened == [([str(tmp_path)], False)]


@pytest.mark.parametrize("typed", ["http://radio.example/live", " radio.example/live "])
def test_ctrl_u_opens_a_stream(
    empty: FakePlayer, window: MainWindow, qtbot: QtBot, typed: str
) -> None:
    key(Qt.Key.Key_U, CTRL)
    dialog = window.findChild(QInputDialog)
    assert dialog is not None
    qtbot.waitUntil(lambda: QApplication.activeWindow() is dialog)
    type_text(typed)
    key(Qt.Key.Key_Return)
    assert empty.opened == [(["http://radio.example/live"], True)]


def test_the_empty_window_has_buttons_for_it(empty: FakePlayer, window: MainWindow) -> None:
    click(window.tracks.empty.files_button)
    dialog = window.findChild(QFileDialog)
    assert dialog is not None
    dialog.close()
