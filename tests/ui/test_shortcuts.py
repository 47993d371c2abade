"""Keys of one's own: chosen in the dialog, shown everywhere, kept."""

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from player.core.playback import Transport
from player.ui.keymap import KEYMAP, read_keymap, write_keymap
from player.ui.shortcuts_dialog import ShortcutsDialog
from player.ui.window import MainWindow
from tests.ui.fakes import FakePlayer
from tests.ui.hands import click, key, type_text

Key = Qt.Key
CTRL = Qt.KeyboardModifier.ControlModifier


@pytest.fixture
def dialog(window: MainWindow, qtbot: QtBot) -> ShortcutsDialog:
    window.actions_["shortcuts"].trigger()
    dialog = window.findChild(ShortcutsDialog)
    assert dialog is not None
    qtbot.waitUntil(lambda: QApplication.activeWindow() is dialog)
    return dialog


def press_new(dialog: ShortcutsDialog, pressed: Key, modifier: Qt.KeyboardModifier) -> None:
    dialog.capture.setFocus()
    key(pressed, modifier)
    click(dialog.use_button)


def test_another_key_does_it_and_is_shown_everywhere(
    window: MainWindow, dialog: ShortcutsDialog, player: FakePlayer, qtbot: QtBot
) -> None:
    dialog.choose("toggle")
    press_new(dialog, Key.Key_J, CTRL)
    assert window.actions_["toggle"].shortcut() == QKeySequence("Ctrl+J")
    assert window.transport.play_button.toolTip() == "Play (Ctrl+J)"
    dialog.close()
    window.activateWindow()
    qtbot.waitUntil(lambda: QApplication.activeWindow() is window)
    key(Key.Key_J, CTRL)
    assert player.playback.state.transport is Transport.PLAYING
    key(Key.Key_Space)
    assert player.playback.state.transport is Transport.PLAYING, "the usual key is free"
    assert window.transport.play_button.toolTip() == "Pause (Ctrl+J)"


def test_a_key_that_is_taken_says_from_whom(window: MainWindow, dialog: ShortcutsDialog) -> None:
    dialog.choose("shuffle")
    dialog.capture.setFocus()
    key(Key.Key_M)
    assert dialog.conflict_label.text() == "M is taken from: Mute vocals."
    click(dialog.use_button)
    assert [k.toString() for k in window.actions_["mute-vocals"].shortcuts()] == ["Alt+1"]
    assert [k.toString() for k in window.actions_["shuffle"].shortcuts()] == ["M"]
    assert dialog.conflict_label.text() == ""


def test_keys_are_taken_away_and_come_back(window: MainWindow, dialog: ShortcutsDialog) -> None:
    usual = window.actions_["next"].shortcuts()
    dialog.choose("next")
    click(dialog.none_button)
    assert window.actions_["next"].shortcuts() == []
    assert window.transport.next_button.toolTip() == "Next"
    dialog.choose("stop")
    press_new(dialog, Key.Key_F5, Qt.KeyboardModifier.NoModifier)
    dialog.choose("next")
    click(dialog.reset_button)
    assert window.actions_["next"].shortcuts() == usual
    assert KEYMAP.own == {"stop": ("F5",)}
    click(dialog.reset_all_button)
    assert KEYMAP.own == {}
    assert not dialog.reset_all_button.isEnabled()


@pytest.mark.parametrize(
    ("typed", "found"), [("mute voc", "Mute vocals"), ("ctrl+shift+o", "Open folder")]
)
def test_commands_are_found_by_words_and_by_key(
    dialog: ShortcutsDialog, typed: str, found: str
) -> None:
    dialog.search.setFocus()
    type_text(typed)
    rows = range(dialog.table.rowCount())
    cells = [dialog.table.model().index(row, 0) for row in rows]
    shown = [cell.data() for cell in cells if not dialog.table.isRowHidden(cell.row())]
    assert shown == [found]


def test_a_new_window_has_the_users_keys(
    show: Callable[[FakePlayer], MainWindow], player: FakePlayer
) -> None:
    KEYMAP.set_own({"mute-vocals": ("X",)})
    window = show(player)
    assert window.actions_["mute-vocals"].shortcut() == QKeySequence("X")
    assert next(iter(window.mixer.strips.values())).mute_button.toolTip() == "Mute vocals (X)"


def test_keys_are_kept_in_a_file(tmp_path: Path) -> None:
    file = tmp_path / "data" / "shortcuts.json"
    assert read_keymap(file) == ({}, "")
    own = {"toggle": ("Ctrl+J", "Ö"), "next": ()}
    write_keymap(own, file)
    assert read_keymap(file) == (own, "")


@pytest.mark.parametrize(
    ("content", "own"),
    [
        (b"{", {}),
        (b"[]", {}),
        (b"\xff", {}),
        (b'{"next": "F5", "stop": ["F6"], "toggle": [""]}', {"stop": ("F6",)}),
    ],
)
def test_a_damaged_file_says_so(
    tmp_path: Path, content: bytes, own: dict[str, tuple[str, ...]]
) -> None:
    file = tmp_path / "shortcuts.json"
    file.write_bytes(content)
    good, problem = read_keymap(file)
    assert good == own
    assert "the usual" in problem
