"""Everybody can use the library: every control has a name, and Tab comes to it."""

from PySide6.QtCore import Qt

from player.ui.library.library_place import LibraryPlace
from player.ui.window import MainWindow
from tests.ui.reach import focusable, missed_by_tab, nameless


def test_every_control_of_the_library_has_a_name(window: MainWindow, place: LibraryPlace) -> None:
    assert len(list(focusable(place))) > 5
    assert nameless(window) == []


def test_tab_reaches_everything_and_comes_back(window: MainWindow, place: LibraryPlace) -> None:
    place.setFocus(Qt.FocusReason.ShortcutFocusReason)
    assert missed_by_tab(window) == []
