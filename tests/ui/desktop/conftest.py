"""A session bus of the test's own, and the desktop's side of it."""

from collections.abc import Iterator

import pytest
from PySide6.QtDBus import QDBusConnection
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from player.ui.desktop.mpris import MprisControls
from tests.ui.desktop.bus import session_bus
from tests.ui.desktop.desk import Desk
from tests.ui.fakes import FakePlayer


@pytest.fixture(scope="module")
def bus_address() -> Iterator[str]:
    """Where it is reached."""
    with session_bus() as address:
        yield address


@pytest.fixture
def window(qtbot: QtBot) -> QWidget:
    window = QWidget()
    qtbot.addWidget(window)
    return window


@pytest.fixture
def controls(player: FakePlayer, window: QWidget, bus_address: str) -> Iterator[MprisControls]:
    """The player on the bus."""
    bus = QDBusConnection.connectToBus(bus_address, "player")
    assert bus.isConnected()
    controls = MprisControls(player, window, window.close, bus)
    yield controls
    controls.close()
    QDBusConnection.disconnectFromBus("player")


@pytest.fixture
def desk(controls: MprisControls, bus_address: str, qtbot: QtBot) -> Iterator[Desk]:
    """The desktop, which finds the player on the bus."""
    with Desk(bus_address, qtbot) as desk:
        desk.listen_to(QDBusConnection("player"))
        yield desk
