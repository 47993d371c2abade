"""Keys do what the table of commands says, wherever the focus is."""

from collections.abc import Callable

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence
from PySide6.QtWidgets import QApplication, QLabel, QWidget

from player.base.units import SAMPLE_RATE, StemName
from player.core.mix import ACCOMPANIMENT, PRESETS, TWO_STEMS, VOCALS
from player.core.playback import Transport
from player.core.playing_order import Repeat
from player.ui.commands import COMMANDS, strip_commands
from player.ui.keymap import KEYMAP
from player.ui.keys_dialog import KeysDialog
from player.ui.practice.mix_commands import NUMBERED, mix_key, section_commands
from player.ui.shortcuts_dialog import ShortcutsDialog
from player.ui.window import MainWindow
from tests.ui.fakes import FOUR, SIX, FakePlayer
from tests.ui.hands import click, key, type_text

Key = Qt.Key
CTRL = Qt.KeyboardModifier.ControlModifier
ALT = Qt.KeyboardModifier.AltModifier
SHIFT = Qt.KeyboardModifier.ShiftModifier

FOCI: dict[str, Callable[[MainWindow], QWidget]] = {
    "table": lambda window: window.tracks.table,
    "seek bar": lambda window: window.transport.seek_bar,
    "fader": lambda window: window.mixer.strips[VOCALS].fader,
    "pan": lambda window: window.mixer.strips[VOCALS].pan,
    "mute button": lambda window: window.mixer.strips[VOCALS].mute_button,
    "play button": lambda window: window.transport.play_button,
    "preset": lambda window: window.mixer.presets.buttons[0],
    "volume": lambda window: window.transport.volume.slider,
}


@pytest.mark.parametrize("focus", FOCI)
def test_space_and_m_work_wherever_the_focus_is(
    window: MainWindow, player: FakePlayer, focus: str
) -> None:
    FOCI[focus](window).setFocus()
    key(Key.Key_Space)
    assert player.playback.state.transport is Transport.PLAYING
    key(Key.Key_M)
    assert player.mix.strip(VOCALS).mute
    assert window.mixer.strips[VOCALS].mute_button.isChecked()
    key(Key.Key_M)
    assert not window.mixer.strips[VOCALS].mute_button.isChecked()


def test_shift_m_and_the_solo_keys(window: MainWindow, player: FakePlayer) -> None:
    key(Key.Key_M, SHIFT)
    assert window.mixer.strips[ACCOMPANIMENT].mute_button.isChecked()
    key(Key.Key_S)
    key(Key.Key_S, SHIFT)
    assert player.mix.strip(VOCALS).solo
    assert window.mixer.strips[ACCOMPANIMENT].solo_button.isChecked()


@pytest.mark.parametrize("number", [1, 2, 3])
def test_number_keys_choose_presets(window: MainWindow, player: FakePlayer, number: int) -> None:
    player.mix.set_gain(VOCALS, -6.0)
    key(Qt.Key(Key.Key_0 + number))
    assert player.mix.preset == PRESETS[number - 1]
    checked = [button.isChecked() for button in window.mixer.presets.buttons]
    assert checked == [each == number for each in (1, 2, 3)]


def test_arrows_seek_and_change_the_volume(window: MainWindow, player: FakePlayer) -> None:
    player.playback.play()
    player.engine.trigger_position(20 * SAMPLE_RATE)
    key(Key.Key_Right)
    key(Key.Key_Left)
    key(Key.Key_Left)
    assert player.engine.seeks == [25 * SAMPLE_RATE, 20 * SAMPLE_RATE, 15 * SAMPLE_RATE]
    key(Key.Key_Down)
    key(Key.Key_Down)
    key(Key.Key_Up)
    assert player.mix.volume == pytest.approx(0.95)
    assert window.transport.volume.slider.value() == 95


def test_seeking_stops_at_the_ends(window: MainWindow, player: FakePlayer) -> None:
    player.playback.play()
    player.engine.trigger_position(SAMPLE_RATE)
    key(Key.Key_Left)
    player.engine.trigger_position(199 * SAMPLE_RATE)
    key(Key.Key_Right)
    assert player.engine.seeks == [0, 200 * SAMPLE_RATE]


def test_seek_keys_do_nothing_while_nothing_plays(window: MainWindow, player: FakePlayer) -> None:
    key(Key.Key_Right)
    assert player.engine.seeks == []


def test_ctrl_arrows_change_the_track(window: MainWindow, player: FakePlayer) -> None:
    first, second, _ = (track.id for track in player.queue.tracks)
    player.playback.play()
    key(Key.Key_Right, CTRL)
    assert player.queue.current == second
    assert window.transport.title_label.text() == "Song 2"
    key(Key.Key_Left, CTRL)
    assert player.queue.current == first


def test_up_and_down_choose_rows_in_the_table(window: MainWindow, player: FakePlayer) -> None:
    window.tracks.table.setFocus()
    window.tracks.table.selectRow(0)
    key(Key.Key_Down)
    assert [track.title for track in window.tracks.selected] == ["Song 2"]
    assert player.mix.volume == 1.0
    key(Key.Key_Down, CTRL)
    assert player.mix.volume == pytest.approx(0.95)


def test_a_focused_fader_takes_up_and_down(window: MainWindow, player: FakePlayer) -> None:
    window.mixer.strips[VOCALS].fader.setFocus()
    key(Key.Key_Down)
    key(Key.Key_Down)
    assert player.mix.strip(VOCALS).gain == -2.0
    assert player.mix.volume == 1.0


