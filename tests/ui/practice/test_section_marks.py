"""Sections in the mixer: muted by key in the loop, and marked where they act."""

from PySide6.QtCore import Qt

from player.core.mix import ACCOMPANIMENT, SILENT, VOCALS
from player.engine.protocol import Section
from player.ui.window import MainWindow
from tests.ui.fakes import FakePlayer
from tests.ui.hands import key

CTRL_SHIFT = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier


def test_a_key_mutes_a_stem_in_the_loop(window: MainWindow, player: FakePlayer) -> None:
    player.playback.play()
    player.practice.sections.passage = lambda: (1_000, 90_000)
    key(Qt.Key.Key_2, CTRL_SHIFT)
    (track, *_) = player.queue.tracks
    assert player.engine.sections[track.id] == (Section(ACCOMPANIMENT, 1_000, 90_000),)
    window.actions_["undo-sections"].trigger()
    assert player.engine.sections[track.id] == ()
    window.actions_["redo-sections"].trigger()
    assert window.actions_["sections"].isChecked()
    window.actions_["sections"].trigger()
    assert player.engine.sections[track.id] == ()
    assert player.practice.sections.current, "they are only not heard"


def test_a_strip_is_marked_while_a_section_acts_on_it(
    window: MainWindow, player: FakePlayer
) -> None:
    player.playback.play()
    sections = player.practice.sections
    sections.put(VOCALS, (1_000, 2_000), SILENT)
    sections.put(VOCALS, (5_000, 6_000), -6.0)
    strip = window.mixer.strips[VOCALS]
    marks = []
    for position in (0, 1_500, 3_000, 5_500):
        player.engine.trigger_position(position)
        font = strip.name_label.font()
        marks.append((font.strikeOut(), font.underline(), strip.toolTip()[:6]))
    assert marks == [
        (False, False, ""),
        (True, False, "Muted "),
        (False, False, ""),
        (False, True, "−6.0 d"),
    ]
    assert window.mixer.strips[ACCOMPANIMENT].toolTip() == ""
    sections.set_on(False)
    assert strip.toolTip() == ""
