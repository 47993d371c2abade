"""The dialog for names, with real files, keys and mouse."""

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from player.ui.tag_editor.rename_dialog import RenameDialog
from player.ui.window import MainWindow
from tests.ui.fakes import FakePlayer
from tests.ui.hands import click, key, type_text

Key = Qt.Key
WAIT = 10_000


@pytest.fixture
def window(show: Callable[..., MainWindow], player: FakePlayer, songs: list[Path]) -> MainWindow:
    player.queue.add(songs)
    return show(player)


@pytest.fixture
def dialog(window: MainWindow, qtbot: QtBot) -> RenameDialog:
    """The dialog, as F2 opens it for all songs of the queue."""
    window.go_to("queue")
    window.tracks.table.setFocus()
    window.tracks.table.selectAll()
    key(Key.Key_F2)
    dialog = window.findChild(RenameDialog)
    assert dialog is not None
    qtbot.waitUntil(lambda: QApplication.activeWindow() is dialog)
    planned(qtbot, dialog)
    return dialog


def planned(qtbot: QtBot, dialog: RenameDialog) -> None:
    qtbot.waitUntil(lambda: dialog.footer.status_label.text().endswith(("rename", "renamed")))


def write_pattern(qtbot: QtBot, dialog: RenameDialog, pattern: str) -> None:
    dialog.pattern_edit.setFocus()
    dialog.pattern_edit.selectAll()
    dialog.footer.status_label.clear()
    type_text(pattern)
    planned(qtbot, dialog)


def lines(dialog: RenameDialog) -> list[tuple[str, ...]]:
    return [line.texts[:2] for line in dialog.table.changes.lines]


def names(songs: list[Path]) -> list[str]:
    folder = songs[0].parents[1] / "music"
    return sorted(path.relative_to(folder).as_posix() for path in folder.rglob("*.mp3"))


def test_names_are_previewed_as_the_pattern_is_typed(
    dialog: RenameDialog, songs: list[Path], qtbot: QtBot
) -> None:
    assert lines(dialog)[0] == ("01 one.mp3", "Artist 1/Album/one.mp3")
    write_pattern(qtbot, dialog, "{title} by {artist}")
    assert lines(dialog)[0] == ("01 one.mp3", "one by Artist 1.mp3")
    assert dialog.footer.status_label.text() == "3 files to rename"
    assert names(songs) == ["01 one.mp3", "02 two.mp3", "03 three.mp3"]


def test_files_are_renamed_followed_and_taken_back(
    dialog: RenameDialog, songs: list[Path], window: MainWindow, qtbot: QtBot
) -> None:
    write_pattern(qtbot, dialog, "{album}/{title}")
    key(Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    qtbot.waitUntil(lambda: lines(dialog)[0] == ("Album/one.mp3", "(stays)"), timeout=WAIT)
    assert names(songs) == ["Album/one.mp3", "Album/three.mp3", "Album/two.mp3"]
    assert window.preferences.now.rename_pattern == "{album}/{title}"
    assert not dialog.footer.apply_button.isEnabled()
    assert dialog.messages.text_label.text() == "3 files renamed."
    click(dialog.footer.undo_button)
    qtbot.waitUntil(lambda: lines(dialog)[0] == ("01 one.mp3", "Album/one.mp3"), timeout=WAIT)
    assert names(songs) == ["01 one.mp3", "02 two.mp3", "03 three.mp3"]


def test_what_stands_in_the_way_is_red(
    dialog: RenameDialog, songs: list[Path], qtbot: QtBot
) -> None:
    write_pattern(qtbot, dialog, "{album}")
    assert [line.problem for line in dialog.table.changes.lines] == [
        "Two files would have this name."
    ] * 3
    assert dialog.footer.status_label.text() == "0 files to rename, 3 cannot be renamed"
    assert not dialog.table.isColumnHidden(2)
    assert not dialog.footer.apply_button.isEnabled()


def test_a_pattern_that_is_wrong_is_told_below_it(dialog: RenameDialog) -> None:
    dialog.pattern_edit.setFocus()
    dialog.pattern_edit.selectAll()
    type_text("{titel}")
    assert dialog.problem_label.isVisible()
    assert "no token {titel}" in dialog.problem_label.text()
    assert lines(dialog) == []
    assert not dialog.footer.apply_button.isEnabled()


def test_tokens_are_inserted_from_the_menu(dialog: RenameDialog, qtbot: QtBot) -> None:
    write_pattern(qtbot, dialog, "{title} ")
    dialog.token_button.menu().actions()[1].trigger()
    assert dialog.pattern_edit.text() == "{title} {artist}"
    assert QApplication.focusWidget() is dialog.pattern_edit


def test_another_folder(
    dialog: RenameDialog, songs: list[Path], tmp_path: Path, qtbot: QtBot
) -> None:
    other = tmp_path / "music" / "sorted"
    other.mkdir()
    dialog.footer.status_label.clear()
    dialog.set_root(other)
    planned(qtbot, dialog)
    click(dialog.footer.apply_button)
    qtbot.waitUntil(lambda: not songs[0].exists(), timeout=WAIT)
    qtbot.waitUntil(lambda: lines(dialog)[0][1] == "(stays)", timeout=WAIT)
    assert names(songs)[0] == "sorted/Artist 1/Album/one.mp3"


def test_keys_reach_everything_and_all_has_a_name(dialog: RenameDialog) -> None:
    dialog.pattern_edit.setFocus()
    reached: list[QWidget] = []
    for _ in range(12):
        focus = QApplication.focusWidget()
        assert focus is not None
        reached.append(focus)
        key(Key.Key_Tab)
    expected = [
        dialog.token_button,
        dialog.root_button,
        dialog.companions_box,
        dialog.table,
        dialog.footer.close_button,
        dialog.footer.apply_button,
    ]
    assert [each for each in expected if each not in reached] == []
    assert [each for each in reached if not each.accessibleName()] == []


def test_it_fits_a_small_window(
    show: Callable[..., MainWindow], player: FakePlayer, songs: list[Path], qtbot: QtBot
) -> None:
    window = show(player, 800, 600)
    window.rename_files(songs)
    dialog = window.findChild(RenameDialog)
    assert dialog is not None
    planned(qtbot, dialog)
    assert dialog.width() <= 800
    assert dialog.height() <= 600
