"""The lanes under real hands: seen, zoomed, scrolled, followed; a loop drawn on them."""

from collections.abc import Callable

import numpy as np
import pytest
from PySide6.QtCore import QEvent, QPoint, QPointF, Qt
from PySide6.QtGui import QColor, QNativeGestureEvent, QPointingDevice, QWheelEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from player.base.units import SAMPLE_RATE
from player.core.practice.lane_view import CLOSEST
from player.engine.protocol import Beats
from player.ui.lanes.lanes_canvas import LanesCanvas
from player.ui.lanes.lanes_panel import LanesPanel
from player.ui.places.now_playing_place import NowPlayingPlace
from player.ui.theme import apply_theme
from player.ui.window import MainWindow
from tests.ui.fakes import FakePlayer
from tests.ui.hands import click, drag, key, move, press, release
from tests.ui.lanes.conftest import LENGTH, SECONDS, VOICE, at

Key = Qt.Key
CTRL = Qt.KeyboardModifier.ControlModifier
SHIFT = Qt.KeyboardModifier.ShiftModifier


def is_ink(canvas: LanesCanvas, time: float, lane: int, share: float) -> bool:
    """Whether a waveform is seen there, `share` of the way from the lane's middle to its top."""
    area = canvas.places.lane(lane)
    place = QPointF(canvas.places.x(time * SAMPLE_RATE), area.center().y())
    image = canvas.grab().toImage()
    pixel = place - QPointF(0, share * area.height() / 2)
    colour = QColor(image.pixel((pixel * image.devicePixelRatio()).toPoint()))
    ground = canvas.palette().base().color()
    return max(abs(colour.red() - ground.red()), abs(colour.green() - ground.green())) > 30


def turn_wheel(canvas: LanesCanvas, at: QPoint, notches: int, held: Qt.KeyboardModifier) -> None:
    """Turn the wheel at a place."""
    point = QPointF(at)
    event = QWheelEvent(
        point,
        canvas.mapToGlobal(point),
        QPoint(),
        QPoint(0, 120 * notches),
        Qt.MouseButton.NoButton,
        held,
        Qt.ScrollPhase.NoScrollPhase,
        False,
    )
    QApplication.sendEvent(canvas, event)


@pytest.mark.parametrize("theme", ["dark", "light"])
def test_each_stem_is_seen_where_it_sounds(
    panel: LanesPanel, qapp: QApplication, theme: str
) -> None:
    apply_theme(qapp, "dark" if theme == "dark" else "light")
    canvas = panel.canvas
    for time, heard in ((5.0, False), (15.0, True)):
        assert is_ink(canvas, time, 0, 0.7) == heard
        assert is_ink(canvas, time, 1, 0.1)
        assert not is_ink(canvas, time, 1, 0.7)


@pytest.mark.parametrize("player", [5 * SAMPLE_RATE], indirect=True)
def test_where_stems_are_still_missing_the_song_is_seen(
    show: Callable[..., MainWindow], player: FakePlayer
) -> None:
    window = show(player, 1200, 760)
    key(Key.Key_W)
    place = window.frame.stack.currentWidget()
    assert isinstance(place, NowPlayingPlace)
    assert place.lanes is not None
    canvas, lanes = place.lanes.canvas, player.practice.lanes

    def all_there() -> bool:
        song = lanes.now.song.columns(0, SECONDS, SAMPLE_RATE)[1]
        return lanes.lanes[1:] != () and bool(song.all())

    assert player.loop.run_until(all_there, 20)
    groove = canvas.palette().mid().color()
    for lane in (0, 1):  # louder than either stem is there
        area = canvas.places.lane(lane)
        pixel = QPointF(canvas.places.x(15 * SAMPLE_RATE), area.center().y() - 0.4 * area.height())
        image = canvas.grab().toImage()
        assert QColor(image.pixel((pixel * image.devicePixelRatio()).toPoint())) == groove
        assert not is_ink(canvas, 2.0, 0, 0.4)


