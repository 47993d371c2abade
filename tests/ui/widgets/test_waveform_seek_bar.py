"""The waveform is the seek bar."""

import numpy as np
import pytest
from PySide6.QtCore import QEvent, QPoint, Qt
from PySide6.QtGui import QColor, QImage, QPaintEvent
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from player.ui.theme import load_theme
from player.ui.widgets.waveform_seek_bar import WaveformSeekBar
from tests.ui.hands import click, drag, key, move, press, release, wheel

RATE = 100
LENGTH = 600 * RATE
WIDTH = 600  # one pixel a second


@pytest.fixture
def bar(qtbot: QtBot) -> WaveformSeekBar:
    bar = WaveformSeekBar(RATE)
    qtbot.addWidget(bar)
    bar.resize(WIDTH, 72)
    bar.set_length(LENGTH)
    with qtbot.waitExposed(bar):
        bar.show()
    return bar


def seconds(frames: object) -> float:
    assert isinstance(frames, int)
    return frames / RATE


def test_a_click_seeks(bar: WaveformSeekBar, qtbot: QtBot) -> None:
    with qtbot.waitSignal(bar.seek_requested) as asked:
        click(bar, QPoint(150, 30))
    assert seconds(asked.args[0]) == pytest.approx(150, abs=1)


def test_a_drag_seeks_once_where_it_ends(bar: WaveformSeekBar, qtbot: QtBot) -> None:
    asked: list[int] = []
    bar.seek_requested.connect(asked.append)
    drag(bar, QPoint(100, 30), QPoint(450, 30))
    assert [seconds(each) for each in asked] == [pytest.approx(450, abs=1)]


def test_playback_does_not_pull_the_playhead_from_the_hand(
    bar: WaveformSeekBar, qtbot: QtBot
) -> None:
    press(bar, QPoint(300, 30))
    bar.set_position(10 * RATE)
    assert seconds(bar.sliderPosition()) == pytest.approx(300, abs=1)
    release(bar, QPoint(300, 30))


def test_escape_lets_go_without_seeking(bar: WaveformSeekBar, qtbot: QtBot) -> None:
    bar.set_position(10 * RATE)
    with qtbot.assertNotEmitted(bar.seek_requested):
        press(bar, QPoint(300, 30))
        key(Qt.Key.Key_Escape)
        release(bar, QPoint(300, 30))
    assert bar.sliderPosition() == 10 * RATE


def test_wheel_and_keys_seek_by_five_seconds(bar: WaveformSeekBar, qtbot: QtBot) -> None:
    asked: list[int] = []
    bar.seek_requested.connect(asked.append)
    bar.set_position(100 * RATE)
    wheel(bar, 1)
    wheel(bar, -30)
    bar.set_position(100 * RATE)
    key(Qt.Key.Key_Right)
    assert [seconds(each) for each in asked] == [105, 0, 105]


def test_nothing_can_be_sought_without_a_length(bar: WaveformSeekBar, qtbot: QtBot) -> None:
    bar.set_length(None)
    with qtbot.assertNotEmitted(bar.seek_requested):
        click(bar, QPoint(150, 30))
        wheel(bar, 1)


def test_hovering_tells_the_time(bar: WaveformSeekBar, qtbot: QtBot) -> None:
    move(bar, QPoint(125, 30))
    assert bar.hover_text == "2:05"
    QApplication.sendEvent(bar, QEvent(QEvent.Type.Leave))
    assert bar.hover_text == ""


def ink(picture: QImage, x: int) -> QColor:
    """The colour of the bar that stands at or beside x, in the middle of the height."""
    return picture.pixelColor(x - x % 3, picture.height() // 2)


def test_what_is_done_is_painted_in_the_accent_colour(bar: WaveformSeekBar) -> None:
    theme = load_theme("dark").colours
    bar.set_peaks(np.tile(np.array([[-0.5, 0.5]], np.float32), (1600, 1)))
    bar.set_cells(bytes([1, 0, 0, 1]), LENGTH // 4)
    bar.set_position(LENGTH // 2)
    picture = bar.grab().toImage()
    assert ink(picture, 60) == QColor(theme["accent"])
    assert ink(picture, 220) == QColor(theme["dim"])
    assert ink(picture, 380) == QColor(theme["groove"])
    coming = ink(picture, 520)
    assert coming.green() > 1.5 * coming.red()


def test_the_outline_has_the_shape_of_the_sound(bar: WaveformSeekBar) -> None:
    quiet, loud = np.full((800, 2), 0.05), np.full((800, 2), 0.8)
    peaks = np.concatenate([quiet, loud]).astype(np.float32) * np.array([-1, 1], np.float32)
    bar.set_peaks(peaks)
    picture = bar.grab().toImage()
    groove = QColor(load_theme("dark").colours["groove"])
    heights = [
        sum(picture.pixelColor(x, y) == groove for y in range(picture.height())) for x in (60, 480)
    ]
    assert heights[0] < 10
    assert heights[1] > 50


class Watched(WaveformSeekBar):
    """Notes how wide it had to paint."""

    painted: list[int]

    def paintEvent(self, event: QPaintEvent) -> None:
        self.painted.append(event.rect().width())
        super().paintEvent(event)


def test_moving_the_playhead_paints_only_beside_it(qtbot: QtBot) -> None:
    bar = Watched(RATE)
    bar.painted = []
    qtbot.addWidget(bar)
    bar.resize(WIDTH, 72)
    bar.set_length(LENGTH)
    bar.set_position(100 * RATE)
    with qtbot.waitExposed(bar):
        bar.show()

    def widest_paint_of_a_second() -> int:
        bar.painted.clear()
        bar.set_position(bar.value() + RATE)
        QApplication.processEvents()
        return max(bar.painted, default=0)

    qtbot.waitUntil(lambda: 0 < widest_paint_of_a_second() < 12)
