"""The pan knob turns with the hand."""

import pytest
from PySide6.QtCore import QPoint
from pytestqt.qtbot import QtBot

from player.ui.widgets.pan_knob import PanKnob, pan_text
from tests.ui.hands import double_click, drag, wheel


@pytest.fixture
def knob(qtbot: QtBot) -> PanKnob:
    knob = PanKnob()
    qtbot.addWidget(knob)
    with qtbot.waitExposed(knob):
        knob.show()
    return knob


def test_dragging_up_or_right_turns_right(knob: PanKnob, qtbot: QtBot) -> None:
    drag(knob, QPoint(20, 20), QPoint(20, -44))
    assert knob.pan == pytest.approx(0.5)
    drag(knob, QPoint(20, 20), QPoint(-108, 20))
    assert knob.pan == pytest.approx(-0.5)


def test_it_stops_at_the_ends(knob: PanKnob, qtbot: QtBot) -> None:
    drag(knob, QPoint(20, 20), QPoint(900, 20))
    assert knob.pan == 1.0


def test_a_double_click_is_the_middle(knob: PanKnob, qtbot: QtBot) -> None:
    knob.set_pan(-0.4)
    double_click(knob)
    assert knob.pan == 0.0


def test_the_wheel_turns(knob: PanKnob) -> None:
    wheel(knob, -2)
    assert knob.pan == pytest.approx(-0.1)


def test_the_place_in_words() -> None:
    assert [pan_text(pan) for pan in (0.0, -0.3, 1.0)] == ["C", "L 30", "R 100"]
