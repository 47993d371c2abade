"""Music comes in by dialog, address and drop."""

from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDragLeaveEvent, QDragMoveEvent, QDropEvent
from PySide6.QtWidgets import QApplication, QFileDialog, QInputDialog, QWidget
from pytestqt.qtbot import QtBot

from player.ui.window import MainWindow
from tests.ui.fakes import FakePlayer
from tests.ui.hands import click, key, type_text

CTRL = Qt.KeyboardModifier.ControlModifier
SHIFT = Qt.KeyboardModifier.ShiftModifier

CORNER = QPoint(9, 9)


def drop(widget: QWidget, *urls: QUrl, at: QPoint = CORNER) -> bool:
    """Drag over a widget and let go there; whether somebody took it."""
    data = QMimeData()
    data.setUrls(urls)
    rest = (data, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier)
    enter = QDragEnterEvent(at, Qt.DropAction.CopyAction, *rest)
    QApplication.sendEvent(widget, enter)
    if not enter.isAccepted():
        return False
    event = QDropEvent(QPointF(at), Qt.DropAction.CopyAction, *rest)
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


def over_mixer(window: MainWindow) -> QPoint:
    return window.mixer.mapTo(window, window.mixer.rect().center())


@pytest.mark.parametrize("name", ["stems", "song.STEM.mp4"])
def test_stems_dropped_on_the_mixer_are_those_of_the_song_that_plays(
    player: FakePlayer, window: MainWindow, tmp_path: Path, name: str
) -> None:
    player.playback.play()
    dropped = tmp_path / name
    dropped.mkdir() if name == "stems" else dropped.write_bytes(b"")
    assert drop(window, QUrl.fromLocalFile(str(dropped)), at=over_mixer(window))
    assert player.stems.imported == [(player.queue.tracks[0].id, dropped)]
    assert player.opened == []
    assert drop(window, QUrl.fromLocalFile(str(dropped)))  # on the list
    assert player.opened == [([str(dropped)], False)]


def test_on_the_mixer_a_song_is_opened_and_stems_need_a_song(
    player: FakePlayer, window: MainWindow, song: Path, tmp_path: Path
) -> None:
    drop(window, QUrl.fromLocalFile(str(tmp_path)), at=over_mixer(window))
    player.playback.play()
    drop(window, QUrl.fromLocalFile(str(song)), at=over_mixer(window))
    assert [what for what, _ in player.opened] == [[str(tmp_path)], [str(song)]]
    assert player.stems.imported == []


def test_the_place_that_takes_a_drop_is_marked(window: MainWindow, player: FakePlayer) -> None:
    player.playback.play()
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile("/music/song.stem.mp4")])
    rest = (data, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier)

    def marked(at: QPoint) -> tuple[bool, bool]:
        QApplication.sendEvent(window, QDragMoveEvent(at, Qt.DropAction.CopyAction, *rest))
        widgets = (window.tracks.table, window.mixer)
        return bool(widgets[0].property("dropping")), bool(widgets[1].property("dropping"))

    QApplication.sendEvent(window, QDragEnterEvent(CORNER, Qt.DropAction.CopyAction, *rest))
    assert marked(CORNER) == (True, False)
    assert marked(over_mixer(window)) == (False, True)
    QApplication.sendEvent(window, QDragLeaveEvent())
    assert not window.mixer.property("dropping")


def test_the_children_leave_drops_to_the_window(
    empty: FakePlayer, window: MainWindow, song: Path
) -> None:
    empty.fill(1)
    takes = [child for child in window.findChildren(QWidget) if child.acceptDrops()]
    assert set(takes) <= {window.tracks.table, window.tracks.table.viewport()}  # rows, to move
    for child in (*takes, window.transport, window.frame.navigation):
        drop(child, QUrl.fromLocalFile(str(song)))
        assert empty.opened.pop() == ([str(song)], True)
        empty.playback.stop()


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


@pytest.mark.parametrize(("kind", "name"), [(0, "My list.m3u8"), (2, "My list.xspf")])
def test_ctrl_shift_s_saves_the_list(
    player: FakePlayer, window: MainWindow, tmp_path: Path, kind: int, name: str
) -> None:
    key(Qt.Key.Key_S, CTRL | SHIFT)
    dialog = window.findChild(QFileDialog)
    assert dialog is not None
    assert dialog.acceptMode() is QFileDialog.AcceptMode.AcceptSave
    dialog.setDirectory(str(tmp_path))
    if kind:
        dialog.selectNameFilter(dialog.nameFilters()[kind])
        dialog.filterSelected.emit(dialog.nameFilters()[kind])
    dialog.selectFile("My list")
    dialog.accept()
    assert player.saved == [tmp_path / name]


def test_an_empty_list_is_not_saved(empty: FakePlayer, window: MainWindow) -> None:
    key(Qt.Key.Key_S, CTRL | SHIFT)
    assert window.findChild(QFileDialog) is None
    assert [message.text for message in empty.messages.recent] == [
        "There is nothing in the list to save."
    ]


def test_playlists_are_opened_like_songs(
    empty: FakePlayer, window: MainWindow, tmp_path: Path
) -> None:
    playlist = tmp_path / "list.m3u8"
    playlist.touch()
    assert drop(window, QUrl.fromLocalFile(str(playlist)))
    assert empty.opened == [([str(playlist)], True)]
    key(Qt.Key.Key_O, CTRL)
    dialog = window.findChild(QFileDialog)
    assert dialog is not None
    assert {"*.mp3", "*.m3u8", "*.xspf"} <= set(dialog.nameFilters()[0].strip(")").split(" "))
    assert "(*)" in dialog.nameFilters()[1]
    dialog.close()


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
    click(window.tracks.files_button)
    dialog = window.findChild(QFileDialog)
    assert dialog is not None
    dialog.close()
