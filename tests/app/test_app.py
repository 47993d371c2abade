"""The whole program: open a folder, double-click, mute while it plays, survive what dies."""

import os
import signal
from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from player.app import App
from player.base.folders import Folders
from player.base.settings import Settings, load
from player.base.units import SAMPLE_RATE, StemName
from player.core.playback import Transport
from player.core.separation import StemState
from tests.ui.hands import LEFT, NONE

Start = Callable[[Settings], App]
WAIT = 30_000
LAZY = Settings(output="null", separate_while_playing=False)
EAGER = Settings(output="null")


def double_click(app: App, row: int) -> None:
    app.window.go_to("queue")
    table = app.window.tracks.table
    place = table.visualRect(table.model().index(row, 1)).center()
    QTest.mouseClick(table.viewport(), LEFT, NONE, place)
    QTest.mouseDClick(table.viewport(), LEFT, NONE, place)


def open_music(qtbot: QtBot, app: App, music: Path) -> None:
    app.player.open([music])
    qtbot.waitUntil(lambda: len(app.player.queue.tracks) == 2, timeout=WAIT)


def playing(app: App) -> bool:
    state = app.player.playback.state
    return state.transport is Transport.PLAYING and state.position > 0


def test_the_vocals_leave_a_song_that_was_never_separated(
    qtbot: QtBot, start: Start, music: Path
) -> None:
    app = start(LAZY)
    open_music(qtbot, app, music)
    double_click(app, 0)
    qtbot.waitUntil(lambda: playing(app), timeout=WAIT)
    assert app.player.queue.tracks[0].title == "song 1"
    assert not app.player.playback.state.stems_sounding
    heard: list[float] = []
    app.player.playback.mix_heard.connect(heard.append)
    QTest.keyClick(app.window, Qt.Key.Key_M)
    qtbot.waitUntil(lambda: bool(heard), timeout=WAIT)
    assert app.player.mix.strip(StemName("vocals")).mute
    qtbot.waitUntil(lambda: app.player.playback.state.stems_sounding, timeout=WAIT)
    track = app.player.queue.tracks[0].id
    qtbot.waitUntil(
        lambda: app.player.separation.status(track).state is StemState.READY, timeout=WAIT
    )


def test_the_next_time_the_stems_are_there_already(qtbot: QtBot, start: Start, music: Path) -> None:
    app = start(EAGER)
    open_music(qtbot, app, music)
    double_click(app, 1)
    track = app.player.queue.tracks[1].id
    status = app.player.separation.status
    qtbot.waitUntil(lambda: status(track).state is StemState.READY, timeout=WAIT)
    app.close()
    again = start(EAGER)
    chunks: list[object] = []
    again.player.scheduler.news.connect(chunks.append)
    open_music(qtbot, again, music)
    double_click(again, 1)
    qtbot.waitUntil(lambda: again.player.playback.state.stems_sounding, timeout=WAIT)
    track = again.player.queue.tracks[1].id
    assert again.player.separation.status(track).state is StemState.READY
    assert not chunks, "nothing was separated anew"


def test_the_music_plays_on_when_the_separator_is_killed(
    qtbot: QtBot, start: Start, music: Path
) -> None:
    app = start(EAGER)
    open_music(qtbot, app, music)
    double_click(app, 0)
    track = app.player.queue.tracks[0].id
    status = app.player.separation.status
    qtbot.waitUntil(lambda: status(track).state is StemState.WORKING, timeout=WAIT)
    os.kill(app.player.scheduler.pids[0], signal.SIGKILL)
    qtbot.waitUntil(lambda: status(track).state is StemState.READY, timeout=WAIT)
    assert playing(app)
    said = [message.text for message in app.player.messages.recent]
    assert len([text for text in said if "separator" in text]) == 1, said


def test_a_killed_engine_plays_on_with_the_mix_and_the_stems(
    qtbot: QtBot, start: Start, music: Path
) -> None:
    app = start(EAGER)
    open_music(qtbot, app, music)
    double_click(app, 0)
    qtbot.waitUntil(lambda: app.player.playback.state.stems_sounding, timeout=WAIT)
    app.player.playback.seek(20 * SAMPLE_RATE)
    qtbot.waitUntil(lambda: app.player.playback.state.position > 20.1 * SAMPLE_RATE, timeout=WAIT)
    restarts: list[bool] = []
    app.player.engine.restarted.connect(lambda: restarts.append(True))
    os.kill(app.player.engine.pid, signal.SIGKILL)
    qtbot.waitUntil(lambda: bool(restarts), timeout=WAIT)
    before = app.player.playback.state.position
    qtbot.waitUntil(lambda: app.player.playback.state.position > before, timeout=WAIT)
    qtbot.waitUntil(lambda: app.player.playback.state.stems_sounding, timeout=WAIT)
    assert app.player.playback.state.position < 30 * SAMPLE_RATE


def test_a_song_that_cannot_be_played_gives_way_to_the_next(
    qtbot: QtBot, start: Start, music: Path, tmp_path: Path
) -> None:
    app = start(LAZY)
    broken = tmp_path / "broken.mp3"
    broken.write_bytes(b"no music")
    app.player.open([broken, music / "song 2.wav"], play=True)
    qtbot.waitUntil(lambda: playing(app), timeout=WAIT)
    current = app.player.queue.current
    assert current == app.player.queue.tracks[1].id
    assert "broken.mp3" in app.player.messages.recent[0].text


def test_what_was_chosen_is_there_the_next_time(
    qtbot: QtBot, start: Start, folders: Folders
) -> None:
    app = start(LAZY)
    app.player.mix.set_volume(0.5)
    app.window.menus.themes.actions()[1].trigger()
    app.close()
    settings, problems = load(folders.settings)
    assert not problems
    assert (settings.theme, settings.output, settings.volume) == ("light", "null", 0.5)


def test_without_a_model_it_is_a_player_all_the_same(
    qtbot: QtBot, start: Start, folders: Folders, music: Path
) -> None:
    next(folders.models.iterdir()).unlink()
    app = start(EAGER)
    open_music(qtbot, app, music)
    double_click(app, 0)
    qtbot.waitUntil(lambda: playing(app), timeout=WAIT)
    qtbot.waitUntil(app.window.banner.isVisible, timeout=WAIT)


@pytest.mark.parametrize("count", [1, 3])
def test_the_end_of_a_song_leads_to_the_next(
    qtbot: QtBot, start: Start, music: Path, count: int
) -> None:
    app = start(LAZY)
    open_music(qtbot, app, music)
    double_click(app, 0)
    qtbot.waitUntil(lambda: playing(app), timeout=WAIT)
    for _ in range(count):  # the last seek counts
        app.player.playback.seek(round(39.5 * SAMPLE_RATE))
    second = app.player.queue.tracks[1].id
    qtbot.waitUntil(lambda: app.player.playback.state.track == second, timeout=WAIT)
    assert app.player.queue.current == second


def test_what_is_named_at_the_start_is_played_and_shown(
    qtbot: QtBot, start: Start, music: Path
) -> None:
    app = start(LAZY)
    app.take_over([str(music / "song 1.wav")])
    assert app.window.place == "now-playing"
    qtbot.waitUntil(lambda: playing(app), timeout=WAIT)
    assert app.window.windowTitle() == "song 1"
