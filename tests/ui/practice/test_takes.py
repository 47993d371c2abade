"""Takes in the window: recorded by a key, listed, renamed, deleted, mixed by their strips."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QLineEdit
from pytestqt.qtbot import QtBot

from player.base.units import SAMPLE_RATE, SongKey
from player.core.practice.take_list import Take
from player.engine.input_protocol import (
    EndTake,
    InputFailed,
    LatencyMeasured,
    MeasureLatency,
    RecordTake,
    TakeEnded,
    TakeGoesOn,
)
from player.ui.practice.takes_dialog import TakesDialog
from player.ui.window import MainWindow
from tests.ui.fakes import FakePlayer
from tests.ui.hands import click, key, type_text

Key = Qt.Key
TAKES = (
    Take("a.wav", "Take 1", "2026-01-02 10.20.30", 12 * SAMPLE_RATE, 33 * SAMPLE_RATE),
    Take("b.wav", "Take 2", "2026-01-02 10.21.30", 72 * SAMPLE_RATE, 5 * SAMPLE_RATE, mute=True),
)


@pytest.fixture
def sung(
    player: FakePlayer, window: MainWindow, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> Iterator[FakePlayer]:
    """A player whose song has two takes."""
    monkeypatch.chdir(tmp_path)
    player.playback.play()
    track = player.queue.current
    assert track is not None
    values = player.practice.takes.values
    values._entry(track).key = SongKey("song")
    values._songs[track].value = TAKES
    values.changed.emit(track)
    yield player
    player.practice.takes.close()
    player.practice.recording.close()


@pytest.fixture
def dialog(sung: FakePlayer, window: MainWindow, qtbot: QtBot) -> TakesDialog:
    key(Key.Key_V, Qt.KeyboardModifier.ShiftModifier)
    dialog = window.findChild(TakesDialog)
    assert dialog is not None
    qtbot.waitUntil(lambda: QApplication.activeWindow() is dialog)
    return dialog


def names(player: FakePlayer) -> list[str]:
    return [each.name for each in player.practice.takes.current]


def test_one_key_records_and_stops(sung: FakePlayer, window: MainWindow) -> None:
    engine = sung.sound_engine
    key(Key.Key_T)
    row = window.frame.practice
    assert row is not None
    key(Key.Key_V)
    (asked,) = [each for each in engine.sent if isinstance(each, RecordTake)]
    assert asked.folder.name == "song"
    engine.event.emit(TakeGoesOn(65 * SAMPLE_RATE, 0.5))
    assert row.takes.state_label.text() == "1:05"
    assert row.takes.record_button.isChecked()
    key(Key.Key_V)
    assert engine.sent[-1] == EndTake()
    engine.event.emit(TakeEnded())
    assert not row.takes.record_button.isChecked()
    assert row.takes.list_button.text() == "Takes: 2"


def test_without_a_microphone_recording_ends_and_the_song_plays_on(
    sung: FakePlayer, window: MainWindow
) -> None:
    key(Key.Key_V)
    say = sung.sound_engine.event.emit
    say(InputFailed("default", "No microphone was found.", "Connect a microphone."))
    assert sung.sound_engine.sent[-1] == EndTake()
    say(TakeEnded())
    assert not sung.practice.recording.on
    assert "No microphone was found." in [each.text for each in sung.messages.recent]
    key(Key.Key_Space)
    key(Key.Key_Space)


def test_a_pause_ends_the_take(sung: FakePlayer, window: MainWindow) -> None:
    key(Key.Key_V)
    key(Key.Key_Space)
    assert sung.sound_engine.sent[-1] == EndTake()


def test_the_list_says_what_there_is(dialog: TakesDialog) -> None:
    table = dialog.table
    model = table.model()
    rows = [[model.index(row, column).data() for column in range(4)] for row in range(2)]
    assert rows == [
        ["Take 1", "0:12", "0:33", "2026-01-02 10:20:30"],
        ["Take 2", "1:12", "0:05", "2026-01-02 10:21:30"],
    ]


def test_keys_mute_rename_delete_and_undo(
    dialog: TakesDialog, sung: FakePlayer, qtbot: QtBot
) -> None:
    key(Key.Key_M)
    assert [each.mute for each in sung.practice.takes.current] == [True, True]
    assert sung.engine.takes[sung.queue.tracks[0].id][0].left == 0.0
    key(Key.Key_F2)
    field = dialog.table.findChild(QLineEdit)
    assert field is not None
    field.selectAll()
    type_text("Second voice")
    key(Key.Key_Return)
    qtbot.waitUntil(lambda: names(sung) == ["Second voice", "Take 2"])
    key(Key.Key_Delete)
    assert names(sung) == ["Take 2"]
    assert [part.file.name for part in sung.engine.takes[sung.queue.tracks[0].id]] == ["b.wav"]
    key(Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert names(sung) == ["Second voice", "Take 2"]


def test_a_take_has_a_strip_in_the_mixer(
    sung: FakePlayer, window: MainWindow, qtbot: QtBot
) -> None:
    strips = window.mixer.take_strips
    assert strips is not None
    first, second = strips.all
    assert (first.stem, second.stem) == ("Take 1", "Take 2")
    assert second.mute_button.isChecked()
    click(second.mute_button)
    first.fader.setFocus()
    key(Key.Key_Down)
    first.pan.setFocus()
    key(Key.Key_Left)
    one, two = sung.practice.takes.current
    assert one.gain < 0
    assert one.pan < 0
    assert not two.mute
    heard = sung.engine.takes[sung.queue.tracks[0].id]
    assert 0 < heard[0].right < heard[0].left < 1
    assert (heard[1].left, heard[1].right) == (1.0, 1.0)
    qtbot.waitUntil(lambda: sung.practice.takes.values.settled[0] == one)
    sung.practice.takes.undo()
    assert (sung.practice.takes.current[0].gain, sung.practice.takes.current[0].pan) == (0, 0)


def test_the_latency_is_measured_and_said(dialog: TakesDialog, sung: FakePlayer) -> None:
    row, say = dialog.latency_row, sung.sound_engine.event.emit
    assert row.label.text().startswith("Latency: 65.0 ms, guessed.")
    row.button.setFocus()
    key(Key.Key_Return)
    assert sung.sound_engine.sent[-1] == MeasureLatency()
    assert row.label.text() == "Listening for the test sound…"
    say(LatencyMeasured(None, "The test sound was not heard.", "Turn it up."))
    assert row.label.text() == "The test sound was not heard. Turn it up."
    click(row.button)
    say(LatencyMeasured(83.44))
    assert row.label.text() == "Latency: 83.4 ms, measured. Takes are moved by it."
    sung.practice.recording.toggle()
    (asked,) = [each for each in sung.sound_engine.sent if isinstance(each, RecordTake)]
    assert asked.latency == round(0.08344 * SAMPLE_RATE)
    say(TakeEnded())
