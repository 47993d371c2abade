"""The frame and its places: going from one to the other, and what stays."""

import json
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QScreen
from PySide6.QtWidgets import QApplication, QLabel, QLineEdit, QSplitter, QWidget
from pytestqt.qtbot import QtBot

from player.core.mix import VOCALS
from player.ui.places.now_playing_place import NowPlayingPlace, View
from player.ui.window import MainWindow
from player.ui.window_layout import WindowLayout, read_layout, write_layout
from tests.ui.fakes import FakePlayer
from tests.ui.hands import click, key

Key = Qt.Key
Show = Callable[..., MainWindow]
CTRL = Qt.KeyboardModifier.ControlModifier


def now_playing(window: MainWindow) -> NowPlayingPlace:
    window.go_to("now-playing")
    place = window.frame.stack.currentWidget()
    assert isinstance(place, NowPlayingPlace)
    return place


def with_library(
    qtbot: QtBot, player: FakePlayer, layout: WindowLayout | None = None
) -> MainWindow:
    window = MainWindow(
        player, layout=layout, places={"library": lambda parent: QLabel("All music", parent)}
    )
    qtbot.addWidget(window)
    with qtbot.waitExposed(window):
        window.show()
    window.activateWindow()
    qtbot.waitUntil(lambda: QApplication.activeWindow() is window)
    return window


def test_places_by_mouse_and_by_key(window: MainWindow) -> None:
    assert window.place == "queue"
    click(window.frame.navigation.buttons["now-playing"])
    assert window.place == "now-playing"
    assert not window.tracks.isVisible()
    assert window.frame.navigation.buttons["now-playing"].isChecked()
    assert not window.frame.navigation.buttons["queue"].isChecked()
    key(Key.Key_3, CTRL)
    assert window.place == "queue"
    assert QApplication.focusWidget() is window.tracks.table


def test_a_place_is_made_when_it_is_first_shown(window: MainWindow) -> None:
    assert window.findChild(NowPlayingPlace) is None
    place = now_playing(window)
    window.go_to("queue")
    assert now_playing(window) is place


@pytest.mark.parametrize("place", ["library", "now-playing", "queue"])
def test_the_voice_is_one_key_away_in_every_place(
    qtbot: QtBot, player: FakePlayer, place: str
) -> None:
    window = with_library(qtbot, player)
    window.go_to(place)
    assert window.mixer.isVisible() == (place != "library")
    key(Key.Key_M)
    assert player.mix.strip(VOCALS).mute
    key(Key.Key_F9)
    assert window.mixer.isVisible() == (place == "library")
    assert window.actions_["show-mixer"].isChecked() == (place == "library")


def test_the_transport_stays_and_only_one_waveform_is_shown(
    window: MainWindow, player: FakePlayer
) -> None:
    player.playback.play()
    place = now_playing(window)
    assert window.transport.play_button.isVisible()
    assert place.seek_bar.isVisible()
    assert not window.transport.seek_bar.isVisible()
    click(place.seek_bar)
    (sought,) = player.engine.seeks
    assert sought == pytest.approx(100 * 44_100, rel=0.02)
    window.go_to("queue")
    assert window.transport.seek_bar.isVisible()


def test_now_playing_follows_the_song(window: MainWindow, player: FakePlayer) -> None:
    place = now_playing(window)
    assert place.empty.isVisible()
    player.playback.play()
    assert not place.empty.isVisible()
    assert (place.title_label.text(), place.artist_label.text()) == ("Song 1", "Artist 1")
    assert place.next_label.text() == "Next: Artist 2 – Song 2"
    player.playback.next()
    player.playback.next()
    assert place.title_label.text() == "Song 3"
    assert not place.next_label.isVisible()


def test_words_go_where_there_is_no_room_for_them(window: MainWindow) -> None:
    navigation = window.frame.navigation
    playlists = QLabel("Playlists")
    navigation.set_playlists(playlists)
    window.resize(1280, 800)
    QApplication.processEvents()
    assert playlists.isVisible()
    wide = navigation.width()
    window.resize(800, 600)
    QApplication.processEvents()
    assert (window.width(), window.height()) == (800, 600)
    assert not playlists.isVisible()
    assert navigation.width() < wide / 3


def test_ctrl_f_goes_to_the_search_field(qtbot: QtBot, player: FakePlayer) -> None:
    window = with_library(qtbot, player)
    field = QLineEdit()
    window.frame.head.set_search(field)
    window.go_to("queue")
    key(Key.Key_F, CTRL)
    assert window.place == "library"
    assert QApplication.focusWidget() is field


