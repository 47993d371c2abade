"""Everybody can use the library: every control has a name."""

from player.ui.library.library_place import LibraryPlace
from player.ui.window import MainWindow
from tests.ui.reach import focusable, nameless


def test_every_control_of_the_library_has_a_name(window: MainWindow, place: LibraryPlace) -> None:
    assert len(list(focusable(place))) > 5
    assert nameless(window) == []
