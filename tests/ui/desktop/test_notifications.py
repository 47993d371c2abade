"""The desktop is told of another song: by its notification service, on a real bus."""

from collections.abc import Iterator

import pytest
from PySide6.QtCore import QObject
from PySide6.QtDBus import QDBusConnection
from pytestqt.qtbot import QtBot

from player.ui.desktop.notifications import Notifications
from player.ui.desktop.song_news import SongNews
from tests.ui.desktop.notification_server import NotificationServer
from tests.ui.fakes import FakePlayer


@pytest.fixture
def bus(bus_address: str) -> Iterator[QDBusConnection]:
    yield QDBusConnection.connectToBus(bus_address, "teller")
    QDBusConnection.disconnectFromBus("teller")


@pytest.fixture(params=[True, False])
def server(request: pytest.FixtureRequest, bus_address: str) -> Iterator[NotificationServer]:
    there = QDBusConnection.connectToBus(bus_address, "desktop")
    server = NotificationServer(there, markup=request.param)
    yield server
    server.close()
    QDBusConnection.disconnectFromBus("desktop")


def test_the_service_shows_one_after_the_other_in_the_same_place(
    server: NotificationServer, bus: QDBusConnection, qtbot: QtBot, qapp: QObject
) -> None:
    owner = QObject()
    otherwise: list[tuple[str, str]] = []
    told = Notifications(bus, lambda title, text: otherwise.append((title, text)), owner)
    qtbot.waitUntil(lambda: told._abilities is not None)
    told.say("<Title>", "Simon & Garfunkel")
    qtbot.waitUntil(lambda: told._last == 7)
    told.say("Next", "")
    qtbot.waitUntil(lambda: len(server.shown) == 2)
    markup = "body-markup" in server._abilities
    words = "Simon &amp; Garfunkel" if markup else "Simon & Garfunkel"
    assert server.shown[0] == ("susssasa{sv}i", 0, "<Title>", words)
    assert server.shown[1][1:3] == (7, "Next")
    assert otherwise == []
    qtbot.waitUntil(lambda: told._last == 8)


def test_without_a_service_the_tray_says_it(bus: QDBusConnection, qapp: QObject) -> None:
    owner = QObject()
    otherwise: list[tuple[str, str]] = []
    told = Notifications(bus, lambda title, text: otherwise.append((title, text)), owner)
    told.say("Title", "Artist")
    assert otherwise == [("Title", "Artist")]


def test_each_song_is_told_once_and_only_if_it_is_wanted(
    player: FakePlayer, qtbot: QtBot, qapp: QObject
) -> None:
    owner = QObject()
    said: list[tuple[str, str]] = []
    wanted = [True]
    news = SongNews(
        player, lambda title, text: said.append((title, text)), lambda: wanted[0], owner
    )
    player.playback.play()
    player.playback.pause()
    player.playback.play()
    qtbot.waitUntil(lambda: said == [("Song 1", "Artist 1 – Album")])
    player.playback.next()
    player.playback.next()
    qtbot.waitUntil(lambda: len(said) > 1)
    assert [title for title, _ in said] == ["Song 1", "Song 3"], "what is skipped is not told"
    wanted[0] = False
    player.playback.previous()
    with qtbot.waitSignal(news._soon.timeout):
        pass
    assert len(said) == 2