def test_without_a_library_nothing_leads_there(window: MainWindow) -> None:
    assert "library" not in window.frame.navigation.buttons
    key(Key.Key_1, CTRL)
    assert window.place == "queue"


def test_the_window_comes_back_as_it_was_left(
    qtbot: QtBot, player: FakePlayer, tmp_path: Path
) -> None:
    window = with_library(qtbot, player)
    window.resize(780, 620)
    click(window.frame.navigation.buttons["queue"])
    key(Key.Key_F9)
    key(Key.Key_T)
    splitter = two_parts(window)
    window.parts.keep("library.sides", splitter)
    splitter.setSizes([100, 300])
    write_layout(window.layout_now(), tmp_path / "window.json")

    again = with_library(qtbot, player, read_layout(tmp_path / "window.json"))
    assert (again.width(), again.height()) == (780, 620)
    assert again.place == "queue"
    assert not again.mixer.isVisible()
    assert again.frame.practice is not None
    assert again.frame.practice.isVisible()
    assert again.transport.seek_bar.hasFocus(), "the keys work as ever"
    again.go_to("now-playing")
    assert again.mixer.isVisible()
    assert again.layout_now().parts == window.layout_now().parts, "kept, though not made"
    restored = two_parts(again)
    again.parts.keep("library.sides", restored)
    assert restored.sizes() == splitter.sizes()


@pytest.mark.parametrize(("letter", "view"), [(Key.Key_P, View.PLANE), (Key.Key_W, View.LANES)])
def test_the_place_of_the_song_shows_again_what_it_showed(
    qtbot: QtBot, player: FakePlayer, tmp_path: Path, letter: Key, view: View
) -> None:
    window = with_library(qtbot, player)
    player.playback.play()
    key(letter)
    assert window.frame.view is view
    write_layout(window.layout_now(), tmp_path / "window.json")
    window.close()
    again = with_library(qtbot, player, read_layout(tmp_path / "window.json"))
    assert again.place == "now-playing"
    assert again.frame.view is view
    assert again.layout_now().view == view.name
    key(letter)
    assert again.layout_now().view == View.COVER.name


def test_the_first_window_is_no_larger_than_the_screen(
    qtbot: QtBot, player: FakePlayer, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(QScreen, "availableSize", lambda _: QSize(1024, 600))
    window = with_library(qtbot, player)
    assert window.width() <= 1024
    assert window.height() <= 600


def two_parts(window: MainWindow) -> QSplitter:
    splitter = QSplitter(window)
    splitter.resize(405, 100)
    splitter.addWidget(QWidget(splitter))
    splitter.addWidget(QWidget(splitter))
    return splitter


@pytest.mark.parametrize(
    "content",
    [b"", b"{", b"[]", b"\xff", b'{"geometry": 1, "place": [], "mixer": {"queue": 2}, "parts": 1}'],
)
def test_a_damaged_layout_is_the_usual_one(
    qtbot: QtBot, player: FakePlayer, tmp_path: Path, content: bytes
) -> None:
    file = tmp_path / "window.json"
    file.write_bytes(content)
    assert read_layout(file) == WindowLayout()


def test_a_layout_of_nonsense_makes_a_window_all_the_same(qtbot: QtBot, player: FakePlayer) -> None:
    layout = WindowLayout("no geometry é", "nowhere", {"queue": True}, {"library.sides": "x"})
    window = with_library(qtbot, player, layout)
    assert window.place == "library"
    window.parts.keep("library.sides", two_parts(window))


def test_layouts_of_the_future_keep_what_is_known(tmp_path: Path) -> None:
    file = tmp_path / "window.json"
    file.write_text(json.dumps({"place": "queue", "recent": ["a", 1, "b"], "holograms": True}))
    assert read_layout(file) == WindowLayout(place="queue", recent=("a", "b"))


@pytest.mark.parametrize("size", [(800, 600), (1280, 800), (1920, 1080)])
def test_now_playing_fits_with_the_longest_names(
    show: Show, player: FakePlayer, size: tuple[int, int]
) -> None:
    track = player.queue.tracks[0].id
    long = "Donaudampfschifffahrtselektrizitätenhauptbetriebswerkbauunterbeamte" * 5
    player.queue.update(track, lambda t: replace(t, title=long, artist=long, album=long))
    window = show(player, *size)
    player.playback.play(track)
    place = now_playing(window)
    QApplication.processEvents()
    assert (window.width(), window.height()) == size
    for widget in (place.title_label, place.album_label, place.cover, place.seek_bar):
        assert place.rect().contains(widget.geometry()), widget
