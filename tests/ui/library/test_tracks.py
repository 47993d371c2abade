"""The table of the library: what it shows, how it sorts, what plays from it."""

from PySide6.QtCore import Qt

from player.core.playback import Transport
from player.library.items import Wanted
from player.library.store import Library
from player.ui.library.columns import NUMBERS
from player.ui.library.library_place import LibraryPlace
from player.ui.window import MainWindow
from tests.library.songs import song
from tests.ui.fakes import FakePlayer
from tests.ui.hands import click, double_click, key, type_text
from tests.ui.library.hands import Hands, queue_titles

SHIFT = Qt.KeyboardModifier.ShiftModifier
CONTROL = Qt.KeyboardModifier.ControlModifier
BY_ARTIST = [
    *("Hunter", "Jóga", "Bachelorette"),
    *("So What", "Blue in Green", "All Blues"),
    *("Spanish Key", "Sanctuary", "Pharaoh"),
    *("Be My Husband", "Sinnerman", "Strange Fruit"),
]


def test_it_shows_all_music_by_artist_and_album(hands: Hands, place: LibraryPlace) -> None:
    assert hands.titles() == BY_ARTIST
    assert place.foot.count_label.text() == "12 tracks · 12 min"


def test_a_click_on_a_heading_sorts_up_then_down_then_not(hands: Hands) -> None:
    hands.click_heading("title")
    hands.see(*sorted(BY_ARTIST))
    hands.click_heading("title")
    hands.see(*sorted(BY_ARTIST, reverse=True))
    hands.click_heading("title")
    hands.see(*BY_ARTIST)


def test_shift_and_click_sorts_by_one_more_column(hands: Hands, place: LibraryPlace) -> None:
    hands.click_heading("artist")
    hands.click_heading("year", SHIFT)
    hands.click_heading("year", SHIFT)
    hands.qtbot.waitUntil(lambda: hands.titles()[3] == "Spanish Key")
    header = place.tracks.model.headerData
    shown = [header(number, Qt.Orientation.Horizontal) for number in range(6)]
    assert {"Artist ▲1", "Year ▼2"} < set(shown)


def test_a_double_click_plays_the_list_from_there(
    hands: Hands, place: LibraryPlace, player: FakePlayer
) -> None:
    double_click(place.tracks.table.viewport(), hands.cell("Sanctuary"))
    hands.qtbot.waitUntil(lambda: player.playback.state.transport is Transport.PLAYING)
    assert queue_titles(player.queue.tracks) == BY_ARTIST
    current = player.queue.get(player.queue.current or player.queue.tracks[0].id)
    assert current is not None
    assert (current.title, current.artist, current.duration) == ("Sanctuary", "Miles Davis", 60.0)
    playing = place.tracks.model.index(BY_ARTIST.index("Sanctuary"), 0)
    assert playing.data() == "playing"


def test_enter_on_several_plays_these(hands: Hands, player: FakePlayer) -> None:
    hands.click_row("Sinnerman")
    hands.click_row("Hunter", CONTROL)
    key(Qt.Key.Key_Return)
    hands.qtbot.waitUntil(lambda: queue_titles(player.queue.tracks) == ["Hunter", "Sinnerman"])
    assert player.queue.current == player.queue.tracks[0].id


def test_the_queue_that_was_replaced_comes_back(
    hands: Hands, window: MainWindow, player: FakePlayer
) -> None:
    player.fill(2)
    player.playback.play()
    hands.click_row("Hunter")
    key(Qt.Key.Key_Return)
    hands.qtbot.waitUntil(lambda: len(player.queue.tracks) == 12)
    assert window.messages.action_button.text() == "Undo"
    click(window.messages.action_button)
    assert queue_titles(player.queue.tracks) == ["Song 1", "Song 2"]
    assert player.queue.current == player.queue.tracks[0].id
    assert player.playback.state.transport is Transport.PLAYING


def test_shift_enter_plays_next_and_control_enter_last(hands: Hands, player: FakePlayer) -> None:
    player.fill(2)
    player.playback.play()
    hands.click_row("Hunter")
    key(Qt.Key.Key_Return, SHIFT)
    hands.click_row("Jóga")
    key(Qt.Key.Key_Return, CONTROL)
    wanted = ["Song 1", "Hunter", "Song 2", "Jóga"]
    hands.qtbot.waitUntil(lambda: queue_titles(player.queue.tracks) == wanted)


def test_the_context_menu_plays_next(hands: Hands, place: LibraryPlace, player: FakePlayer) -> None:
    player.fill(2)
    player.playback.play()
    hands.click_row("So What")
    hands.choose(place.tracks.actions_.menu(), "Play next")
    wanted = ["Song 1", "So What", "Song 2"]
    hands.qtbot.waitUntil(lambda: queue_titles(player.queue.tracks) == wanted)


