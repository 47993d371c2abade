"""The search field over a real library: what is typed narrows the table at once."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from player.ui.library.library_place import LibraryPlace
from player.ui.window import MainWindow
from tests.ui.hands import click, key, type_text
from tests.ui.library.hands import Hands


def test_typing_narrows_the_table(hands: Hands, place: LibraryPlace) -> None:
    hands.search("mil")
    hands.see_count(6)
    type_text("es blue")
    hands.qtbot.waitUntil(lambda: "Blue in Green" in hands.titles() and len(hands.titles()) < 6)
    assert place.foot.count_label.text().startswith(f"{len(hands.titles())} tracks")


def test_diacritics_do_not_matter(hands: Hands) -> None:
    hands.search("joga")
    hands.see("Jóga")


def test_esc_clears(hands: Hands) -> None:
    hands.search("joga")
    hands.see_count(1)
    key(Qt.Key.Key_Escape)
    hands.see_count(12)


def test_a_query_is_understood(hands: Hands) -> None:
    hands.search("artist:davis year<1960 -green")
    hands.see("So What", "All Blues")


def test_what_is_wrong_is_underlined_and_said(hands: Hands, place: LibraryPlace) -> None:
    hands.search("joga year:(")
    hands.qtbot.waitUntil(place.search.error_label.isVisible)
    assert place.search.error_label.text()
    wrong = place.search.field.wrong
    assert wrong is not None
    assert wrong[0] >= len("joga ")
    field = place.search.field
    underlined = field.grab().toImage()
    field.set_wrong(None)
    assert field.grab().toImage() != underlined
    key(Qt.Key.Key_Backspace)
    type_text("1997")
    hands.see("Jóga")
    assert place.search.error_label.isHidden()


def test_fields_and_values_are_offered(hands: Hands, place: LibraryPlace) -> None:
    field = place.search.field
    hands.search("gen")
    hands.qtbot.waitUntil(field.popup.isVisible)
    QTest.keyClick(field.popup, Qt.Key.Key_Down)
    QTest.keyClick(field.popup, Qt.Key.Key_Return)
    assert field.text() == "genre:"
    type_text("ja")
    hands.qtbot.waitUntil(lambda: field.popup.isVisible() and offered(place) == ["Jazz"])
    QTest.keyClick(field.popup, Qt.Key.Key_Down)
    QTest.keyClick(field.popup, Qt.Key.Key_Return)
    assert field.text() == "genre:Jazz"
    hands.see_count(3)


def offered(place: LibraryPlace) -> list[str]:
    words = place.search.field.popup.model()
    return [str(words.index(row, 0).data()) for row in range(words.rowCount())]


def test_control_f_leads_to_the_field_and_down_to_the_list(
    hands: Hands, window: MainWindow, place: LibraryPlace
) -> None:
    place.tracks.table.setFocus()
    key(Qt.Key.Key_F, Qt.KeyboardModifier.ControlModifier)
    assert place.search.field.hasFocus()
    key(Qt.Key.Key_Down)
    assert place.tracks.table.hasFocus()


def test_typing_elsewhere_leads_to_the_library(hands: Hands, window: MainWindow) -> None:
    window.go_to("queue")
    hands.search("joga")
    assert window.place == "library"


def test_nothing_found_says_so_and_leads_back(hands: Hands, place: LibraryPlace) -> None:
    hands.search("zzyzx")
    hands.qtbot.waitUntil(place.nothing.isVisible)
    assert "zzyzx" in place.nothing.title_label.text()
    click(place.nothing.button)
    hands.see_count(12)
    assert place.search.text == ""


def test_the_browser_narrows_its_later_columns_and_the_table(
    hands: Hands, place: LibraryPlace
) -> None:
    hands.open_browser()
    assert hands.facets(0) == [("Electronic", 3), ("Fusion", 3), ("Jazz", 3), ("Soul", 3)]
    hands.choose_facet(0, "Jazz", "Fusion")
    hands.see_count(6)
    hands.qtbot.waitUntil(lambda: hands.facets(1) == [("Miles Davis", 6)])
    hands.qtbot.waitUntil(
        lambda: [each for each, _ in hands.facets(2)] == ["Bitches Brew", "Kind of Blue"]
    )
    hands.choose_facet(2, "Kind of Blue")
    hands.see("So What", "Blue in Green", "All Blues")
    hands.choose_facet(2, "All (2)")
    hands.see_count(6)
    click(place.foot.browser_button)
    hands.see_count(12)


def test_a_column_of_the_browser_can_be_of_another_field(hands: Hands, place: LibraryPlace) -> None:
    hands.open_browser()
    hands.choose(place.browser.columns[0].menu(), "Decade")
    years = ["1950", "1960", "1970", "1990"]
    hands.qtbot.waitUntil(lambda: [each for each, _ in hands.facets(0)] == years)


def test_a_query_and_the_browser_together(hands: Hands, place: LibraryPlace) -> None:
    hands.open_browser()
    hands.choose_facet(0, "Jazz")
    hands.see_count(3)
    hands.search("green")
    hands.see("Blue in Green")
    hands.search("hunter")
    hands.see("Hunter")  # no jazz among what was found: the filter that finds nothing goes


@pytest.mark.parametrize("view", ["Tracks", "Albums"])
def test_every_control_has_a_name(place: LibraryPlace, view: str) -> None:
    place.show_view(["Tracks", "Albums"].index(view))
    named = (place.tracks.table, place.albums.grid, place.sources, place.search.field)
    assert all(each.accessibleName() for each in named)
    assert all(column.list.accessibleName() for column in place.browser.columns)
