"""Playlists at the side: made, named, filled by drops, put in order, deleted and brought back."""

from pathlib import Path

import numpy as np
import pytest
from PySide6.QtCore import QMimeData, QPoint, Qt, QUrl
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QDialogButtonBox, QFileDialog, QLineEdit

from player.library.items import Wanted
from player.library.store import Library
from player.ui.library.library_place import LibraryPlace
from player.ui.library.smart_dialog import SmartDialog
from player.ui.library.sources import ALL_MUSIC, READY_MADE
from player.ui.library.track_mime import set_rows, track_mime
from player.ui.palette.palette_dialog import PaletteDialog
from player.ui.window import MainWindow
from tests.ui.fakes import FakePlayer
from tests.ui.hands import LEFT, NONE, click, double_click, drop, key, type_text
from tests.ui.library.hands import Hands, queue_titles

CONTROL = Qt.KeyboardModifier.ControlModifier
SHIFT = Qt.KeyboardModifier.ShiftModifier


class Side:
    """The list at the side, under the hands."""

    def __init__(self, hands: Hands, stored: Library) -> None:
        self.hands = hands
        self.list = hands.place.sources
        self.stored = stored

    def names(self) -> list[str]:
        """The playlists' names."""
        return [source.name for source in self.list.sources.sources if source.playlist is not None]

    def at(self, name: str) -> QPoint:
        """Where a line is."""
        names = [source.name for source in self.list.sources.sources]
        index = self.list.sources.index(names.index(name), 0)
        self.list.scrollTo(index)
        return self.list.visualRect(index).center()

    def click(self, name: str) -> None:
        """Show a source."""
        QTest.mouseClick(self.list.viewport(), LEFT, NONE, self.at(name))

    def make(self, name: str, *titles: str) -> None:
        """Make a playlist, and wait until it is seen."""
        self.hands.place.playlists._lists.create(name, self.ids(*titles))
        self.see(name)

    def see(self, *names: str) -> None:
        """Wait until these playlists are there."""
        self.hands.qtbot.waitUntil(lambda: self.names() == list(names))

    def ids(self, *titles: str) -> list[int]:
        """The ids of tracks."""
        found = self.stored.rows(self.stored.search(Wanted()).ids)
        known = {row.title: row.id for row in found}
        return [known[title] for title in titles]

    def drag(self, *titles: str) -> QMimeData:
        """Tracks of the library on their way."""
        return track_mime(np.array(self.ids(*titles), np.int64), [])


@pytest.fixture
def side(hands: Hands, stored: Library) -> Side:
    return Side(hands, stored)


def test_a_new_playlist_is_named_where_it_stands(side: Side, hands: Hands) -> None:
    hands.choose(side.list.menu(None), "New playlist")
    hands.qtbot.waitUntil(lambda: bool(side.list.findChildren(QLineEdit)))
    (editor,) = side.list.findChildren(QLineEdit)
    QTest.keyClicks(editor, "For the road")
    QTest.keyClick(editor, Qt.Key.Key_Return)
    side.see("For the road")
    hands.qtbot.waitUntil(hands.place.nothing.isVisible)
    assert hands.place.nothing.title_label.text() == "This playlist is empty"


def test_tracks_dropped_on_a_playlist_are_added(side: Side, hands: Hands) -> None:
    side.make("Evening", "Hunter")
    assert drop(side.list.viewport(), side.drag("So What", "Jóga"), side.at("Evening"))
    side.click("Evening")
    hands.see("Hunter", "So What", "Jóga")


def test_tracks_dropped_below_make_a_playlist(side: Side, hands: Hands) -> None:
    below = QPoint(20, side.list.viewport().height() - 4)
    assert drop(side.list.viewport(), side.drag("Hunter"), below)
    side.see("New playlist")
    hands.see("Hunter")


def test_files_that_the_library_knows_can_be_dropped(
    side: Side, hands: Hands, player: FakePlayer
) -> None:
    side.make("Evening")
    row = side.stored.rows(side.ids("Hunter"))[0]
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(row.path), QUrl.fromLocalFile("/elsewhere/x.mp3")])
    assert drop(side.list.viewport(), data, side.at("Evening"))
    side.click("Evening")
    hands.see("Hunter")
    assert "1 track not in the library" in player.messages.recent[0].text


def test_headings_and_queries_take_nothing(side: Side) -> None:
    assert not drop(side.list.viewport(), side.drag("Hunter"), side.at("Never played"))


def test_a_playlist_is_deleted_and_brought_back(
    side: Side, hands: Hands, window: MainWindow
) -> None:
    side.make("Evening", "Hunter", "Jóga")
    side.click("Evening")
    hands.see("Hunter", "Jóga")
    key(Qt.Key.Key_Delete)
    side.see()
    hands.see_count(12)
    click(window.messages.action_button)
    side.see("Evening")
    side.click("Evening")
    hands.see("Hunter", "Jóga")


def test_undo_and_redo_by_keys(side: Side, hands: Hands) -> None:
    side.make("Evening", "Hunter")
    side.click("Evening")
    hands.see("Hunter")
    hands.place.playlists._lists.add(side.list.chosen.playlist, side.ids("Jóga"))  # type: ignore[arg-type]
    hands.see("Hunter", "Jóga")
    key(Qt.Key.Key_Z, CONTROL)
    hands.see("Hunter")
    key(Qt.Key.Key_Z, CONTROL | SHIFT)
    hands.see("Hunter", "Jóga")