def test_songs_are_separated_from_the_menu(
    hands: Hands, place: LibraryPlace, player: FakePlayer
) -> None:
    hands.click_row("So What")
    hands.choose(place.tracks.actions_.menu(), "Separate now")
    hands.qtbot.waitUntil(lambda: bool(player.stems.requested))
    assert [path.name for path in player.stems.requested] == ["01 So What.flac"]


def test_control_j_goes_to_what_plays(
    hands: Hands, place: LibraryPlace, player: FakePlayer
) -> None:
    double_click(place.tracks.table.viewport(), hands.cell("Strange Fruit"))
    hands.qtbot.waitUntil(lambda: player.playback.state.transport is Transport.PLAYING)
    hands.click_row("Hunter")
    key(Qt.Key.Key_J, CONTROL)
    row = place.tracks.table.current_row
    assert hands.titles()[row] == "Strange Fruit"


def test_letters_lead_to_a_row(hands: Hands, place: LibraryPlace) -> None:
    hands.click_row("Hunter")
    type_text("sp")
    hands.qtbot.waitUntil(lambda: current(place) == "Spanish Key")


def current(place: LibraryPlace) -> str:
    row = place.tracks.table.current_row
    return str(place.tracks.model.index(row, NUMBERS["title"]).data())


def test_columns_are_chosen_and_kept(hands: Hands, place: LibraryPlace) -> None:
    header = place.tracks.table.header
    menu = header.menu()
    composer = next(action for action in menu.actions() if action.text() == "Composer")
    assert not composer.isChecked()
    before = header.saveState()
    composer.trigger()
    assert any(
        header.sectionSize(number) and not header.isSectionHidden(number)
        for number in range(header.count())
        if place.tracks.model.headerData(number, Qt.Orientation.Horizontal) == "Composer"
    )
    header.restoreState(before)
    hidden = [action.text() for action in header.menu().actions() if not action.isChecked()]
    assert "Composer" in hidden


def test_a_narrow_window_leaves_columns_out_and_brings_them_back(
    window: MainWindow, place: LibraryPlace
) -> None:
    header = place.tracks.table.header
    wide = header.hiddenSectionCount()
    window.resize(800, 600)
    assert header.hiddenSectionCount() > wide
    assert header.length() <= place.tracks.table.viewport().width()
    window.resize(1280, 800)
    assert header.hiddenSectionCount() == wide


def test_a_click_on_a_star_rates(hands: Hands, place: LibraryPlace, stored: Library) -> None:
    click(place.tracks.table.viewport(), hands.cell("Jóga", "rating", x=11 + 3 * 14 + 7))
    hands.qtbot.waitUntil(lambda: rating(stored, "Jóga") == 0.8)
    cell = place.tracks.model.index(hands.titles().index("Jóga"), NUMBERS["rating"])
    hands.qtbot.waitUntil(lambda: cell.data() == "4 of 5")
    click(place.tracks.table.viewport(), hands.cell("Jóga", "rating", x=11 + 3 * 14 + 7))
    hands.qtbot.waitUntil(lambda: rating(stored, "Jóga") is None)


def test_digits_rate_all_that_is_chosen(hands: Hands, stored: Library) -> None:
    hands.click_row("Hunter")
    hands.click_row("Jóga", SHIFT)
    key(Qt.Key.Key_5)
    hands.qtbot.waitUntil(lambda: rating(stored, "Hunter") == rating(stored, "Jóga") == 1.0)
    key(Qt.Key.Key_0)
    hands.qtbot.waitUntil(lambda: rating(stored, "Hunter") is None)
    assert rating(stored, "Bachelorette") is None


def test_what_was_chosen_stays_when_the_list_is_renewed(
    hands: Hands, place: LibraryPlace, stored: Library
) -> None:
    hands.click_row("Sinnerman")
    stored.scanned.write([song("a.flac", "Aaa", "Aaa")])
    key(Qt.Key.Key_3)  # the library has changed: the list is looked for again
    hands.see_count(13)
    hands.qtbot.waitUntil(lambda: rating(stored, "Sinnerman") == 0.6)
    table = place.tracks.table
    assert [hands.titles()[row] for row in chosen_rows(place)] == ["Sinnerman"]
    assert hands.titles()[table.current_row] == "Sinnerman"


def test_tracks_are_removed_from_the_library_but_not_from_the_disk(
    hands: Hands, place: LibraryPlace
) -> None:
    hands.click_row("Hunter")
    hands.choose(place.tracks.actions_.menu(), "Remove from library")
    hands.see(*BY_ARTIST[1:])


def rating(library: Library, title: str) -> float | None:
    (row,) = library.rows(library.search(Wanted(f'title:"{title}"')).ids)
    return row.rating


def chosen_rows(place: LibraryPlace) -> list[int]:
    return sorted(index.row() for index in place.tracks.table.selectionModel().selectedRows())
