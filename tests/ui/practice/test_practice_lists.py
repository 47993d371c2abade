"""Practice lists in the window: filled with how a song stands, and gone through by key."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from player.base.loop import Loop
from player.base.messages import MessageLog
from player.core.kept_value import KeptValue
from player.core.mix import ACCOMPANIMENT, VOCALS
from player.core.playback import Transport
from player.core.practice.practice_list import ALL, kept_lists
from player.ui.practice.practice_lists_dialog import PracticeListsDialog
from player.ui.window import MainWindow
from tests.ui.fakes import FakePlayer
from tests.ui.hands import click, key, type_text

Key = Qt.Key
ALT, CTRL = Qt.KeyboardModifier.AltModifier, Qt.KeyboardModifier.ControlModifier
SHIFT = Qt.KeyboardModifier.ShiftModifier
LOOP = (441_000, 882_000)


@pytest.fixture
def player(tmp_path: Path) -> FakePlayer:
    """A player with three songs that are there."""
    player = FakePlayer()
    paths = [tmp_path / f"Song {number}.flac" for number in (1, 2, 3)]
    for path in paths:
        path.touch()
    player.queue.add(paths)
    return player


@pytest.fixture
def dialog(window: MainWindow, qtbot: QtBot) -> Iterator[PracticeListsDialog]:
    key(Key.Key_F8)
    dialog = window.findChild(PracticeListsDialog)
    assert dialog is not None
    qtbot.waitUntil(lambda: QApplication.activeWindow() is dialog)
    yield dialog
    dialog.close()


def shown(dialog: PracticeListsDialog) -> list[list[str]]:
    model = dialog.table.model()
    return [
        [model.index(row, column).data() for column in range(model.columnCount())]
        for row in range(model.rowCount())
    ]


def test_entries_keep_how_a_song_stands_and_keys_go_through_them(
    window: MainWindow, player: FakePlayer
) -> None:
    first, second, _ = (track.id for track in player.queue.tracks)
    practice = player.practice
    player.playback.play(first)
    practice.loops.set(*LOOP)
    player.mix.set_mute(VOCALS, True)
    practice.click.turn_count_in()
    key(Key.Key_F8, SHIFT)
    player.playback.play(second)
    player.mix.set_mute(VOCALS, False)
    practice.click.set(type(practice.click.settings)())
    key(Key.Key_F8, SHIFT)
    assert [entry.title for entry in practice.room.entries] == ["Song 1", "Song 2"]
    mute = window.mixer.strips[VOCALS].mute_button
    for asked, expected in (
        (Key.Key_F6, (first, LOOP, True, 1, LOOP[0])),
        (Key.Key_F7, (second, None, False, 0, 0)),
    ):
        key(asked)
        here = (player.queue.current, practice.loops.passage, mute.isChecked())
        assert (*here, practice.click.settings.bars, player.engine.seeks[-1]) == expected
        assert player.playback.state.transport is Transport.PLAYING
    key(Key.Key_F7)
    assert player.queue.current == second
    assert "last entry" in player.messages.recent[-1].text


def test_a_song_that_is_not_in_the_queue_comes_into_it_and_one_that_is_gone_is_said(
    window: MainWindow, player: FakePlayer
) -> None:
    first, second, _ = player.queue.tracks
    for track in (first, second):
        player.playback.play(track.id)
        key(Key.Key_F8, SHIFT)
    player.queue.clear()
    Path(second.location).unlink()
    player.practice.room.go(0)
    assert [track.location for track in player.queue.tracks] == [first.location]
    key(Key.Key_F7)
    assert "not there" in player.messages.recent[-1].text
    assert len(player.practice.room.entries) == 2
    assert player.playback.state.track == player.queue.tracks[0].id


def test_selected_tracks_come_into_the_list_as_they_are(
    window: MainWindow, player: FakePlayer
) -> None:
    player.playback.play()
    player.mix.set_mute(VOCALS, True)
    window.tracks.table.selectAll()
    (action,) = [e for e in window.tracks.actions_.all if e.text() == "Put into the practice list"]
    action.trigger()
    entries = player.practice.room.entries
    assert [entry.title for entry in entries] == ["Song 1", "Song 2", "Song 3"]
    assert "3 songs" in player.messages.recent[-1].text
    key(Key.Key_F7)
    assert not player.mix.strip(VOCALS).mute


def test_an_entry_is_undone_at_once_and_follows_a_file_that_moves(
    window: MainWindow, player: FakePlayer, tmp_path: Path
) -> None:
    room = player.practice.room
    first, *_ = player.queue.tracks
    player.playback.play(first.id)
    key(Key.Key_F8, SHIFT)
    key(Key.Key_F8, SHIFT)
    said = player.messages.recent[-1]
    assert "Song 1" in said.text
    assert said.act is not None
    said.act()
    assert len(room.entries) == 1
    there = tmp_path / "elsewhere.flac"
    first.path.rename(there)
    room.relocate({first.path: there})
    player.queue.relocate({first.location: str(there)})
    room.go(0)
    assert player.playback.state.track == first.id


def test_lists_are_made_named_and_deleted_and_all_of_it_is_undone(
    dialog: PracticeListsDialog, player: FakePlayer
) -> None:
    room = player.practice.room
    click(dialog.new_button)
    key(Key.Key_Return)
    assert "needs a name" in dialog.error_label.text()
    type_text("Band")
    key(Key.Key_Return)
    click(dialog.new_button)
    type_text("Solo")
    key(Key.Key_Return)
    click(dialog.rename_button)
    type_text("Band")
    key(Key.Key_Return)
    assert "already" in dialog.error_label.text()
    key(Key.Key_Escape)
    assert [each.name for each in room.lists] == ["Band", "Solo"]
    click(dialog.delete_button)
    assert [each.name for each in room.lists] == ["Band"]
    key(Key.Key_Z, CTRL)
    assert [each.name for each in room.lists] == ["Band", "Solo"]
    key(Key.Key_Z, CTRL | SHIFT)
    assert [each.name for each in room.lists] == ["Band"]


def test_entries_are_moved_renewed_and_removed_by_key(
    dialog: PracticeListsDialog, player: FakePlayer
) -> None:
    for track in player.queue.tracks:
        player.playback.play(track.id)
        click(dialog.add_button)
    assert [row[0] for row in shown(dialog)] == ["Song 1", "Song 2", "Song 3"]
    dialog.table.setFocus()
    dialog.table.selectRow(2)
    key(Key.Key_Up, ALT)
    key(Key.Key_Up, ALT)
    assert [row[0] for row in shown(dialog)] == ["Song 3", "Song 1", "Song 2"]
    assert player.practice.room.place == 0, "the entry that is practised moved with it"
    tempo = player.practice.tempo
    tempo.set_values(85.0, -1, 20)
    player.practice.loops.set(*LOOP)
    player.mix.set_gain(ACCOMPANIMENT, -6.0)
    player.practice.click.turn_count_in()
    click(dialog.take_button)
    assert shown(dialog)[0] == ["Song 3", "0:10–0:20", "85 %", "−1 +20 ct", "Own mix", "1 bar"]
    dialog.table.setFocus()
    dialog.table.selectRow(1)
    key(Key.Key_Delete)
    assert [row[0] for row in shown(dialog)] == ["Song 3", "Song 2"]
    tempo.reset()
    dialog.table.selectRow(0)
    key(Key.Key_Return)
    assert tempo.values() == (85.0, -1, 20)


def test_lists_come_back_and_a_damaged_file_is_set_aside(
    window: MainWindow, player: FakePlayer, tmp_path: Path
) -> None:
    player.playback.play()
    player.practice.loops.set(*LOOP)
    player.mix.set_mute(VOCALS, True)
    player.practice.room.add()
    lists = player.practice.room.lists
    messages, loop = MessageLog(), Loop()
    kept = KeptValue(kept_lists(tmp_path), ALL, messages, loop)
    kept.set(lists)
    kept.close()
    again = KeptValue(kept_lists(tmp_path), ALL, messages, loop)
    assert again.value == lists
    again.close()
    file = tmp_path / "practice lists.json"
    file.write_text(file.read_text().replace("100.0", '"fast"'))
    damaged = KeptValue(kept_lists(tmp_path), ALL, messages, loop)
    assert damaged.value == ()
    assert "damaged" in messages.recent[-1].text
    assert file.with_name(f"{file.name}.damaged").exists()
    damaged.close()
