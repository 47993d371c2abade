"""Labels for one line: titles of any length, and the time."""

from PySide6.QtCore import QPoint
from PySide6.QtGui import QHelpEvent
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from player.ui.widgets.elided_label import ElidedLabel
from player.ui.widgets.text import MINUS
from player.ui.widgets.time_label import TimeLabel
from tests.ui.hands import click

LONG = "A very long title " * 20


def test_a_long_title_is_cut_and_told_in_the_tool_tip(qtbot: QtBot) -> None:
    label = ElidedLabel(LONG)
    qtbot.addWidget(label)
    label.resize(200, 20)
    assert label.shown.endswith("…")
    assert label.minimumSizeHint().width() == 0
    ask = QHelpEvent(QHelpEvent.Type.ToolTip, QPoint(1, 1), QPoint(1, 1))
    QApplication.sendEvent(label, ask)
    assert label.toolTip() == LONG
    label.setText("Short")
    QApplication.sendEvent(label, ask)
    assert label.toolTip() == ""


def test_line_breaks_and_markup_in_a_title_stay_text(qtbot: QtBot) -> None:
    label = ElidedLabel("one\ntwo <b>three</b>")
    qtbot.addWidget(label)
    label.resize(500, 20)
    assert label.shown == "one two <b>three</b>"


def test_the_time_counts_up_and_after_a_click_down(qtbot: QtBot) -> None:
    label = TimeLabel()
    qtbot.addWidget(label)
    label.set_time(67.2, 205.0)
    assert label.text() == "1:07 / 3:25"
    click(label)
    assert label.text() == f"{MINUS}2:17 / 3:25"


def test_a_stream_has_only_a_position(qtbot: QtBot) -> None:
    label = TimeLabel()
    qtbot.addWidget(label)
    label.set_time(4000.0, None)
    assert label.text() == "1:06:40"
