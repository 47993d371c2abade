"""The program is closed and opened again: it stands where it stood."""

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from player.app import App
from player.base.settings import Settings
from player.base.units import SAMPLE_RATE, StemName
from player.core.playback import Transport

WAIT = 30_000
LAZY = Settings(output="null", separate_while_playing=False)


def test_the_window_opens_where_it_was_closed(
    qtbot: QtBot, start: Callable[[Settings], App], music: Path
) -> None:
    app = start(LAZY)
    app.session.restore()
    app.player.open([music / "song 1.wav", music / "song 2.wav"])
    qtbot.waitUntil(lambda: len(app.player.queue.tracks) == 2, timeout=WAIT)
    app.player.playback.load(app.player.queue.tracks[1], 7 * SAMPLE_RATE + 13, play=False)
    qtbot.waitUntil(lambda: app.player.playback.state.length is not None, timeout=WAIT)
    QTest.keyClick(app.window, Qt.Key.Key_R)
    QTest.keyClick(app.window, Qt.Key.Key_M)
    app.close()

    again = start(LAZY)
    again.session.restore()
    state = again.player.playback
    qtbot.waitUntil(lambda: state.state.length is not None, timeout=WAIT)
    assert (state.state.transport, state.state.position) == (Transport.PAUSED, 7 * SAMPLE_RATE + 13)
    transport = again.window.transport
    assert (transport.title_label.text(), transport.time_label.text()) == ("song 2", "0:07 / 0:40")
    assert transport.repeat_button.accessibleName() == "Repeat: all"
    assert again.window.mixer.strips[StemName("vocals")].mute_button.isChecked()
    assert not again.window.mixer.strips[StemName("accompaniment")].mute_button.isChecked()