def test_a_muted_stem_is_pale(panel: LanesPanel, player: FakePlayer) -> None:
    def colour() -> QColor:
        image = panel.canvas.grab().toImage()
        point = at(panel.canvas, 15.0) + QPoint(0, -10)
        return QColor(image.pixel(point * image.devicePixelRatio()))

    before = colour()
    player.mix.set_mute(VOICE, True)
    ground = panel.canvas.palette().base().color()
    muted = colour()
    assert abs(muted.lightness() - ground.lightness()) < abs(
        before.lightness() - ground.lightness()
    )
    player.mix.set_mute(VOICE, False)
    assert colour() == before


def test_a_click_seeks(panel: LanesPanel, player: FakePlayer) -> None:
    click(panel.canvas, at(panel.canvas, 7.0, 1))
    (there,) = player.engine.seeks
    assert there == pytest.approx(7 * SAMPLE_RATE, abs=panel.canvas.view.per_pixel)
    assert player.practice.loops.current.passage is None


def test_a_drag_makes_a_loop_whose_edges_can_be_moved(
    panel: LanesPanel, player: FakePlayer
) -> None:
    canvas = panel.canvas
    pixel = canvas.view.per_pixel
    drag(canvas, at(canvas, 12.0), at(canvas, 8.0, 1))
    assert player.practice.loops.current.passage == pytest.approx(
        (8 * SAMPLE_RATE, 12 * SAMPLE_RATE), abs=pixel
    )
    assert panel.hint.text().startswith("0:08")
    QApplication.sendEvent(canvas, QEvent(QEvent.Type.Leave))
    assert panel.hint.text().startswith("Loop 0:08")
    drag(canvas, at(canvas, 12.0), at(canvas, 14.0))
    assert player.practice.loops.current.passage == pytest.approx(
        (8 * SAMPLE_RATE, 14 * SAMPLE_RATE), abs=2 * pixel
    )
    drag(canvas, at(canvas, 8.0), at(canvas, 16.0))
    assert player.practice.loops.current.passage == pytest.approx(
        (14 * SAMPLE_RATE, 16 * SAMPLE_RATE), abs=2 * pixel
    )
    assert player.engine.seeks == []


def test_escape_leaves_the_loop_as_it_was(panel: LanesPanel, player: FakePlayer) -> None:
    canvas = panel.canvas
    drag(canvas, at(canvas, 8.0), at(canvas, 12.0))
    before = player.practice.loops.current.passage
    press(canvas, at(canvas, 2.0))
    move(canvas, at(canvas, 3.0))
    move(canvas, at(canvas, 4.0))
    assert player.practice.loops.current.passage != before
    key(Key.Key_Escape)
    release(canvas, at(canvas, 4.0))
    assert player.practice.loops.current.passage == before


def test_a_loop_is_heard_snaps_to_beats_and_can_be_zoomed_to(
    panel: LanesPanel, player: FakePlayer
) -> None:
    canvas, loops = panel.canvas, player.practice.loops
    beats = Beats(tuple(range(0, LENGTH, SAMPLE_RATE)), (True, False, False, False) * 5)
    assert player.queue.current is not None
    player.practice.beats.set(player.queue.current, beats)
    drag(canvas, at(canvas, 8.2), at(canvas, 11.9))
    assert loops.passage == (8 * SAMPLE_RATE, 12 * SAMPLE_RATE)
    key(Key.Key_Z)
    assert canvas.places.x(8 * SAMPLE_RATE) == pytest.approx(canvas.width() / 22, abs=2)
    assert canvas.places.x(12 * SAMPLE_RATE) == pytest.approx(canvas.width() * 21 / 22, abs=2)
    loops.values.undo()
    assert loops.passage is None