def test_a_text_field_takes_the_keys(window: MainWindow, player: FakePlayer) -> None:
    field = window.mixer.strips[VOCALS].level_field
    field.setFocus()
    type_text("m-7.51 ")
    key(Key.Key_Left)
    assert not player.mix.strip(VOCALS).mute
    assert player.playback.state.transport is Transport.STOPPED
    field.setText("-7,5")
    key(Key.Key_Return)
    assert player.mix.strip(VOCALS).gain == -7.5
    key(Key.Key_M)
    assert player.mix.strip(VOCALS).mute


def test_enter_presses_a_focused_button(window: MainWindow, player: FakePlayer) -> None:
    window.transport.play_button.setFocus()
    key(Key.Key_Return)
    assert player.playback.state.transport is Transport.PLAYING
    window.mixer.strips[VOCALS].solo_button.setFocus()
    key(Key.Key_Return)
    assert player.mix.strip(VOCALS).solo


def test_number_keys_reach_each_strip(window: MainWindow, player: FakePlayer) -> None:
    player.mix.set_stems(SIX)
    for number, stem in enumerate(SIX, start=1):
        key(Qt.Key(Key.Key_0 + number), ALT)
        assert player.mix.strip(stem).mute
        key(Qt.Key(Key.Key_0 + number), ALT | SHIFT)
        assert player.mix.strip(stem).solo
        assert window.mixer.strips[stem].mute_button.isChecked()


def test_shift_m_is_the_last_strip_whatever_it_is(window: MainWindow, player: FakePlayer) -> None:
    player.mix.set_stems(FOUR)
    key(Key.Key_M, SHIFT)
    assert player.mix.strip(FOUR[-1]).mute
    player.mix.set_stems(TWO_STEMS)
    key(Key.Key_M, SHIFT)
    key(Key.Key_2, ALT | SHIFT)
    assert player.mix.strip(ACCOMPANIMENT).mute
    assert player.mix.strip(ACCOMPANIMENT).solo
    key(Key.Key_4, ALT)  # no such strip any more
    key(Key.Key_M)
    assert player.mix.strip(VOCALS).mute


def test_tab_goes_from_strip_to_strip(window: MainWindow, player: FakePlayer) -> None:
    player.mix.set_stems(FOUR)
    window.mixer.strips[VOCALS].fader.setFocus()
    reached = [QApplication.focusWidget()]
    for _ in range(15):
        key(Key.Key_Tab)
        reached.append(QApplication.focusWidget())
    assert reached == [each for stem in FOUR for each in window.mixer.strips[stem].controls]


@pytest.mark.parametrize("stems", [TWO_STEMS, FOUR, SIX])
def test_no_two_commands_share_a_key(stems: tuple[StemName, ...]) -> None:
    of_strips = [command for pair in strip_commands(stems).values() for command in pair]
    commands = [*COMMANDS, *of_strips, *section_commands(stems)]
    keys = [QKeySequence(key).toString() for command in commands for key in command.keys]
    keys += [QKeySequence(mix_key(number)).toString() for number in range(NUMBERED)]
    assert len(set(keys)) == len(keys)
    assert all(keys)


@pytest.mark.parametrize("pressed", [Key.Key_F1, Key.Key_Question])
def test_the_cheat_sheet_lists_the_keys(window: MainWindow, pressed: Key) -> None:
    KEYMAP.give("shuffle", ("Ctrl+J",), ("H",))
    key(pressed)
    dialog = window.findChild(KeysDialog)
    assert dialog is not None
    told = {label.text() for label in dialog.findChildren(QLabel)}
    assert {"Play", "Mix", "Mute vocals", "M, Alt+1", "Ctrl+J", "In the queue", "Del"} <= told
    click(dialog.change_button)
    assert window.findChild(ShortcutsDialog) is not None


def test_r_and_h_choose_the_order(window: MainWindow, player: FakePlayer) -> None:
    window.tracks.table.setFocus()
    for repeat in (Repeat.ALL, Repeat.ONE, Repeat.OFF):
        key(Key.Key_R)
        assert player.queue.repeat is repeat
        assert window.actions_["repeat"].isChecked() == (repeat is not Repeat.OFF)
    for on in (True, False):
        key(Key.Key_H)
        assert player.queue.shuffle == window.actions_["shuffle"].isChecked() == on


def test_stop_after_is_ticked_until_another_track_plays(
    window: MainWindow, player: FakePlayer
) -> None:
    player.playback.play()
    for ticked in (True, False, True):
        window.actions_["stop-after"].trigger()
        assert player.queue.stop_after == window.actions_["stop-after"].isChecked() == ticked
    player.playback.next()
    assert not window.actions_["stop-after"].isChecked()


def test_shuffle_has_two_more_ways(window: MainWindow, player: FakePlayer) -> None:
    names = ("shuffle", "shuffle-albums", "shuffle-rating")
    albums, rating = (window.actions_[name] for name in names[1:])
    for action, ticks in (
        (albums, [True, True, False]),
        (rating, [True, False, True]),
        (rating, [False, False, False]),
    ):
        action.trigger()
        assert [window.actions_[name].isChecked() for name in names] == ticks
        assert player.queue.shuffle == ticks[0]
