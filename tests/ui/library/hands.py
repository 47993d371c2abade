"""What a user does in the library's place, and what is seen there."""

from collections.abc import Sequence

from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QMenu
from pytestqt.qtbot import QtBot

from player.ui.library.columns import NUMBERS
from player.ui.library.library_place import LibraryPlace
from player.ui.library.tracks_view import TracksView
from tests.ui.hands import LEFT, NONE, click, type_text


class Hands:
    """All of it with real events."""

    def __init__(self, place: LibraryPlace, qtbot: QtBot) -> None:
        self.place = place
        self.qtbot = qtbot

    def titles(self, view: TracksView | None = None) -> list[str]:
        """The titles in the table."""
        model = (view or self.place.tracks).model
        column = NUMBERS["title"]
        return [str(model.index(row, column).data()) for row in range(model.rowCount())]

    def see(self, *titles: str) -> None:
        """Wait until these tracks are shown, in this order."""
        self.qtbot.waitUntil(lambda: self.titles() == list(titles))

    def see_count(self, count: int) -> None:
        """Wait until so many tracks are shown."""
        self.qtbot.waitUntil(lambda: self.place.tracks.model.rowCount() == count)

    def search(self, text: str) -> None:
        """Type into the search field."""
        self.place.search.field.setFocus()
        self.place.search.field.selectAll()
        type_text(text)

    def cell(self, title: str, column: str = "title", *, x: int | None = None) -> QPoint:
        """Where a cell is; `x` counts from its left."""
        table = self.place.tracks.table
        index = self.place.tracks.model.index(self.titles().index(title), NUMBERS[column])
        table.scrollTo(index)
        rect = table.visualRect(index)
        return rect.center() if x is None else QPoint(rect.left() + x, rect.center().y())

    def click_row(self, title: str, modifier: Qt.KeyboardModifier = NONE) -> None:
        """Choose a track."""
        viewport = self.place.tracks.table.viewport()
        QTest.mouseClick(viewport, LEFT, modifier, self.cell(title))

    def click_heading(self, column: str, modifier: Qt.KeyboardModifier = NONE) -> None:
        """Click on a column's heading."""
        header, number = self.place.tracks.table.header, NUMBERS[column]
        x = header.sectionViewportPosition(number) + header.sectionSize(number) // 2
        QTest.mouseClick(header.viewport(), LEFT, modifier, QPoint(x, header.height() // 2))

    def choose_facet(self, column: int, *words: str, modifier: Qt.KeyboardModifier = NONE) -> None:
        """Click on values in a column of the browser, with Ctrl from the second on."""
        facets = self.place.browser.columns[column].list
        rows = [facets.facets.words(row) for row in range(facets.facets.rowCount())]
        for number, each in enumerate(words):
            at = facets.visualRect(facets.facets.index(rows.index(each), 0)).center()
            held = Qt.KeyboardModifier.ControlModifier if number else modifier
            QTest.mouseClick(facets.viewport(), LEFT, held, at)

    def facets(self, column: int) -> list[tuple[str, int]]:
        """The values in a column of the browser."""
        return list(self.place.browser.columns[column].list.facets.facets)

    def open_browser(self) -> None:
        """Show the column browser."""
        click(self.place.foot.browser_button)
        self.qtbot.waitUntil(lambda: bool(self.facets(2)))

    def choose(self, menu: QMenu, *path: str) -> None:
        """Choose an item of a menu, by the words of the submenus that lead to it."""
        *menus, item = path
        for words in menus:
            found = next(each for each in menu.actions() if each.text() == words).menu()
            assert isinstance(found, QMenu)
            found.aboutToShow.emit()
            menu = found
        next(each for each in menu.actions() if each.text() == item).trigger()


def queue_titles(tracks: Sequence[object]) -> list[str]:
    """The titles in the queue."""
    return [str(getattr(track, "title", "")) for track in tracks]
