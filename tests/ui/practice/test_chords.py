"""The window of the chords, and their lane: followed, fingered, put right, written."""

from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QApplication, QMenu
from pytestqt.qtbot import QtBot

from player.analysis.analysis import Analysis, Chord, Key
from player.analysis.analysis import Beats as FoundBeats
from player.base.units import SAMPLE_RATE, TrackId
from player.ui.lanes.lanes_panel import LanesPanel
from player.ui.places.now_playing_place import NowPlayingPlace, View
from player.ui.places.place import NOW_PLAYING
from player.ui.practice.chord_field import ChordField
from player.ui.practice.chord_menu import fill_chord_menu
from player.ui.practice.chords_dialog import ChordsDialog
from player.ui.window import MainWindow
from tests.ui.fakes import FakePlayer
from tests.ui.hands import click, double_click, key, type_text

BAR = 2 * SAMPLE_RATE
TURN = ((2, ""), (11, "m"), (7, ""), (9, ""))
CHORDS = tuple(Chord(n * BAR, (n + 1) * BAR, *TURN[n % 4], None, 0.9) for n in range(100))
DETAILED = tuple(replace(each, kind="m7" if each.kind else "maj7") for each in CHORDS)
PLACES = tuple(range(0, 100 * BAR, BAR // 4))
BEATS = FoundBeats(PLACES, tuple(n % 4 == 0 for n in range(400)), 120.0, 4, 1.0, "strokes")
FOUND = Analysis(100 * BAR, (), BEATS, -12.0, Key(2, minor=False, confidence=1.0), CHORDS, DETAILED)


@pytest.fixture
def track(player: FakePlayer) -> TrackId:
    player.playback.play()
    track = player.queue.current
    assert track is not None
    player.practice.analysis.know(track, FOUND)
    return track


@pytest.fixture
def dialog(track: TrackId, window: MainWindow, qtbot: QtBot) -> ChordsDialog:
    """The dialog, as I opens it."""
    key(Qt.Key.Key_I)
    dialog = window.findChild(ChordsDialog)
    assert dialog is not None
    qtbot.waitUntil(lambda: QApplication.activeWindow() is dialog)
    return dialog


def pictured(dialog: ChordsDialog) -> list[str]:
    return [diagram.name for diagram in dialog.diagrams]


def choose(player: FakePlayer, panel: LanesPanel, words: str) -> None:
    """An entry of the lane's menu over the third chord."""
    menu = QMenu(panel)
    fill_chord_menu(menu, player, 2 * BAR + 5, panel.chords.edit)
    next(action for action in menu.actions() if action.text() == words).trigger()


def test_the_chord_that_sounds_and_those_that_follow_are_pictured(
    dialog: ChordsDialog, player: FakePlayer, qtbot: QtBot, window: MainWindow
) -> None:
    player.engine.trigger_position(BAR + 100)
    qtbot.waitUntil(lambda: pictured(dialog) == ["Bm", "G", "A"])
    assert dialog.diagrams[0].words == "x24432"
    assert dialog.state_label.text() == "Key D · 120 BPM · -12 cents off A4 = 440 Hz"
    dialog.capo_box.setFocus()
    key(Qt.Key.Key_Up)
    key(Qt.Key.Key_Up)
    assert pictured(dialog) == ["Am", "F", "G"]
    dialog.detailed_box.setFocus()
    key(Qt.Key.Key_Space)
    assert pictured(dialog) == ["Am7", "Fmaj7", "Gmaj7"]
    dialog.instrument_box.setFocus()
    key(Qt.Key.Key_Down)
    assert dialog.diagrams[0].words == "0000"
    assert window.preferences.now.chord_instrument == "ukulele"
    player.practice.tempo.set_semitones(3)
    assert pictured(dialog) == ["Cm7", "Abmaj7", "Bbmaj7"]
    assert dialog.state_label.text().startswith("Key F ")


def test_a_double_click_in_the_lane_puts_a_chord_right(
    dialog: ChordsDialog, player: FakePlayer, qtbot: QtBot
) -> None:
    player.engine.trigger_position(100)
    lane, sheet = dialog.lane, player.practice.chords
    qtbot.waitUntil(lambda: lane.place_of(0) > 0)
    middle = QPoint(round(lane.place_of(1.5 * BAR)), lane.height() // 2)
    double_click(lane, middle)
    field = lane.findChild(ChordField)
    assert field is not None
    assert field.text() == "Bm"
    type_text("b7")
    key(Qt.Key.Key_Return)
    assert sheet.name(sheet.current[1]) == "B"
    sheet.show(detailed=True)
    assert sheet.name(sheet.current[1]) == "B7"
    sheet.undo()
    assert sheet.name(sheet.current[1]) == "Bm7"
    double_click(lane, middle)
    type_text("Hm")
    key(Qt.Key.Key_Return)
    assert "Hm" in player.messages.recent[-1].text
    assert not sheet.edited


def test_keys_alone_put_a_chord_right(
    track: TrackId, window: MainWindow, player: FakePlayer, qtbot: QtBot
) -> None:
    player.playback.pause()
    player.engine.trigger_position(BAR + 100)
    key(Qt.Key.Key_H, Qt.KeyboardModifier.ShiftModifier)
    dialog = window.findChild(ChordsDialog)
    assert dialog is not None
    qtbot.waitUntil(lambda: isinstance(QApplication.focusWidget(), ChordField))
    type_text("em")
    key(Qt.Key.Key_Return)
    sheet = player.practice.chords
    assert sheet.name(sheet.current[1]) == "Em"
    assert dialog.lane.hasFocus()
    key(Qt.Key.Key_Delete)
    assert sheet.current[0].stop == 2 * BAR
    key(Qt.Key.Key_Return)
    type_text("x")
    key(Qt.Key.Key_Escape)
    assert dialog.isVisible(), "Escape leaves the field only"
    assert sheet.name(sheet.current[0]) == "D"


def test_a_click_in_the_lane_goes_there(
    dialog: ChordsDialog, player: FakePlayer, qtbot: QtBot
) -> None:
    player.engine.trigger_position(100)
    qtbot.waitUntil(lambda: dialog.lane.place_of(0) > 0)
    place = QPoint(round(dialog.lane.place_of(3 * BAR)), 5)
    click(dialog.lane, place)
    assert player.playback.state.position == pytest.approx(3 * BAR, abs=3_000)


def test_chords_are_written_as_they_are_shown(
    dialog: ChordsDialog, player: FakePlayer, tmp_path: Path, qtbot: QtBot
) -> None:
    player.practice.chords.show(capo=2)
    for name in ("song.txt", "song.cho"):
        dialog.export_to(tmp_path / name)
        qtbot.waitUntil((tmp_path / name).exists)
    player.practice.chord_files.close()
    assert "| C  " in (tmp_path / "song.txt").read_text()
    text = (tmp_path / "song.cho").read_text()
    assert "{capo: 2}" in text
    assert "| C . . . | Am . . . | F . . . | G . . . |" in text


def test_they_run_along_below_the_waveform(
    track: TrackId, window: MainWindow, player: FakePlayer, qtbot: QtBot
) -> None:
    window.go_to(NOW_PLAYING.name)
    place = window.findChild(NowPlayingPlace)
    assert place is not None
    assert place.chords is not None
    strip = place.chords
    assert strip.isVisible()
    player.engine.trigger_position(10 * BAR)
    qtbot.waitUntil(lambda: 0 < strip.place_of(10 * BAR) < strip.width() / 2)
    window.actions_["lanes"].trigger()
    assert not strip.isVisible(), "the lanes have their own"
    player.queue.set_current(player.queue.tracks[1].id)
    place.show_view(View.COVER)
    assert not strip.isVisible(), "nothing is known of that song"


def test_the_lanes_show_chords_and_offer_more(
    track: TrackId, window: MainWindow, player: FakePlayer
) -> None:
    window.actions_["lanes"].trigger()
    panel = window.findChild(LanesPanel)
    assert panel is not None
    assert panel.chords.isVisible()
    choose(player, panel, "Let the chord before go on")
    sheet = player.practice.chords
    assert (sheet.current[1].stop, sheet.name(sheet.current[1])) == (3 * BAR, "Bm")
    choose(player, panel, "Undo the last change of chords")
    assert not sheet.edited
    player.queue.set_current(player.queue.tracks[1].id)
    assert not panel.chords.isVisible(), "nothing is known of that song"


def test_key_and_tempo_stand_under_the_name_as_they_sound(
    track: TrackId, window: MainWindow, player: FakePlayer
) -> None:
    window.go_to(NOW_PLAYING.name)
    place = window.frame.stack.currentWidget()
    assert isinstance(place, NowPlayingPlace)
    assert place.sounding_label.isVisible()
    assert place.sounding_label.text() == "Key D · 120 BPM"
    player.practice.tempo.set_percent(80)
    player.practice.tempo.set_semitones(2)
    assert place.sounding_label.text() == "Key E · 96 BPM"
    player.playback.next()
    assert not place.sounding_label.isVisible(), "nothing is known of the next song"
