"""A fader goes where the hand takes it."""

import pytest
from PySide6.QtCore import QPoint
from pytestqt.qtbot import QtBot

from player.ui.widgets import decibel_scale
from player.ui.widgets.fader import Fader
from tests.ui.hands import click, double_click, drag, wheel


@pytest.fixture
def fader(qtbot: QtBot) -> Fader:
    fader = Fader()
    qtbot.addWidget(fader)
    fader.resize(60, 300)
    with qtbot.waitExposed(fader):
        fader.show()
    return fader


def at(fader: Fader, level: float) -> QPoint:
    bottom, top = fader.travel()
    return QPoint(30, round(bottom + (top - bottom) * decibel_scale.place(level)))


def test_a_drag_follows_the_scale(fader: Fader, qtbot: QtBot) -> None:
    drag(fader, at(fader, 0), at(fader, -12))
    assert fader.level == pytest.approx(-12, abs=0.3)


def test_the_bottom_is_silence_and_the_top_twelve_decibels(fader: Fader, qtbot: QtBot) -> None:
    drag(fader, at(fader, 0), QPoint(30, 2000))
    assert fader.level == -60
    drag(fader, at(fader, -60), QPoint(30, -2000))
    assert fader.level == 12


def test_a_press_alone_moves_nothing(fader: Fader, qtbot: QtBot) -> None:
    click(fader, at(fader, -36))
    assert fader.level == 0


def test_a_double_click_is_zero(fader: Fader, qtbot: QtBot) -> None:
    fader.set_level(-20)
    with qtbot.waitSignal(fader.moved) as moved:
        double_click(fader, at(fader, -6))
    assert moved.args == [0.0]
    assert fader.level == 0


def test_the_wheel_moves_by_a_decibel(fader: Fader) -> None:
    wheel(fader, 2)
    assert fader.level == 2
    wheel(fader, -5)
    assert fader.level == -3


def test_showing_a_level_is_no_move_of_the_user(fader: Fader, qtbot: QtBot) -> None:
    with qtbot.assertNotEmitted(fader.moved):
        fader.set_level(-7.5)
    assert fader.level == -7.5
