"""Loops, markers, click and trainer, by real keys and the mouse in the real window."""

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QMenu
from pytestqt.qtbot import QtBot

from player.base.units import SAMPLE_RATE, Frames
from player.core.mix import VOCALS
from player.core.playback import Transport
from player.core.practice.loops import TEN_MILLISECONDS
from player.core.practice.song_loops import Passage
from player.core.practice.training import Turns
from player.engine.protocol import Beats, Click, ClickSound
from player.ui.panels.song_seek_bar import SongSeekBar
from player.ui.practice.click_group import ClickGroup
from player.ui.practice.loop_group import LoopGroup
from player.ui.practice.loops_dialog import LoopsDialog
from player.ui.practice.trainer_dialog import TrainerDialog
from player.ui.window import MainWindow
from tests.ui.fakes import FakePlayer
from tests.ui.hands import LEFT, click, drag, key, move, type_text

Key = Qt.Key
CTRL = Qt.KeyboardModifier.ControlModifier
ALT = Qt.KeyboardModifier.AltModifier
SHIFT = Qt.KeyboardModifier.ShiftModifier
LENGTH = 200 * SAMPLE_RATE
BEATS = Beats(tuple(range(0, LENGTH, 20_000)), tuple(n % 4 == 0 for n in range(441)))


@pytest.fixture(autouse=True)
def _plays(player: FakePlayer) -> None:
    player.playback.play()


@pytest.fixture
def bar(window: MainWindow) -> SongSeekBar:
    return window.transport.seek_bar


def heard(player: FakePlayer) -> Passage | None:
    return player.engine.loop


def place(bar: SongSeekBar, x: int) -> Frames:
    """The frame under a pixel of the bar."""
    return round(x / bar.width() * LENGTH)


def shift_drag(bar: SongSeekBar, start: QPoint, end: QPoint) -> None:
    QTest.mousePress(bar, LEFT, SHIFT, start)
    move(bar, (start + end) / 2)
    move(bar, end)
    QTest.mouseRelease(bar, LEFT, SHIFT, end)


def row(window: MainWindow) -> tuple[LoopGroup, ClickGroup]:
    """The practice row, shown."""
    window.actions_["practice"].trigger()
    assert window.frame.practice is not None
    return window.frame.practice.loop, window.frame.practice.click


def test_keys_set_move_switch_and_clear_the_loop(window: MainWindow, player: FakePlayer) -> None:
    player.engine.trigger_position(500_000)
    key(Key.Key_A)
    player.engine.trigger_position(900_000)
    key(Key.Key_B)
    assert heard(player) == (500_000, 900_000)
    key(Key.Key_D)
    key(Key.Key_K, CTRL | SHIFT)
    assert heard(player) == (500_000 - TEN_MILLISECONDS, 900_001)
    key(Key.Key_O)
    assert heard(player) is None
    key(Key.Key_O)
    key(Key.Key_E)
    assert heard(player) == (900_001, 900_001 + 400_001 + TEN_MILLISECONDS)
    key(Key.Key_Z, CTRL | ALT)
    assert heard(player) == (500_000 - TEN_MILLISECONDS, 900_001)
    player.playback.pause()
    key(Key.Key_Space, SHIFT)
    assert player.engine.seeks[-1] == 500_000 - TEN_MILLISECONDS
    assert player.playback.state.transport is Transport.PLAYING
    key(Key.Key_O, SHIFT)
    assert heard(player) is None
    assert player.practice.loops.current.start is None


