"""The player as a Linux desktop sees it: gdbus on a session bus of the test's own."""

import configparser
import os
from pathlib import Path

import pytest
from PySide6.QtDBus import QDBusConnection
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from player.base.units import SAMPLE_RATE
from player.core.playback import Transport
from player.core.playing_order import Repeat
from player.ui.desktop.media_controls import media_controls
from player.ui.desktop.mpris import MprisControls
from tests.ui.desktop.desk import NAME, Desk
from tests.ui.fakes import FakePlayer

GET_ALL = "org.freedesktop.DBus.Properties.GetAll"
ROOT = "org.mpris.MediaPlayer2"


def test_it_says_what_it_is(desk: Desk) -> None:
    said = desk.call(GET_ALL, ROOT)
    for words in (
        "'Identity': <'Minus One'>",
        "'DesktopEntry': <'minusone'>",
        "'CanRaise': <true>",
        "['file', 'http', 'https']",
    ):
        assert words in said


def test_the_mime_types_are_those_of_the_desktop_entry(desk: Desk) -> None:
    entry = configparser.ConfigParser(interpolation=None)
    with (Path(__file__).parents[3] / "packaging" / "minusone.desktop").open() as file:
        entry.read_file(file)
    types = entry["Desktop Entry"]["MimeType"].strip(";").split(";")
    types.remove("inode/directory")
    assert f"'SupportedMimeTypes': <{types}>" in desk.call(GET_ALL, ROOT)


def test_what_can_be_asked_is_announced(desk: Desk) -> None:
    said = desk.introspect()
    assert "Seek(in  x Offset);" in said
    assert "readonly x Position = 0;" in said
    assert "readonly a{sv} Metadata = {};" in said


@pytest.mark.parametrize(
    ("keys", "transport", "track"),
    [
        (["PlayPause"], Transport.PLAYING, 1),
        (["PlayPause", "PlayPause"], Transport.PAUSED, 1),
        (["Play", "Next"], Transport.PLAYING, 2),
        (["Play", "Next", "Previous"], Transport.PLAYING, 1),
        (["Play", "Pause"], Transport.PAUSED, 1),
        (["Play", "Stop"], Transport.STOPPED, 1),
    ],
)
def test_media_keys(
    player: FakePlayer, desk: Desk, keys: list[str], transport: Transport, track: int
) -> None:
    for key in keys:
        desk.press(key)
    assert player.engine.state.transport is transport
    assert player.engine.state.track == track


def test_a_new_track_is_announced_with_the_types_that_desktops_insist_on(
    player: FakePlayer, desk: Desk
) -> None:
    desk.press("Play")
    desk.hears("'PlaybackStatus': <'Playing'>")
    for words in (
        "'mpris:length': <int64 200000000>",
        "'mpris:trackid': <objectpath '/org/minusone/track/1'>",
        "'xesam:artist': <['Artist 1']>",
        "'xesam:album': <'Album'>",
        "'xesam:title': <'Song 1'>",
        "'xesam:url': <'file:///music/Song%201.flac'>",
    ):
        assert words in desk.heard
    assert "@as []" in desk.heard


def test_seeking_keeps_to_the_song(player: FakePlayer, desk: Desk) -> None:
    desk.press("Play")
    desk.press("Seek", "5000000")
    desk.hears("Seeked (int64 5000000,)")
    assert desk.get("Position") == "(<int64 5000000>,)"
    desk.press("Seek", "--", "-9000000")
    desk.press("SetPosition", "/org/minusone/track/1", "60000000")
    desk.press("SetPosition", "/org/minusone/track/2", "70000000")
    desk.press("SetPosition", "/org/minusone/track/1", "201000000")
    assert player.engine.seeks == [5 * SAMPLE_RATE, 0, 60 * SAMPLE_RATE]
    desk.press("Seek", "300000000")
    assert player.engine.state.track == 2, "beyond the end is the next track"


def test_what_changes_in_the_window_shows_on_the_desktop(player: FakePlayer, desk: Desk) -> None:
    player.mix.set_volume(0.25)
    desk.hears("'Volume': <0.25>")
    player.queue.set_shuffle(True)
    desk.hears("'Shuffle': <true>")
    player.practice.tempo.set_percent(75)
    desk.hears("'Rate': <0.75>")
    player.queue.set_repeat(Repeat.ALL)
    desk.hears("'LoopStatus': <'Playlist'>")
    player.queue.clear()
    desk.hears("'CanPlay': <false>")


def test_what_the_desktop_sets(player: FakePlayer, desk: Desk) -> None:
    desk.press("Play")
    desk.set("Volume", "<0.5>")
    desk.set("LoopStatus", "<'Track'>")
    desk.set("Shuffle", "<true>")
    desk.set("Rate", "<0.5>")
    desk.set("Rate", "<0.0>")
    assert player.practice.tempo.percent == 50
    assert player.mix.volume == 0.5
    assert player.queue.repeat is Repeat.ONE
    assert player.queue.shuffle
    assert player.engine.state.transport is Transport.PAUSED
    assert "InvalidArgs" in desk.set("Volume", "<'loud'>")
    assert "PropertyReadOnly" in desk.set("CanSeek", "<true>")
    assert "UnknownProperty" in desk.get("Nothing")


@pytest.mark.parametrize(
    ("uri", "opened"),
    [
        ("file:///music/a%20b.mp3", "/music/a b.mp3"),
        ("file:///music/%FF.mp3", os.fsdecode(b"/music/\xff.mp3")),
        ("http://radio.example/live", "http://radio.example/live"),
        ("file://[", "file://["),
    ],
)
def test_open_uri(player: FakePlayer, desk: Desk, uri: str, opened: str) -> None:
    desk.press("OpenUri", uri)
    assert player.opened == [([opened], True)]


def test_a_name_that_is_no_text_reaches_the_desktop(player: FakePlayer, desk: Desk) -> None:
    player.open([os.fsdecode(b"/music/\xff.mp3")], play=True)
    desk.hears("'xesam:url': <'file:///music/%FF.mp3'>")
    assert "'xesam:title': <'?'>" in desk.heard


def test_raise_and_quit(window: QWidget, desk: Desk) -> None:
    assert desk.call(f"{ROOT}.Raise") == "()"
    assert window.isVisible()
    assert desk.call(f"{ROOT}.Quit") == "()"
    assert not window.isVisible()


def test_a_call_that_there_is_not_is_refused(desk: Desk) -> None:
    assert "Error" in desk.call(f"{ROOT}.Player.Dance")
    assert desk.get("PlaybackStatus") == "(<'Stopped'>,)"


def test_two_players_have_two_names_until_they_are_closed(
    desk: Desk, bus_address: str, qtbot: QtBot, window: QWidget
) -> None:
    bus = QDBusConnection.connectToBus(bus_address, "second")
    player = FakePlayer()
    second = MprisControls(player, window, window.close, bus)
    with Desk(bus_address, qtbot, f"{NAME}.instance{os.getpid()}") as other:
        other.listen_to(bus)
        assert other.get("CanPlay") == "(<false>,)"
        assert desk.get("CanPlay") == "(<true>,)"
        second.close()
        player.fill(1)
        other.hears("does not have an owner")
        assert "Error" in other.get("CanPlay")
        assert "CanPlay" not in other.heard
    QDBusConnection.disconnectFromBus("second")


def test_without_a_session_bus_there_is_nothing(
    player: FakePlayer, window: QWidget, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.delenv("DBUS_SESSION_BUS_ADDRESS", raising=False)
    monkeypatch.setenv("XDG_RUNTIME_DIR", str(tmp_path))
    assert media_controls(player, window, window.close) is None
