"""What the library says when it is empty, and what queue and tag editor get from it."""

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QMimeData, QPoint, QUrl
from PySide6.QtWidgets import QFileDialog
from pytestqt.qtbot import QtBot

from player.ui.library.folder_actions import FolderActions
from player.ui.library.library_place import LibraryPlace
from player.ui.window import MainWindow
from tests.ui.fakes import FakePlayer
from tests.ui.hands import click, drop
from tests.ui.library.hands import Hands, queue_titles


def test_an_empty_library_tells_what_to_do(
    open_library: Callable[[], MainWindow], qtbot: QtBot, tmp_path: Path
) -> None:
    place = open_library().library
    assert place is not None
    qtbot.waitUntil(place.empty.isVisible)
    added: list[object] = []
    place.empty.folders_dropped.connect(added.append)
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(tmp_path))])
    assert drop(place.empty, data, QPoint(50, 50))
    assert added == [[str(tmp_path)]]
    click(place.empty.button)
    dialog = place.window().findChild(QFileDialog)
    assert dialog is not None
    dialog.close()


def test_folders_go_to_the_scanner(window: MainWindow, tmp_path: Path) -> None:
    class Scan:
        def __init__(self) -> None:
            self.added: list[Path] = []

        def add_folders(self, folders: list[Path]) -> None:
            self.added += folders

    scan = Scan()
    FolderActions(scan, window).add([str(tmp_path)])  # type: ignore[arg-type]
    assert scan.added == [tmp_path]


def test_tracks_dropped_on_the_queue_go_where_they_fall(
    hands: Hands, window: MainWindow, place: LibraryPlace, player: FakePlayer
) -> None:
    player.fill(2)
    hands.click_row("Hunter")
    data = place.tracks.actions_.dragged()
    window.go_to("queue")
    table = window.tracks.table
    first = table.visualRect(window.tracks.model.index(0, 1))
    assert drop(table.viewport(), data, QPoint(first.center().x(), first.bottom()))
    wanted = ["Song 1", "Hunter", "Song 2"]
    hands.qtbot.waitUntil(lambda: queue_titles(player.queue.tracks) == wanted)


def test_what_is_dragged_is_files_for_others(hands: Hands, place: LibraryPlace) -> None:
    hands.click_row("Jóga")
    (url,) = place.tracks.actions_.dragged().urls()
    assert url.toLocalFile() == "/music/Björk/Homogenic/02 Jóga.flac"


def test_tags_are_edited_from_the_menu(hands: Hands, place: LibraryPlace) -> None:
    asked: list[list[Path]] = []
    place.tags_asked.disconnect()
    place.tags_asked.connect(asked.append)
    hands.click_row("Hunter")
    hands.choose(place.tracks.actions_.menu(), "Edit tags…")
    hands.qtbot.waitUntil(lambda: bool(asked))
    assert [path.name for path in asked[0]] == ["01 Hunter.flac"]