def test_shift_and_a_drag_make_a_loop_and_a_plain_drag_seeks(
    bar: SongSeekBar, player: FakePlayer
) -> None:
    y = bar.height() // 2
    shift_drag(bar, QPoint(300, y), QPoint(120, y))
    start, stop = heard(player) or (0, 0)
    assert start == pytest.approx(place(bar, 120), abs=LENGTH // bar.width())
    assert stop == pytest.approx(place(bar, 300), abs=LENGTH // bar.width())
    assert player.engine.seeks == [start], "it is heard from its start on"
    drag(bar, QPoint(200, y), QPoint(250, y))
    assert len(player.engine.seeks) == 2
    assert heard(player) == (start, stop)


def test_a_drag_snaps_to_beats_and_a_handle_moves_one_edge(
    bar: SongSeekBar, player: FakePlayer
) -> None:
    assert player.queue.current is not None
    player.practice.beats.set(player.queue.current, BEATS)
    shift_drag(bar, QPoint(100, 30), QPoint(400, 30))
    start, stop = heard(player) or (0, 0)
    assert (start % 20_000, stop % 20_000) == (0, 0)
    x = round(stop / LENGTH * bar.width()) - 3
    drag(bar, QPoint(x, 3), QPoint(x - 150, 3))
    moved = heard(player) or (0, 0)
    assert moved[0] == start
    assert moved[1] == pytest.approx(place(bar, x - 150), abs=20_000)
    assert moved[1] % 20_000 == 0


def test_escape_gives_a_dragged_loop_up(bar: SongSeekBar, player: FakePlayer) -> None:
    player.practice.loops.set(1_000_000, 2_000_000)
    bar.setFocus()
    QTest.mousePress(bar, LEFT, SHIFT, QPoint(300, 30))
    move(bar, QPoint(500, 30))
    assert player.practice.loops.current.passage != (1_000_000, 2_000_000)
    assert heard(player) == (1_000_000, 2_000_000), "nothing is heard before the hand lets go"
    key(Key.Key_Escape)
    QTest.mouseRelease(bar, LEFT, SHIFT, QPoint(500, 30))
    assert player.practice.loops.current.passage == (1_000_000, 2_000_000)
    assert player.engine.seeks == []


def test_loop_and_markers_are_seen_on_the_waveform(
    bar: SongSeekBar, player: FakePlayer, qtbot: QtBot
) -> None:
    before = bar.grab().toImage()
    player.practice.loops.set(LENGTH // 4, LENGTH // 2)
    player.engine.trigger_position(LENGTH * 3 // 4)
    key(Key.Key_N)
    player.engine.trigger_position(0)
    qtbot.wait(0)
    after = bar.grab().toImage()
    at = {name: round(share * bar.width()) for name, share in (("in", 0.3), ("out", 0.6))}
    marker = round(0.75 * bar.width())
    assert after.pixelColor(at["in"], 2) != before.pixelColor(at["in"], 2)
    assert after.pixelColor(at["out"], 2) == before.pixelColor(at["out"], 2)
    near = range(marker - 2, marker + 3)
    assert any(after.pixelColor(x, 2) != before.pixelColor(x, 2) for x in near)


def test_kept_loops_and_markers_are_gone_through_renamed_and_deleted(
    window: MainWindow, player: FakePlayer, qtbot: QtBot
) -> None:
    loops = player.practice.loops
    for start in (100_000, 600_000):
        loops.set(start, start + 200_000)
        key(Key.Key_L, SHIFT)
    key(Key.Key_Down, ALT)
    assert heard(player) == (100_000, 300_000)
    player.engine.trigger_position(400_000)
    key(Key.Key_N)
    player.engine.trigger_position(0)
    key(Key.Key_Right, ALT)
    assert player.engine.seeks[-1] == 400_000
    key(Key.Key_L, CTRL)
    dialog = window.findChild(LoopsDialog)
    assert dialog is not None
    items = [dialog.table.item(row, 0) for row in range(dialog.table.rowCount())]
    assert [item.text() for item in items if item] == ["Loop 1", "Marker 1", "Loop 2"]
    qtbot.waitUntil(dialog.table.hasFocus)
    key(Key.Key_F2)
    type_text("Riff")
    key(Key.Key_Return)
    qtbot.waitUntil(lambda: loops.current.loops[0].name == "Riff")
    dialog.table.setFocus()
    dialog.table.selectRow(2)
    key(Key.Key_Return)
    assert heard(player) == (600_000, 800_000)
    key(Key.Key_Delete)
    assert [each.name for each in loops.current.loops] == ["Riff"]
    click(dialog.undo_button)
    assert [each.name for each in loops.current.loops] == ["Riff", "Loop 2"]


def test_the_row_shows_and_does_what_the_keys_do(window: MainWindow, player: FakePlayer) -> None:
    loop, _ = row(window)
    player.engine.trigger_position(2 * SAMPLE_RATE)
    click(loop.start_button)
    assert loop.words_label.text() == "0:02.000 – –"
    assert not loop.loop_button.isChecked()
    player.engine.trigger_position(round(3.5 * SAMPLE_RATE))
    click(loop.stop_button)
    assert loop.words_label.text() == "0:02.000 – 0:03.500"
    assert loop.loop_button.isChecked()
    click(loop.loop_button)
    assert heard(player) is None
    assert not loop.loop_button.isChecked()
    click(loop.menu_button)
    menu = loop.findChild(QMenu)
    assert menu is not None
    keep = next(each for each in menu.actions() if each.text().startswith("Keep the loop"))
    keep.trigger()
    menu.close()
    assert loop.words_label.text() == "Loop 1: 0:02.000 – 0:03.500"


def test_click_count_in_and_tap(window: MainWindow, player: FakePlayer) -> None:
    _, group = row(window)
    key(Key.Key_C)
    assert player.engine.click.on
    assert group.click_button.isChecked()
    assert "not known" in [message.text for message in player.messages.recent][-1]
    key(Key.Key_C, SHIFT)
    assert group.count_button.text() == "1 bar in"
    key(Key.Key_C, SHIFT)
    assert group.count_button.text() == "2 bars in"
    for beat in range(5):
        player.engine.trigger_position(100_000 + beat * 20_000)
        key(Key.Key_G)
    track = player.queue.current
    assert track is not None
    assert len(player.engine.beats[track].places) == LENGTH // 20_000
    assert player.playback.lead(track, 500_000).frames > 0
    group.fader.setFocus()
    key(Key.Key_Left)
    key(Key.Key_Left)
    assert player.practice.click.settings.level == -2
    click(group.mute_button)
    assert player.engine.click == Click(on=True, level=0.0)
    for words in ("Cowbell", "Two for each beat", "Before each round of a loop"):
        click(group.menu_button)
        menu = group.findChildren(QMenu)[-1]
        next(each for each in menu.actions() if each.text() == words).trigger()
        menu.close()
    settings = player.practice.click.settings
    assert (settings.sound, settings.parts, settings.each_round) == (ClickSound.COWBELL, 2, True)


def test_the_trainer_is_planned_and_runs(window: MainWindow, player: FakePlayer) -> None:
    loop, _ = row(window)
    player.practice.loops.set(500_000, 900_000)
    key(Key.Key_T, CTRL)
    dialog = window.findChild(TrainerDialog)
    assert dialog is not None
    dialog.start_box.setValue(60)
    dialog.rounds_box.setValue(1)
    dialog.step_box.setValue(10)
    dialog.part_box.setCurrentIndex(dialog.part_box.findData(VOCALS))
    dialog.part_box.activated.emit(dialog.part_box.currentIndex())
    dialog.turns_box.setCurrentIndex(dialog.turns_box.findData(Turns.ALTERNATE.value))
    dialog.turns_box.activated.emit(dialog.turns_box.currentIndex())
    click(dialog.start_button)
    assert loop.words_label.text() == "60 %, round 1"
    player.engine.trigger_looped()
    assert dialog.words_label.text() == loop.words_label.text() == "70 %, round 2"
    assert window.mixer.strips[VOCALS].mute_button.isChecked()
    dialog.close()
    key(Key.Key_T, SHIFT)
    assert not player.practice.trainer.running
    assert not window.mixer.strips[VOCALS].mute_button.isChecked()
