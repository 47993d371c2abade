"""The album grid: covers side by side, the chosen album's tracks, and playing it."""

from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QColor, QImage
from pytestqt.qtbot import QtBot

from player.library.items import LibraryId
from player.ui.library.cover_pictures import CoverPictures
from player.ui.library.library_place import LibraryPlace
from player.ui.widgets.stand_in_cover import cover_colour, initials
from tests.ui.fakes import FakePlayer
from tests.ui.hands import click, double_click, key
from tests.ui.library.hands import Hands, queue_titles


@pytest.fixture
def grid(place: LibraryPlace, hands: Hands) -> LibraryPlace:
    click(place.foot.view_switch.buttons[1])
    hands.qtbot.waitUntil(lambda: len(place.albums.grid.albums.albums) == 4)
    return place


def at(place: LibraryPlace, number: int) -> QPoint:
    grid = place.albums.grid
    return grid.visualRect(grid.albums.cell(number)).center()


def test_albums_are_shown_with_artist_and_year(grid: LibraryPlace) -> None:
    albums = grid.albums.grid.albums
    assert albums.data(albums.cell(1)) == "Kind of Blue\nMiles Davis · 1959"
    assert albums.columnCount() > 4
    assert not albums.flags(albums.index(0, 4)) & Qt.ItemFlag.ItemIsEnabled


def test_choosing_an_album_shows_its_tracks(grid: LibraryPlace, hands: Hands) -> None:
    assert grid.albums.tracks.isHidden()
    click(grid.albums.grid.viewport(), at(grid, 2))
    hands.qtbot.waitUntil(grid.albums.tracks.isVisible)
    assert hands.titles(grid.albums.tracks) == ["Spanish Key", "Sanctuary", "Pharaoh"]


def test_a_double_click_plays_the_album(
    grid: LibraryPlace, hands: Hands, player: FakePlayer
) -> None:
    double_click(grid.albums.grid.viewport(), at(grid, 0))
    wanted = ["Hunter", "Jóga", "Bachelorette"]
    hands.qtbot.waitUntil(lambda: queue_titles(player.queue.tracks) == wanted)
    assert player.queue.current == player.queue.tracks[0].id


def test_arrows_and_enter(grid: LibraryPlace, hands: Hands, player: FakePlayer) -> None:
    click(grid.albums.grid.viewport(), at(grid, 0))
    key(Qt.Key.Key_Right)
    key(Qt.Key.Key_Return)
    wanted = ["So What", "Blue in Green", "All Blues"]
    hands.qtbot.waitUntil(lambda: queue_titles(player.queue.tracks) == wanted)


def test_the_search_narrows_the_albums(grid: LibraryPlace, hands: Hands) -> None:
    hands.search("nina")
    hands.qtbot.waitUntil(lambda: len(grid.albums.grid.albums.albums) == 1)
    assert grid.albums.grid.albums.albums[0].title == "Pastel Blues"


def test_a_cover_is_decoded_beside_the_window(qtbot: QtBot, tmp_path: Path) -> None:
    file = tmp_path / "cover.png"
    red = QImage(600, 400, QImage.Format.Format_RGB32)
    red.fill(QColor("red"))
    red.save(str(file))
    pictures = CoverPictures(lambda track, _side: file if track == 1 else None)
    try:
        assert pictures.picture(LibraryId(1), 150) is None
        with qtbot.waitSignal(pictures.arrived):
            pass
        picture = pictures.picture(LibraryId(1), 150)
        assert picture is not None
        assert (picture.width(), picture.height()) == (150, 100)
        assert picture.toImage().pixelColor(10, 10) == QColor("red")
    finally:
        pictures.close()


@pytest.mark.parametrize(
    ("name", "letters"),
    [("The Dark Side of the Moon", "DS"), ("Homogenic", "H"), ("…", ""), ("The The", "TT")],
)
def test_a_stand_in_has_the_initials(name: str, letters: str) -> None:
    assert initials(name) == letters


def test_a_stand_in_keeps_its_colour() -> None:
    ground = QColor("#15171c")
    assert cover_colour("Homogenic", ground) == cover_colour("Homogenic", ground)
    assert cover_colour("Homogenic", ground) != cover_colour("Pastel Blues", ground)
