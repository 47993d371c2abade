"""Named mixes in the window: by key, by menu, and in their list."""

from collections.abc import Iterator

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from player.base.units import StemName
from player.core.mix import Strip
from player.ui.practice.mixes_dialog import MixesDialog
from player.ui.practice.mixes_menu import MixesMenu
from player.ui.window import MainWindow
from tests.ui.fakes import FOUR, FakePlayer
from tests.ui.hands import click, key, type_text

Key = Qt.Key
CTRL_ALT = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.AltModifier
ALT = Qt.KeyboardModifier.AltModifier
VOCALS, DRUMS, BASS, _ = FOUR


@pytest.fixture
def player() -> FakePlayer:
    """A player with four stems and three mixes: two for all songs, one of the song that plays."""
    player = FakePlayer()
    player.fill(2)
    player.playback.play()
    player.mix.set_stems(FOUR)
    for name, muted, for_song in (
        ("Without drums", DRUMS, False),
        ("Without bass", BASS, False),
        ("Its own", VOCALS, True),
    ):
        player.mix.put([Strip(muted, mute=True)])
        player.practice.mixes.keep(name, for_song=for_song)
    player.mix.put(())
    return player


@pytest.fixture
def dialog(window: MainWindow, qtbot: QtBot) -> Iterator[MixesDialog]:
    dialog = opened(window, qtbot, Key.Key_M)
    yield dialog
    dialog.close()


def opened(window: MainWindow, qtbot: QtBot, asked: Qt.Key) -> MixesDialog:
    key(asked, CTRL_ALT)
    dialog = window.findChild(MixesDialog)
    assert dialog is not None
    qtbot.waitUntil(lambda: QApplication.activeWindow() is dialog)
    return dialog


def muted(player: FakePlayer) -> list[StemName]:
    return [strip.stem for strip in player.mix.strips if strip.mute]


def names(player: FakePlayer) -> list[str]:
    return [mix.name for mix in player.practice.mixes.all]


def test_each_mix_has_a_key_that_follows_the_list(window: MainWindow, player: FakePlayer) -> None:
    heard = []
    for number in (Key.Key_1, Key.Key_2, Key.Key_3):
        key(number, CTRL_ALT)
        heard.append(muted(player))
    assert heard == [[DRUMS], [BASS], [VOCALS]]
    assert window.actions_["named-mix-3"].isChecked()
    assert window.mixer.strips[VOCALS].mute_button.isChecked()
    player.practice.mixes.delete(0)
    key(Key.Key_1, CTRL_ALT)
    assert muted(player) == [BASS]
    player.playback.next()
    key(Key.Key_2, CTRL_ALT)
    assert muted(player) == [BASS], "the other song has no mix of its own"


def test_the_menu_tells_the_mix_that_stands_and_hears_another(
    window: MainWindow, player: FakePlayer
) -> None:
    player.practice.mixes.hear(1)
    click(window.mixer.mixes_button)
    menu = QApplication.activePopupWidget()
    assert isinstance(menu, MixesMenu)
    shown = [action for action in menu.actions() if action.isCheckable()]
    assert [action.text().split("\t")[0] for action in shown] == names(player)
    assert [action.isChecked() for action in shown] == [False, True, False]
    shown[0].trigger()
    assert muted(player) == [DRUMS]
    menu.close()


def test_the_mix_as_it_stands_is_kept_for_all_songs_or_for_this_one(
    window: MainWindow, player: FakePlayer, qtbot: QtBot
) -> None:
    player.mix.set_gain(BASS, -12.0)
    dialog = opened(window, qtbot, Key.Key_0)
    key(Key.Key_Return)
    assert "needs a name" in dialog.error_label.text()
    type_text("Soft bass")
    key(Key.Key_Return)
    dialog.song_box.click()
    dialog.name_field.setText("Here")
    click(dialog.keep_button)
    assert names(player)[2] == "Soft bass"
    assert names(player)[-1] == "Here"
    assert dialog.error_label.text() == ""
    dialog.close()


def test_mixes_are_heard_moved_renamed_and_deleted_by_key(
    dialog: MixesDialog, player: FakePlayer, qtbot: QtBot
) -> None:
    dialog.table.selectRow(1)
    key(Key.Key_Return)
    assert muted(player) == [BASS]
    key(Key.Key_Up, ALT)
    assert names(player) == ["Without bass", "Without drums", "Its own"]
    key(Key.Key_F2)
    QApplication.focusWidget().selectAll()  # type: ignore[union-attr]
    type_text("No bass")
    key(Key.Key_Return)
    qtbot.waitUntil(lambda: names(player)[0] == "No bass")
    key(Key.Key_Delete)
    assert names(player) == ["Without drums", "Its own"]
    undo = player.messages.recent[-1].act
    assert undo is not None
    undo()
    assert names(player)[0] == "No bass"


def test_a_name_that_is_taken_is_refused_and_the_old_one_stays(
    dialog: MixesDialog, player: FakePlayer
) -> None:
    item = dialog.table.item(1, 0)
    assert item is not None
    item.setText("Without drums")
    assert names(player) == ["Without drums", "Without bass", "Its own"]
    assert "already" in dialog.error_label.text()
    again = dialog.table.item(1, 0)
    assert again is not None
    assert again.text() == "Without bass"
    dialog.table.selectRow(2)
    assert not dialog.up_button.isEnabled(), "a song's own do not mingle with those for all"
