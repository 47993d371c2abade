"""Tempo and key, by real keys and the mouse in the real window."""

import pytest
from PySide6.QtCore import QPoint, Qt

from player.engine.protocol import SetTempo, Stretching
from player.engine.tempo import Tempo
from player.ui.practice.tempo_group import TempoGroup
from player.ui.window import MainWindow
from tests.ui.fakes import FakePlayer
from tests.ui.hands import click, double_click, key, type_text, wheel

Key = Qt.Key
ALT = Qt.KeyboardModifier.AltModifier


@pytest.fixture
def group(window: MainWindow) -> TempoGroup:
    """The group in the practice row, shown."""
    window.actions_["practice"].trigger()
    assert window.frame.practice is not None
    return window.frame.practice.tempo


def heard(player: FakePlayer) -> Tempo:
    """What the engine was told last."""
    return [each.tempo for each in player.sound_engine.sent if isinstance(each, SetTempo)][-1]


def test_one_hand_changes_tempo_and_key_and_goes_back(
    window: MainWindow, player: FakePlayer
) -> None:
    for _ in range(3):
        key(Key.Key_Minus)
    assert heard(player) == Tempo(0.97)
    key(Key.Key_Equal)
    key(Key.Key_Minus, ALT)
    assert heard(player) == Tempo(0.979)
    key(Key.Key_Equal)
    assert heard(player) == Tempo(0.98)
    key(Key.Key_Period)
    key(Key.Key_Period)
    key(Key.Key_Comma)
    key(Key.Key_Comma, ALT)
    assert heard(player) == Tempo(0.98, 1, -5)
    key(Key.Key_Y)
    assert heard(player) == Tempo(0.98, 1, -5, formants=True)
    key(Key.Key_0)
    assert heard(player) == Tempo(formants=True)


def test_the_row_shows_and_sets_tempo_and_key(group: TempoGroup, player: FakePlayer) -> None:
    click(group.speed_field.lineEdit())
    group.speed_field.selectAll()
    type_text("62.5")
    key(Key.Key_Return)
    assert heard(player) == Tempo(0.625)
    key(Key.Key_Minus)
    assert heard(player) == Tempo(0.62)
    wheel(group.semitones_field, -2)
    wheel(group.cents_field, 3)
    click(group.voices_button)
    assert heard(player) == Tempo(0.62, -2, 3, formants=True)
    assert group.speed_field.text() == "62.0 %"
    assert group.cents_field.text() == "+3 ct"
    click(group.slider, QPoint(group.slider.width() - 1, 10))
    assert heard(player).speed == 2.0
    double_click(group.slider)
    assert heard(player).speed == 1.0
    click(group.reset_button)
    assert heard(player) == Tempo(formants=True)
    assert not group.reset_button.isEnabled()


def test_no_key_leads_out_of_the_range(window: MainWindow, player: FakePlayer) -> None:
    player.practice.tempo.set_values(26, 11, 98)
    for pressed, modifier in ((Key.Key_Minus, None), (Key.Key_Period, None), (Key.Key_Period, ALT)):
        for _ in range(3):
            key(pressed, modifier or Qt.KeyboardModifier.NoModifier)
    assert heard(player) == Tempo(0.25, 12, 100)


def test_the_plainer_engine_is_told(group: TempoGroup, player: FakePlayer) -> None:
    assert not group.plain_label.isVisible()
    player.sound_engine.event.emit(Stretching(2))
    assert group.plain_label.isVisible()
    player.sound_engine.event.emit(Stretching(3))
    assert not group.plain_label.isVisible()


def test_the_trainer_and_the_practice_lists_set_the_tempo(
    window: MainWindow, player: FakePlayer
) -> None:
    practice = player.practice
    practice.trainer.set_speed(72.5)
    assert heard(player) == Tempo(0.725)
    assert practice.trainer.speed() == 72.5
    assert practice.trainer.speed_command(80.0) == SetTempo(Tempo(0.8))
    practice.desk.set_tempo(90.0, -3, 10)
    assert heard(player) == Tempo(0.9, -3, 10)
    assert practice.desk.tempo() == (90.0, -3, 10)