def test_entries_are_dragged_elsewhere_and_taken_out(
    side: Side, hands: Hands, place: LibraryPlace
) -> None:
    side.make("Evening", "Hunter", "So What", "Jóga")
    side.click("Evening")
    hands.see("Hunter", "So What", "Jóga")
    data, source = side.drag("Hunter"), side.list.chosen
    assert source.playlist is not None
    set_rows(data, source.playlist, [0])
    table = place.tracks.table
    assert drop(table.viewport(), data, hands.cell("Jóga") + QPoint(0, table.row_height() // 2))
    hands.see("So What", "Jóga", "Hunter")
    hands.click_row("Jóga")
    key(Qt.Key.Key_Delete)
    hands.see("So What", "Hunter")


def test_all_music_takes_no_drops(side: Side, hands: Hands, place: LibraryPlace) -> None:
    assert not drop(place.tracks.table.viewport(), side.drag("Hunter"), hands.cell("Jóga"))


def test_tracks_are_added_from_their_menu(side: Side, hands: Hands, place: LibraryPlace) -> None:
    side.make("Evening")
    hands.click_row("Sinnerman")
    hands.choose(place.tracks.actions_.menu(), "Add to playlist", "Evening")
    side.click("Evening")
    hands.see("Sinnerman")


def test_a_search_is_saved_as_a_smart_playlist_and_edited(
    side: Side, hands: Hands, window: MainWindow, place: LibraryPlace
) -> None:
    hands.search("artist:davis")
    hands.see_count(6)
    click(place.search.save_button)
    dialog = window.findChild(SmartDialog)
    assert dialog is not None
    save = dialog.buttons.button(QDialogButtonBox.StandardButton.Save)
    assert not save.isEnabled()
    dialog.name_field.setText("Miles")
    dialog.query_field.setText("artist:davis (")
    assert not save.isEnabled()
    assert dialog.error_label.text()
    dialog.query_field.setText("artist:davis")
    click(save)
    side.see("Miles")
    place.show_all()
    side.click("Miles")
    hands.see_count(6)
    hands.choose(side.list.menu(side.list.chosen), "Edit query…")
    (edited,) = [each for each in window.findChildren(SmartDialog) if each.isVisible()]
    edited.query_field.setText("artist:davis year:1959")
    click(edited.buttons.button(QDialogButtonBox.StandardButton.Save))
    hands.see_count(3)


def test_ready_made_queries_are_understood(side: Side, hands: Hands, place: LibraryPlace) -> None:
    for source in READY_MADE:
        assert not side.stored.search(Wanted(source.query, sort=source.sort)).error
    side.click("Never played")
    hands.see_count(12)
    side.click("Stems ready")
    hands.qtbot.waitUntil(place.nothing.isVisible)
    side.click(ALL_MUSIC.name)
    hands.see_count(12)


def test_a_double_click_plays_a_playlist(side: Side, hands: Hands, player: FakePlayer) -> None:
    side.make("Evening", "So What", "Hunter")
    double_click(side.list.viewport(), side.at("Evening"))
    hands.qtbot.waitUntil(lambda: queue_titles(player.queue.tracks) == ["So What", "Hunter"])


def test_playlists_go_out_as_files_and_come_in(
    side: Side, hands: Hands, window: MainWindow, tmp_path: Path
) -> None:
    side.make("Evening", "So What", "Hunter")
    hands.choose(side.list.menu(side.list.sources.sources[-1]), "Save as file…")
    file = tmp_path / "out.m3u8"
    choose_file(window, file)
    hands.qtbot.waitUntil(file.exists)
    hands.choose(side.list.menu(None), "Open playlist file…")
    choose_file(window, file)
    side.see("Evening", "out")
    side.click("out")
    hands.see("So What", "Hunter")


def choose_file(window: MainWindow, file: Path) -> None:
    dialog = next(each for each in window.findChildren(QFileDialog) if each.isVisible())
    dialog.fileSelected.emit(str(file))
    dialog.filesSelected.emit([str(file)])
    dialog.close()


def test_a_playlist_can_be_renamed_by_f2(side: Side, hands: Hands) -> None:
    side.make("Evening")
    side.click("Evening")
    key(Qt.Key.Key_F2)
    type_text("Morning")
    key(Qt.Key.Key_Return)
    side.see("Morning")


def test_the_palette_leads_to_a_playlist_from_any_place(side: Side, window: MainWindow) -> None:
    side.make("Quiet nights", "Blue in Green", "Sinnerman")
    window.go_to("queue")
    window.dialogs.show_palette()
    (palette,) = window.findChildren(PaletteDialog)
    palette.activateWindow()
    side.hands.qtbot.waitUntil(lambda: QApplication.focusWidget() is palette.field)
    type_text("quiet")
    assert [(entry.text, entry.group) for entry in palette.shown] == [("Quiet nights", "Playlists")]
    key(Qt.Key.Key_Return)
    side.hands.see("Blue in Green", "Sinnerman")
    assert window.place == "library"
