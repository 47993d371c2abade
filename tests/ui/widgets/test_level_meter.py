"""A meter rises at once, falls slowly, and remembers the top for a moment."""

import pytest
from pytestqt.qtbot import QtBot

from player.ui.widgets.level_meter import DECAY, HOLD, LevelMeter


@pytest.fixture
def meter(qtbot: QtBot) -> LevelMeter:
    meter = LevelMeter()
    qtbot.addWidget(meter)
    return meter


def test_it_rises_at_once_and_falls_by_its_decay(meter: LevelMeter) -> None:
    meter.set_peaks(1.0, 0.5)
    assert list(meter.levels) == pytest.approx([0.0, -6.02], abs=0.01)
    meter.set_peaks(0.0, 0.0)
    meter.advance(0.5)
    assert meter.levels[0] == pytest.approx(-0.5 * DECAY)


def test_the_top_is_held_and_then_let_go(meter: LevelMeter) -> None:
    meter.set_peaks(1.0, 1.0)
    meter.advance(HOLD - 0.1)
    assert meter.held == (0.0, 0.0)
    meter.advance(0.5)
    assert meter.held[0] < 0.0


def test_it_comes_to_rest_by_itself(meter: LevelMeter, qtbot: QtBot) -> None:
    meter.set_peaks(0.002, 0.0)
    qtbot.waitUntil(lambda: meter.held == (-60.0, -60.0), timeout=5000)


def test_a_new_song_is_shown_at_once_while_the_old_one_falls(meter: LevelMeter) -> None:
    meter.set_peaks(0.1, 0.1)
    meter.advance(0.2)
    meter.set_peaks(0.8, 0.8)
    assert meter.levels[0] == pytest.approx(-1.94, abs=0.01)
