"""The dialog for tags, with real files, keys and mouse."""

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QPoint, Qt, QUrl
from PySide6.QtGui import QColor, QGuiApplication, QImage
from PySide6.QtWidgets import QApplication, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from player.library.tag_changes import Field
from player.library.tag_writing import read_file_tags
from player.ui.tag_editor.dialogs import edit_tags
from player.ui.tag_editor.field_edits import LineField
from player.ui.tag_editor.tag_dialog import TagDialog
from player.ui.window import MainWindow
from tests.ui.fakes import FakePlayer
from tests.ui.hands import click, drop, key, type_text
from tests.ui.tag_editor.conftest import TITLES, said

Key = Qt.Key
CTRL = Qt.KeyboardModifier.ControlModifier
WAIT = 10_000


@pytest.fixture
def behind(qtbot: QtBot) -> QWidget:
    """A window for the dialog to belong to."""
    window = QWidget()
    window.resize(1200, 800)
    qtbot.addWidget(window)
    return window


@pytest.fixture
def dialog(behind: QWidget, player: FakePlayer, songs: list[Path], qtbot: QtBot) -> TagDialog:
    """The dialog for all songs."""
    dialog = edit_tags(player, songs, behind)
    dialog.activateWindow()
    qtbot.waitUntil(lambda: QApplication.activeWindow() is dialog)
    read(qtbot, dialog)
    return dialog


def test_keys_open_it_for_the_chosen_songs_of_the_queue(
    show: Callable[..., MainWindow], player: FakePlayer, songs: list[Path], qtbot: QtBot
) -> None:
    player.queue.add(songs)
    window = show(player)
    window.go_to("queue")
    window.tracks.table.setFocus()
    window.tracks.table.selectAll()
    key(Key.Key_I, CTRL)
    dialog = window.findChild(TagDialog)
    assert dialog is not None
    read(qtbot, dialog)
    assert [file.path for file in dialog.draft.files] == songs


def read(qtbot: QtBot, dialog: TagDialog) -> None:
    qtbot.waitUntil(lambda: bool(dialog.draft.files), timeout=WAIT)


def apply(qtbot: QtBot, dialog: TagDialog) -> None:
    """Press Apply, and wait until the files were written and read again."""
    before = dialog.draft
    with qtbot.waitSignal(dialog.footer.applied):
        key(Key.Key_Return, CTRL)
    qtbot.waitUntil(lambda: dialog.draft is not before, timeout=WAIT)


def lines(dialog: TagDialog) -> list[tuple[str, ...]]:
    return [line.texts for line in dialog.table.changes.lines]


def test_it_shows_what_files_share(dialog: TagDialog) -> None:
    assert dialog.form.edits[Field.ALBUM].values() == ("Album",)
    title = dialog.form.edits[Field.TITLE]
    assert isinstance(title, LineField)
    assert (title.text(), title.placeholderText()) == ("", "(several values)")
    assert not dialog.footer.apply_button.isEnabled()
    assert lines(dialog) == []


def test_one_value_for_all_is_previewed_and_written(
    dialog: TagDialog, songs: list[Path], qtbot: QtBot
) -> None:
    dialog.form.edits[Field.ARTISTS].setFocus()
    type_text("The Band; The Others")
    assert lines(dialog)[0] == ("01 one.mp3", "Artists", "Artist 1", "The Band; The Others")
    assert len(lines(dialog)) == 3
    assert dialog.footer.status_label.text() == "3 changes in 3 of 3 files"
    assert [said(song, Field.ARTISTS) for song in songs] == [(f"Artist {n}",) for n in (1, 2, 3)]
    apply(qtbot, dialog)
    assert [said(song, Field.ARTISTS) for song in songs] == [("The Band", "The Others")] * 3
    assert [said(song, Field.TITLE) for song in songs] == [(title,) for title in TITLES]
    assert lines(dialog) == []
    assert dialog.messages.text_label.text() == "3 files changed."


def test_it_is_taken_back(dialog: TagDialog, songs: list[Path], qtbot: QtBot) -> None:
    dialog.form.edits[Field.ALBUM].setFocus()
    key(Key.Key_A, CTRL)
    key(Key.Key_Delete)
    assert lines(dialog)[0] == ("01 one.mp3", "Album", "Album", "")
    apply(qtbot, dialog)
    assert said(songs[0], Field.ALBUM) == ()
    before = dialog.draft
    click(dialog.footer.undo_button)
    qtbot.waitUntil(lambda: dialog.draft is not before, timeout=WAIT)
    assert [said(song, Field.ALBUM) for song in songs] == [("Album",)] * 3
    assert not dialog.footer.undo_button.isEnabled()


def test_a_field_is_put_back_before_it_is_written(dialog: TagDialog) -> None:
    album, revert = dialog.form.edits[Field.ALBUM], dialog.form.reverts[Field.ALBUM]
    assert not revert.isVisible()
    album.setFocus()
    type_text("x")
    assert revert.isVisible()
    click(revert)
    assert album.values() == ("Album",)
    assert lines(dialog) == []


def test_what_is_wrong_is_said_at_its_place(dialog: TagDialog) -> None:
    dialog.form.edits[Field.DATE].setFocus()
    type_text("59")
    assert dialog.form.problems[Field.DATE].isVisible()
    assert "1959" in dialog.form.problems[Field.DATE].text()
    assert dialog.table.changes.lines[0].problem
    assert not dialog.footer.apply_button.isEnabled()
    key(Key.Key_Home)
    type_text("19")
    assert not dialog.form.problems[Field.DATE].isVisible()
    assert dialog.footer.apply_button.isEnabled()


