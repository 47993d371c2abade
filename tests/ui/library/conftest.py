"""A window over a real library of twelve songs, which exist in name only."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from player.core.library_service import LibraryService
from player.library.items import FoundFile
from player.library.store import Library
from player.ui.bridge import MainThread
from player.ui.library.library_place import LibraryPlace, LibraryTools
from player.ui.window import MainWindow
from tests.library.songs import MUSIC, song
from tests.ui.fakes import FakePlayer
from tests.ui.library.hands import Hands

ALBUMS = {
    ("Nina Simone", "Pastel Blues", "Soul", "1965"): (
        "Be My Husband",
        "Sinnerman",
        "Strange Fruit",
    ),
    ("Miles Davis", "Kind of Blue", "Jazz", "1959"): ("So What", "Blue in Green", "All Blues"),
    ("Miles Davis", "Bitches Brew", "Fusion", "1970"): ("Spanish Key", "Sanctuary", "Pharaoh"),
    ("Björk", "Homogenic", "Electronic", "1997"): ("Hunter", "Jóga", "Bachelorette"),
}


def songs() -> list[FoundFile]:
    return [
        song(
            f"{artist}/{album}/{number:02} {title}.flac",
            title,
            artist,
            album=album,
            album_artists=(artist,),
            genres=(genre,),
            date=year,
            track=number,
            codec="FLAC",
        )
        for (artist, album, genre, year), titles in ALBUMS.items()
        for number, title in enumerate(titles, start=1)
    ]


@pytest.fixture
def stored(tmp_path: Path) -> Iterator[Library]:
    """The library's file, as another process sees it."""
    library = Library(tmp_path / "library.sqlite")
    library.roots.add(MUSIC)
    library.scanned.write(songs())
    yield library
    library.close()


@pytest.fixture
def player() -> FakePlayer:
    """A player with an empty queue."""
    return FakePlayer()


@pytest.fixture
def open_library(
    tmp_path: Path, player: FakePlayer, qtbot: QtBot, qapp: QApplication
) -> Iterator[Callable[[], MainWindow]]:
    """Opens the window over whatever library there is."""
    main_thread = MainThread()
    service = LibraryService(tmp_path / "library.sqlite", player.messages, main_thread)

    def show() -> MainWindow:
        window = MainWindow(player, library=LibraryTools(service))
        qtbot.addWidget(window)
        window.resize(1280, 800)
        with qtbot.waitExposed(window):
            window.show()
        window.activateWindow()
        qtbot.waitUntil(lambda: qapp.activeWindow() is window)
        return window

    yield show
    service.close()
    main_thread.close()


@pytest.fixture
def window(stored: Library, open_library: Callable[[], MainWindow], qtbot: QtBot) -> MainWindow:
    """The window over the twelve songs, all of them in sight."""
    window = open_library()
    assert window.library is not None
    table = window.library.tracks
    qtbot.waitUntil(lambda: table.model.rowCount() == 12)
    return window


@pytest.fixture
def place(window: MainWindow) -> LibraryPlace:
    """The library's place."""
    assert window.library is not None
    return window.library


@pytest.fixture
def hands(place: LibraryPlace, qtbot: QtBot) -> Hands:
    """What a user does there, and sees."""
    return Hands(place, qtbot)