def test_a_click_on_a_markers_name_goes_to_the_marker(
    panel: LanesPanel, player: FakePlayer
) -> None:
    canvas, loops = panel.canvas, player.practice.loops
    player.playback.seek(9 * SAMPLE_RATE)
    loops.mark("Marker")
    player.playback.seek(0)
    x = canvas.places.x(9 * SAMPLE_RATE)
    click(canvas, QPoint(int(x) + 12, canvas.height() - 6))
    assert player.engine.seeks[-1] == 9 * SAMPLE_RATE
    click(canvas, QPoint(int(x) + 12, canvas.height() - 60))
    assert player.engine.seeks[-1] > 9 * SAMPLE_RATE


def test_a_click_on_a_named_loop_goes_round_in_it(panel: LanesPanel, player: FakePlayer) -> None:
    canvas, loops = panel.canvas, player.practice.loops
    for name, start, stop in (("Verse", 2, 6), ("Fill", 5, 7), ("Solo", 9, 14)):
        loops.set(start * SAMPLE_RATE, stop * SAMPLE_RATE)
        loops.keep(name)
    loops.clear()
    row = canvas.fontMetrics().height() + 2

    def on(seconds: float, number: int) -> QPoint:
        return QPoint(round(canvas.places.x(seconds * SAMPLE_RATE)), canvas.height() - number * row)

    click(canvas, on(10, 1) - QPoint(0, row // 2))
    assert loops.current.chosen is not None
    assert loops.current.chosen.name == "Solo"
    assert loops.on
    assert player.engine.seeks[-1] == 9 * SAMPLE_RATE
    click(canvas, on(6.5, 2) - QPoint(0, row // 2))
    assert loops.passage == (5 * SAMPLE_RATE, 7 * SAMPLE_RATE), "those that overlap lie in two rows"
    click(canvas, on(17, 1) - QPoint(0, row // 2))
    assert loops.passage == (5 * SAMPLE_RATE, 7 * SAMPLE_RATE), "no loop is there"


def test_ctrl_and_wheel_zoom_about_the_pointer(panel: LanesPanel) -> None:
    canvas = panel.canvas
    click(panel.follow_button)
    there = at(canvas, 15.0)
    before = canvas.view.per_pixel
    for _ in range(10):
        turn_wheel(canvas, there, 1, CTRL)
    assert canvas.view.per_pixel < before / 5
    assert canvas.places.frame(there.x()) == pytest.approx(15 * SAMPLE_RATE, abs=before)
    turn_wheel(canvas, there, -100, CTRL)
    assert canvas.view.is_whole


def test_two_fingers_zoom_about_where_they_are(panel: LanesPanel) -> None:
    canvas = panel.canvas
    click(panel.follow_button)
    there, before = QPointF(at(canvas, 15.0)), canvas.view.per_pixel
    pinch = QNativeGestureEvent(
        Qt.NativeGestureType.ZoomNativeGesture,
        QPointingDevice.primaryPointingDevice(),
        2,
        there,
        there,
        canvas.mapToGlobal(there),
        1.0,
        QPointF(),
    )
    QApplication.sendEvent(canvas, pinch)
    assert canvas.view.per_pixel == before / 2
    assert canvas.places.frame(there.x()) == pytest.approx(15 * SAMPLE_RATE, abs=before)


def test_keys_zoom_from_the_whole_song_to_single_samples(
    panel: LanesPanel, player: FakePlayer
) -> None:
    canvas = panel.canvas
    player.playback.seek(15 * SAMPLE_RATE)
    for _ in range(100):
        key(Key.Key_Up, SHIFT)
    assert canvas.view.per_pixel == CLOSEST
    assert canvas.places.x(15 * SAMPLE_RATE) == pytest.approx(canvas.width() * 0.75, abs=2)
    canvas.grab()
    samples = player.practice.lanes.samples
    start, stop = int(canvas.view.first), int(canvas.view.last)
    assert player.loop.run_until(lambda: not samples.missing(start, stop), 20)
    height = np.sin(15.0002 * 2 * np.pi * 110)
    assert not is_ink(canvas, 15.0002, 0, height / 2)  # no longer filled: a line
    assert any(is_ink(canvas, 15.0002, 0, height + each / 100) for each in (-1, 0, 1))
    key(Key.Key_Down, SHIFT)
    assert canvas.view.per_pixel > CLOSEST
    key(Key.Key_0, CTRL)
    assert canvas.view.is_whole


def test_the_commands_work_wherever_the_focus_is(panel: LanesPanel) -> None:
    canvas = panel.canvas
    panel.follow_button.setFocus()
    whole: list[bool] = []
    for each in (Key.Key_Plus, Key.Key_Plus, Key.Key_Minus, Key.Key_0):
        key(each, CTRL)
        whole.append(canvas.view.is_whole)
    assert whole == [False, False, False, True]
    key(Key.Key_W, SHIFT)
    assert not canvas.view.follow
    assert not panel.follow_button.isChecked()


def test_it_scrolls_with_the_playhead_until_the_user_scrolls(
    panel: LanesPanel, player: FakePlayer
) -> None:
    canvas = panel.canvas
    for _ in range(12):
        key(Key.Key_Up, SHIFT)
    player.engine.trigger_position(10 * SAMPLE_RATE)
    seen = canvas.view
    player.engine.trigger_position(11 * SAMPLE_RATE)
    assert canvas.view.column > seen.column
    key(Key.Key_Left, SHIFT)
    assert not panel.follow_button.isChecked()
    scrolled = canvas.view
    player.engine.trigger_position(12 * SAMPLE_RATE)
    assert canvas.view == scrolled
    key(Key.Key_W, SHIFT)
    assert canvas.places.x(12 * SAMPLE_RATE) == pytest.approx(canvas.width() / 3, abs=2)


def test_news_of_playback_do_not_hold_up_what_moves(
    panel: LanesPanel, player: FakePlayer, qtbot: QtBot
) -> None:
    moved: list[bool] = []
    panel.painted.connect(lambda: moved.append(True))
    player.playback.play()

    def told_and_moved() -> bool:
        player.engine.trigger_position(player.playback.state.position + 441)
        return len(moved) > 2

    qtbot.waitUntil(told_and_moved)


def test_the_keyboard_the_wheel_and_the_bar_scroll(panel: LanesPanel) -> None:
    canvas = panel.canvas
    for _ in range(8):
        key(Key.Key_Up, SHIFT)
    seen: list[int] = []
    for each in (Key.Key_End, Key.Key_PageUp, Key.Key_PageDown, Key.Key_Home):
        key(each)
        seen.append(canvas.view.column)
    end, before, again, home = seen
    assert 0 == home < before < end == again
    turn_wheel(canvas, canvas.rect().center(), -1, Qt.KeyboardModifier.NoModifier)
    assert canvas.view.column > 0
    panel.bar.setValue(panel.bar.maximum())
    assert canvas.view.column == end
    middle = canvas.rect().center()
    QTest.mousePress(canvas, Qt.MouseButton.MiddleButton, pos=middle)
    move(canvas, middle + QPoint(60, 0))
    move(canvas, middle + QPoint(100, 0))
    QTest.mouseRelease(canvas, Qt.MouseButton.MiddleButton, pos=middle + QPoint(100, 0))
    assert canvas.view.column == end - 100 * canvas.places.ratio


def test_nothing_is_read_while_the_lanes_are_not_seen(
    panel: LanesPanel, player: FakePlayer
) -> None:
    seen = [(panel.isVisible(), player.practice.lanes.is_open)]
    for each in (Key.Key_W, Key.Key_P, Key.Key_W):
        key(each)
        seen.append((panel.isVisible(), player.practice.lanes.is_open))
    assert seen == [(True, True), (False, False), (False, False), (True, True)]


def test_of_a_stream_nothing_is_drawn(panel: LanesPanel, player: FakePlayer) -> None:
    (stream,) = player.queue.add(["https://radio.example/live"])
    player.playback.play(stream.id)
    panel.canvas.grab()
    assert panel.hint.text() == "A stream has no picture"
    key(Key.Key_Plus, CTRL)
    assert player.practice.lanes.lanes == ()