def test_tracks_are_numbered_in_the_order_of_the_list(
    dialog: TagDialog, songs: list[Path], qtbot: QtBot
) -> None:
    click(dialog.tools.number_button)
    apply(qtbot, dialog)
    assert [said(song, Field.TRACK) for song in songs] == [("1",), ("2",), ("3",)]
    assert said(songs[0], Field.TRACKS) == ("3",)


def test_capitals_by_the_menu(dialog: TagDialog, qtbot: QtBot) -> None:
    dialog.tools.menu.actions()[0].trigger()
    assert [line[3] for line in lines(dialog)] == ["One", "Two", "Three"]


def test_find_and_replace_by_keys(dialog: TagDialog) -> None:
    click(dialog.tools.replace_button)
    assert QApplication.focusWidget() is dialog.replace_panel.find_edit
    type_text("artist")
    key(Key.Key_Tab)
    type_text("Singer")
    key(Key.Key_Return)
    assert [line[3] for line in lines(dialog)] == ["Singer 1", "Singer 2", "Singer 3"]
    assert dialog.replace_panel.words_label.text() == "3 more changes"
    click(dialog.replace_panel.regex_box)
    dialog.replace_panel.find_edit.setText("(")
    click(dialog.replace_panel.apply_button)
    assert "not understood" in dialog.replace_panel.words_label.text()
    click(dialog.replace_panel.close_button)
    assert not dialog.replace_panel.isVisible()


def test_tags_from_file_names(dialog: TagDialog) -> None:
    click(dialog.tools.names_button)
    edit = dialog.name_panel.pattern_edit
    assert QApplication.focusWidget() is edit
    edit.selectAll()
    type_text("{disc} {genre}")
    key(Key.Key_Return)
    assert lines(dialog)[:2] == [
        ("01 one.mp3", "Genres", "", "one"),
        ("01 one.mp3", "Disc", "", "1"),
    ]
    edit.setText("{genre} – {title}")
    click(dialog.name_panel.apply_button)
    assert dialog.name_panel.words_label.text() == "No name looks like that."


def picture() -> QImage:
    image = QImage(20, 10, QImage.Format.Format_RGB32)
    image.fill(QColor("red"))
    return image


def test_a_cover_is_dropped_pasted_and_removed(
    dialog: TagDialog, songs: list[Path], tmp_path: Path, qtbot: QtBot
) -> None:
    file = tmp_path / "cover.png"
    picture().save(str(file))
    assert drop(dialog.cover, files(file), QPoint(5, 5))
    assert [line[1:3] for line in lines(dialog)] == [("Cover", "")] * 3
    apply(qtbot, dialog)
    cover = read_file_tags(songs[2]).cover
    assert cover is not None
    assert cover.data == file.read_bytes()
    assert dialog.cover.words_label.text() == "20 × 10"
    click(dialog.cover.remove_button)
    apply(qtbot, dialog)
    assert read_file_tags(songs[2]).cover is None
    QGuiApplication.clipboard().setImage(picture())
    click(dialog.cover.paste_button)
    assert dialog.footer.apply_button.isEnabled()
    click(dialog.cover.revert_button)
    assert not dialog.footer.apply_button.isEnabled()


def files(*paths: Path) -> QMimeData:
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(path)) for path in paths])
    return data


def test_what_is_no_picture_is_told_in_the_dialog(dialog: TagDialog, tmp_path: Path) -> None:
    file = tmp_path / "cover.txt"
    file.write_text("no picture")
    assert drop(dialog.cover, files(file), QPoint(5, 5))
    assert dialog.messages.isVisible()
    assert "neither JPEG nor PNG" in dialog.messages.text_label.text()


def test_a_file_that_fails_is_told_and_the_others_are_written(
    dialog: TagDialog, songs: list[Path], qtbot: QtBot
) -> None:
    songs[1].chmod(0o444)
    dialog.form.edits[Field.GENRES].setFocus()
    type_text("Jazz")
    apply(qtbot, dialog)
    assert said(songs[0], Field.GENRES) == ("Jazz",)
    assert said(songs[1], Field.GENRES) == ()
    assert "write-protected" in dialog.messages.text_label.text()
    (line,) = dialog.table.changes.lines
    assert line.texts[0] == "02 two.mp3"
    assert "write-protected" in line.problem


def test_keys_reach_everything_and_all_has_a_name(dialog: TagDialog) -> None:
    reached: list[QWidget] = []
    dialog.form.edits[Field.TITLE].setFocus()
    for _ in range(60):
        focus = QApplication.focusWidget()
        assert focus is not None
        reached.append(focus)
        key(Key.Key_Tab)
    assert dialog.form.edits[Field.COMMENT] in reached
    assert dialog.cover.choose_button in reached
    assert dialog.tools.texts_button in reached
    assert dialog.table in reached
    assert dialog.footer.close_button in reached
    assert [each for each in reached if not each.accessibleName()] == []
    assert not any(button.autoDefault() for button in dialog.findChildren(QPushButton))
    key(Key.Key_Escape)
    assert not dialog.isVisible()


def test_it_fits_a_small_window(
    show: Callable[..., MainWindow], player: FakePlayer, songs: list[Path], qtbot: QtBot
) -> None:
    window = show(player, 800, 600)
    window.edit_tags(songs)
    dialog = window.findChild(TagDialog)
    assert dialog is not None
    read(qtbot, dialog)
    click(dialog.tools.replace_button)
    assert dialog.minimumSizeHint().width() <= 800
    assert dialog.width() <= 800
    assert dialog.height() <= 600
